// The SDK as the tests see it: operations that decode and encode messages, and
// that compute. They compile to a module and to a native program.
//
// A reply begins with a byte, 1 for a result and 0 for the text of a fault.
#include "gen/novation_vector_v1_vector.nv.h"
#include "novation/novation.h"

static nv_bytes reply(bool ok, nv_str text)
{
    char *b = nv_raw(1 + (size_t)text.n);
    b[0] = ok;
    nv_copy(b + 1, text.at, text.n);
    return (nv_bytes){(uint8_t *)b, text.n + 1};
}

static nv_bytes result(nv_bytes b) { return reply(true, (nv_str){(const char *)b.at, b.n}); }

// CODEC decodes a message, looks for what its type forbids, and encodes it.
#define CODEC(name, Message, check)                                                                                    \
    NV_OPERATION(name)                                                                                                 \
    {                                                                                                                  \
        nv_reader r;                                                                                                   \
        nv_fault fault;                                                                                                \
        nv_bytes b;                                                                                                    \
        Message m = {0};                                                                                               \
        if (!Message##_decode(&r, input, &m)) return reply(false, nv_fault_text(&r.fault));                            \
        nv_str why = check;                                                                                            \
        if (why.n > 0) return reply(false, why);                                                                       \
        if (!Message##_encode(&m, &b, &fault)) return reply(false, nv_fault_text(&fault));                             \
        return result(b);                                                                                              \
    }

CODEC(state, novation_vector_v1_state, (nv_str){0})
CODEC(request, nv_request, nv_request_fault(&m))
CODEC(reply, nv_reply, nv_reply_fault(&m, true))
CODEC(section, nv_section, (nv_str){0})

// lines collects what a walk visits, as texts after their lengths of 4 bytes.
typedef NV_LIST(char) lines;

static void add(lines *l, nv_str s)
{
    for (int i = 0; i < 4; i++) *nv_push(l) = (char)(s.n >> (8 * i));
    for (uint32_t i = 0; i < s.n; i++) *nv_push(l) = s.at[i];
}

static void visit(void *context, nv_str path, nv_str value)
{
    add(context, path);
    add(context, value);
}

NV_OPERATION(walk)
{
    nv_reader r;
    novation_vector_v1_state m = {0};
    if (!novation_vector_v1_state_decode(&r, input, &m)) return reply(false, nv_fault_text(&r.fault));
    lines l = {0};
    novation_vector_v1_state_walk(&m, (nv_str){0}, visit, &l);
    return reply(true, (nv_str){l.at, l.n});
}

// word takes the text before the next space off s.
static nv_str word(nv_str *s)
{
    nv_str w = {s->at, 0};
    while (w.n < s->n && s->at[w.n] != ' ') w.n++;
    uint32_t skip = w.n + (w.n < s->n);
    s->at += skip;
    s->n -= skip;
    return w;
}

static uint32_t whole(nv_str s)
{
    uint32_t v = 0;
    for (uint32_t i = 0; i < s.n; i++) v = v * 10 + (uint32_t)(s.at[i] - '0');
    return v;
}

// number reads a canonical text of any scale; the empty text is a number that
// is not given.
static nv_decimal number(nv_str s)
{
    nv_decimal d = {0};
    uint32_t whole = 0;
    while (whole < s.n && s.at[whole] != '.') whole++;
    if (s.n > 0 && nv_decimal_parse(&d, s, whole < s.n ? s.n - whole - 1 : 0) != NV_NONE) nv_stop();
    return d;
}

// decimal computes "op a b scale mode", as in decimal.json.
NV_OPERATION(decimal)
{
    nv_str line = {(const char *)input.at, input.n};
    nv_str op = word(&line), a = word(&line), b = word(&line);
    uint32_t scale = whole(word(&line));
    nv_mode mode = (nv_mode)whole(word(&line));
    nv_decimal d = {0};
    nv_error e;
    if (nv_eq(op, NV("parse")))
        e = nv_decimal_parse(&d, a, scale);
    else if (nv_eq(op, NV("cmp")))
        return reply(true, nv_text(nv_decimal_cmp(number(a), number(b))));
    else if (nv_eq(op, NV("sign")))
        return reply(true, nv_text(nv_decimal_sign(number(a))));
    else if (nv_eq(op, NV("neg")))
        return reply(true, nv_text(nv_decimal_neg(number(a))));
    else if (nv_eq(op, NV("abs")))
        return reply(true, nv_text(nv_decimal_abs(number(a))));
    else if (nv_eq(op, NV("add")))
        e = nv_decimal_add(&d, number(a), number(b));
    else if (nv_eq(op, NV("sub")))
        e = nv_decimal_sub(&d, number(a), number(b));
    else if (nv_eq(op, NV("mul")))
        e = nv_decimal_mul(&d, number(a), number(b), scale, mode);
    else if (nv_eq(op, NV("quo")))
        e = nv_decimal_quo(&d, number(a), number(b), scale, mode);
    else if (nv_eq(op, NV("round")))
        e = nv_decimal_round(&d, number(a), scale, mode);
    else
        nv_stop();
    return e != NV_NONE ? reply(false, nv_error_text(e)) : reply(true, nv_text(d));
}

// count is a rule on the vectors' schema that does all that a rule can get
// wrong; the name of the command says what.
static bool count(nv_call *call, novation_vector_v1_state *s, const novation_vector_v1_command *c)
{
    nv_str name = c->name;
    if (name.n == 0) {
        nv_reject(call, "missing", "name", "no name");
        nv_reject(call, "late", "", "too late");
        return nv_ok(call);
    }
    if (nv_eq(name, NV("fail"))) {
        nv_decimal big = nv_decimal_must("99999999999999999999999999999999999999"), sum;
        NV_TRY(call, nv_decimal_add(&sum, big, big));
    }
    if (nv_eq(name, NV("no reason"))) return false;
    if (nv_eq(name, NV("no code"))) return nv_reject(call, "", "name", "a reason without a code");
    if (nv_eq(name, NV("bad text"))) return nv_reject(call, "bad", "name", "\xff");
    if (nv_eq(name, NV("ignored"))) nv_reject(call, "ignored", "", "a reason counts");
    if (nv_eq(name, NV("stop"))) nv_stop();
    if (nv_eq(name, NV("memory")))
        for (;;) nv_alloc(1 << 20);
    if (nv_eq(name, NV("long"))) {
        for (uint32_t i = 0; i < 2000; i++) *nv_push(&s->texts) = nv_text("element ", i, " of a list that is long");
        return true;
    }
    if (nv_eq(name, NV("bad state"))) s->text = NV("\xff");
    if (nv_eq(name, NV("two"))) s->fixed = nv_new(novation_vector_v1_price), s->formula = nv_new(novation_vector_v1_formula);
    if (nv_eq(name, NV("enum"))) s->color = 7;
    if (nv_eq(name, NV("enums"))) *nv_push(&s->colors) = -7;
    if (nv_eq(name, NV("inside"))) {
        s->price = nv_new(novation_vector_v1_price);
        s->price->currency = NV("\xff");
        *nv_push(&s->texts) = NV("\xff"); // a fault, but of a higher number
    }
    if (nv_eq(name, NV("deep"))) {
        novation_vector_v1_state *at = s;
        for (int i = 0; i < NV_MAX_DEPTH; i++) at = at->child = nv_new(novation_vector_v1_state);
    }
    if (nv_eq(name, NV("empty state"))) {
        *s = (novation_vector_v1_state){0};
        return true;
    }
    if (nv_eq(name, NV("rounding"))) s->amount = nv_decimal_must("0.005");
    if (nv_eq(name, NV("not given"))) nv_push(&s->amounts);
    if (nv_eq(name, NV("widen"))) s->amount = nv_decimal_must("-5");
    if (nv_eq(name, NV("no kind"))) nv_issue(call, "", "1", "");
    if (nv_eq(name, NV("bad document"))) nv_issue(call, "invoice", "\xff", "");
    if (nv_eq(name, NV("finish"))) {
        nv_finish(call);
        nv_issue(call, "invoice", "7", "se", "ven");
        nv_issue(call, "receipt", "", "");
    }
    if (nv_eq(name, NV("reference"))) {
        nv_bytes none;
        if (!nv_reference_data(call, NV("quotes"), &s->data) || nv_reference_data(call, NV("other"), &none))
            return nv_reject(call, "missing", "", "references");
    }
    if (nv_is_new(call) != (nv_sequence(call) == 1) || !nv_is_party(call, nv_actor(call)) || nv_is_party(call, NV("gamma")) ||
        nv_parties(call)->n != 2 || nv_seed(call).n != 32)
        return nv_reject(call, "call", "", "the call does not tell the truth");
    *nv_push(&s->texts) = name;
    s->i64 = nv_time(call);
    return true;
}

static bool up(nv_call *call, const novation_vector_v1_price *from, novation_vector_v1_formula *to)
{
    if (from->currency.n == 0) return nv_reject(call, "lost", "currency", "no currency");
    to->benchmark = from->currency;
    return true;
}

static bool down(nv_call *call, const novation_vector_v1_formula *from, novation_vector_v1_price *to)
{
    to->currency = from->benchmark;
    return nv_ok(call);
}

static bool check(nv_call *call, const novation_vector_v1_state *s)
{
    if (s->text.n > 0) return nv_reject(call, "text", "text", "no text");
    return true;
}

NV_RULES(
    NV_APPLY(novation_vector_v1_state, novation_vector_v1_command, count)
    NV_UP(novation_vector_v1_price, novation_vector_v1_formula, up)
    NV_DOWN(novation_vector_v1_formula, novation_vector_v1_price, down)
    NV_CHECK(novation_vector_v1_state, check))

#ifndef __wasm__

#include "novation/native/nv_native.h"

int main(void)
{
    nv_operation *const ops[] = {
        nv_run_apply, nv_run_up,    nv_run_down, nv_run_check,   nv_run_state,
        nv_run_walk,  nv_run_request, nv_run_reply, nv_run_section, nv_run_decimal,
    };
    return nv_serve(ops, sizeof ops / sizeof *ops);
}

#endif

#include "nv_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The reply of the last call, and its encoding.
static nv_reply reply;
static uint8_t *kept;
static uint32_t kept_n;

_Noreturn void nv_expected(const char *file, int line, const char *condition)
{
    fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, condition);
    for (uint32_t i = 0; i < reply.reasons.n; i++) {
        const nv_reason *x = &reply.reasons.at[i];
        fprintf(stderr, "  %.*s: %.*s (%.*s)\n", (int)x->code.n, x->code.at, (int)x->message.n, x->message.at, (int)x->field.n, x->field.at);
    }
    exit(1);
}

_Noreturn static void broken(const char *what, nv_str why)
{
    fprintf(stderr, "%s: %.*s\n", what, (int)why.n, why.at);
    exit(1);
}

// copy_of returns a copy that is the caller's to free.
static uint8_t *copy_of(nv_bytes b)
{
    uint8_t *copy = malloc(b.n > 0 ? b.n : 1);
    if (copy == NULL) abort();
    if (b.n > 0) memcpy(copy, b.at, b.n);
    return copy;
}

static void read_kept(void)
{
    nv_reader r;
    reply = (nv_reply){0};
    if (!nv_reply_decode(&r, (nv_bytes){kept, kept_n}, &reply)) broken("the reply cannot be read", nv_fault_text(&r.fault));
}

const nv_reply *nv_run(nv_operation *op, const nv_request *request)
{
    nv_bytes encoded, b;
    nv_fault fault;
    if (!nv_request_encode(request, &encoded, &fault)) broken("the request has no encoding", nv_fault_text(&fault));
    uint8_t *copy = copy_of(encoded);
    b = nv_ask(op, (nv_bytes){copy, encoded.n});
    free(kept);
    kept = copy_of(b);
    kept_n = b.n;
    b = nv_ask(op, (nv_bytes){copy, encoded.n});
    free(copy);
    if (b.n != kept_n || (b.n > 0 && memcmp(kept, b.at, b.n) != 0)) broken("two runs of one request", NV("the replies differ"));
    read_kept();
    nv_str why = nv_reply_fault(&reply, op != nv_run_check);
    if (why.n > 0) broken("the reply is none", why);
    return &reply;
}

const nv_reply *nv_send(nv_record *r, nv_str actor, nv_bytes command)
{
    static const uint8_t seed[32];
    const nv_request request = {
        .state = {r->state, r->state_n},
        .command = command,
        .time = r->time,
        .actor = actor,
        .parties = r->parties,
        .sequence = r->sequence + 1,
        .references = r->references,
        .seed = {seed, sizeof seed},
    };
    nv_run(nv_run_apply, &request);
    if (reply.reasons.n > 0) return &reply;
    free(r->state);
    r->state = copy_of(reply.state);
    r->state_n = reply.state.n;
    r->final = reply.final;
    r->sequence++;
    return &reply;
}

const nv_reply *nv_accept(nv_record *r, nv_str actor, nv_bytes command)
{
    nv_send(r, actor, command);
    NV_EXPECT(reply.reasons.n == 0 && "the command is accepted");
    uint8_t *answer = kept;
    uint32_t n = kept_n;
    kept = NULL;
    nv_run(nv_run_check, &(nv_request){.state = {r->state, r->state_n}});
    bool lacks = reply.reasons.n == 1 && nv_eq(reply.reasons.at[0].code, NV(NV_UNSUPPORTED));
    NV_EXPECT((lacks || reply.reasons.n == 0) && "the state keeps the invariants");
    free(kept);
    kept = answer;
    kept_n = n;
    read_kept();
    return &reply;
}

const nv_reply *nv_refuse(nv_record *r, nv_str actor, nv_bytes command)
{
    nv_send(r, actor, command);
    NV_EXPECT(reply.reasons.n > 0 && "the command is refused");
    return &reply;
}

void nv_record_end(nv_record *r)
{
    free(r->state);
    r->state = NULL;
    nv_ask_end();
}

void nv_encoded(const char *what, bool done, const nv_fault *fault)
{
    if (!done) broken(what, nv_fault_text(fault));
}

// The recap of a deal, amended and confirmed by both sides: the example that
// exists in every language of the SDK, with the same replies to the byte.
#include "gen/recap_v1_recap.nv.h"
#include "novation/novation.h"

// MAX_CLAUSES bounds the clauses of a recap.
#define MAX_CLAUSES 64

static bool is_side(const nv_call *call, const recap_v1_recap *r)
{
    return nv_eq(nv_actor(call), r->seller) || nv_eq(nv_actor(call), r->buyer);
}

// find returns the index of a clause among the first n, or n.
static uint32_t find(const recap_v1_recap *r, uint32_t n, nv_str id)
{
    for (uint32_t i = 0; i < n; i++)
        if (nv_eq(r->clauses.at[i].id, id)) return i;
    return n;
}

// revise checks the terms, computes what follows from them, and starts the
// confirmations anew with the one who wrote them.
static bool revise(nv_call *call, recap_v1_recap *r)
{
    if (nv_decimal_sign(r->quantity) <= 0) nv_reject(call, "quantity", "quantity", "the quantity must be above zero");
    if (nv_decimal_sign(r->price) <= 0) nv_reject(call, "price", "price", "the price must be above zero");
    if (r->laycan_from < nv_time(call) || r->laycan_to < r->laycan_from)
        nv_reject(call, "laycan", "laycan_from", "loading begins in the past, or ends before it begins");
    if (r->clauses.n > MAX_CLAUSES) nv_reject(call, "clause", "clauses", "at most 64 clauses");
    for (uint32_t i = 0; i < r->clauses.n; i++) {
        const recap_v1_clause *c = &r->clauses.at[i];
        if (c->id.n == 0 || c->text.n == 0) nv_reject(call, "clause", "clauses", "a clause needs an id and a text");
        if (find(r, i, c->id) < i) nv_reject(call, "clause", "clauses", "there are two clauses ", c->id);
    }
    if (!nv_ok(call)) return false;
    if (nv_decimal_mul(&r->value, r->quantity, r->price, 2, NV_HALF_EVEN) != NV_NONE)
        return nv_reject(call, "value", "value", "quantity times price is too large");
    r->revision++;
    r->confirmed = (nv_strs){0};
    *nv_push(&r->confirmed) = nv_actor(call);
    return true;
}

static bool propose(nv_call *call, recap_v1_recap *r, const recap_v1_propose *p)
{
    if (nv_eq(p->buyer, nv_actor(call)) || !nv_is_party(call, p->buyer))
        nv_reject(call, "party", "propose.buyer", "name the other party");
    if (p->reference.n == 0 || p->grade.n == 0 || p->load_port.n == 0 || p->discharge_port.n == 0)
        nv_reject(call, "missing", "propose", "reference, grade and both ports must be given");
    if (!nv_ok(call)) return false;
    *r = (recap_v1_recap){
        .reference = p->reference,
        .seller = nv_actor(call),
        .buyer = p->buyer,
        .grade = p->grade,
        .quantity = p->quantity,
        .price = p->price,
        .laycan_from = p->laycan_from,
        .laycan_to = p->laycan_to,
        .load_port = p->load_port,
        .discharge_port = p->discharge_port,
        .clauses = p->clauses,
        .status = RECAP_V1_STATUS_DRAFT,
    };
    return revise(call, r);
}

static bool amend(nv_call *call, recap_v1_recap *r, const recap_v1_amend *a)
{
    if (!is_side(call, r)) return nv_reject(call, "party", "amend", "only seller and buyer amend");
    if (a->quantity.set) r->quantity = a->quantity;
    if (a->price.set) r->price = a->price;
    if (a->laycan_from != 0) r->laycan_from = a->laycan_from;
    if (a->laycan_to != 0) r->laycan_to = a->laycan_to;
    for (uint32_t i = 0; i < a->remove.n; i++) {
        nv_str id = a->remove.at[i];
        uint32_t at = find(r, r->clauses.n, id);
        if (at == r->clauses.n) return nv_reject(call, "clause", "amend.remove", "there is no clause ", id);
        nv_cut(&r->clauses, at);
    }
    for (uint32_t i = 0; i < a->add.n; i++) *nv_push(&r->clauses) = a->add.at[i];
    return revise(call, r);
}

static bool confirm(nv_call *call, recap_v1_recap *r, const recap_v1_confirm *c)
{
    if (!is_side(call, r)) return nv_reject(call, "party", "confirm", "only seller and buyer confirm");
    if (c->revision != r->revision)
        return nv_reject(call, "revision", "confirm.revision", "another revision is the current one");
    if (nv_has(&r->confirmed, nv_actor(call)))
        return nv_reject(call, "twice", "confirm", nv_actor(call), " has confirmed already");
    *nv_push(&r->confirmed) = nv_actor(call);
    r->status = RECAP_V1_STATUS_AGREED;
    nv_issue(call, "recap", r->reference, r->quantity, " bbl ", r->grade, " at ", r->price, " USD/bbl, together ", r->value, " USD");
    nv_finish(call);
    return true;
}

static bool apply(nv_call *call, recap_v1_recap *r, const recap_v1_command *c)
{
    if (nv_is_new(call) && c->propose != NULL) return propose(call, r, c->propose);
    if (!nv_is_new(call) && c->amend != NULL) return amend(call, r, c->amend);
    if (!nv_is_new(call) && c->confirm != NULL) return confirm(call, r, c->confirm);
    return nv_reject(call, "wrong-step", "", "a recap begins with a proposal, then it is amended and confirmed");
}

static bool check(nv_call *call, const recap_v1_recap *r)
{
    nv_decimal value;
    if (nv_decimal_mul(&value, r->quantity, r->price, 2, NV_HALF_EVEN) != NV_NONE || !nv_decimal_same(value, r->value))
        nv_reject(call, "value", "value", "the value is not quantity times price");
    if ((r->status == RECAP_V1_STATUS_AGREED) != (r->confirmed.n == 2))
        nv_reject(call, "status", "status", "a recap is agreed when both sides confirmed");
    for (uint32_t i = 0; i < r->clauses.n; i++)
        if (find(r, i, r->clauses.at[i].id) < i) nv_reject(call, "clause", "clauses", "there are two clauses ", r->clauses.at[i].id);
    return nv_ok(call);
}

NV_RULES(
    NV_APPLY(recap_v1_recap, recap_v1_command, apply)
    NV_CHECK(recap_v1_recap, check))

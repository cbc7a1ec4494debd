// The rules of a promissory note that is paid in parts.
#include "gen/note_v1_note.nv.h"
#include "novation/novation.h"

// promise begins a note: the actor owes the creditor an amount.
static bool promise(nv_call *call, note_v1_note *note, const note_v1_promise *p)
{
    if (nv_eq(p->creditor, nv_actor(call)) || !nv_is_party(call, p->creditor))
        nv_reject(call, "party", "promise.creditor", "name the other party");
    if (nv_decimal_sign(p->amount) <= 0)
        nv_reject(call, "amount", "promise.amount", "promise more than nothing");
    if (!nv_ok(call)) return false;
    note->debtor = nv_actor(call);
    note->creditor = p->creditor;
    note->open = p->amount;
    return true;
}

// pay takes what the creditor received off the open amount.
static bool pay(nv_call *call, note_v1_note *note, const note_v1_pay *p)
{
    if (!nv_eq(nv_actor(call), note->creditor))
        return nv_reject(call, "party", "pay", note->creditor, " says what was received");
    nv_decimal left;
    NV_TRY(call, nv_decimal_sub(&left, note->open, p->amount));
    if (nv_decimal_sign(p->amount) <= 0 || nv_decimal_sign(left) < 0)
        return nv_reject(call, "amount", "pay.amount", "between nothing and ", note->open, " EUR can be paid");
    note->open = left;
    nv_issue(call, "receipt", "", note->creditor, " received ", p->amount, " EUR, ", left, " EUR are open");
    if (nv_decimal_sign(left) == 0) nv_finish(call);
    return true;
}

// apply changes the note as the command says, or says why not.
static bool apply(nv_call *call, note_v1_note *note, const note_v1_command *c)
{
    if (nv_is_new(call) && c->promise != NULL) return promise(call, note, c->promise);
    if (!nv_is_new(call) && c->pay != NULL) return pay(call, note, c->pay);
    return nv_reject(call, "wrong-step", "", "a note begins with a promise, then it is paid");
}

// check tells what is wrong with a note, whoever made it.
static bool check(nv_call *call, const note_v1_note *note)
{
    if (nv_decimal_sign(note->open) < 0 || nv_eq(note->debtor, note->creditor))
        return nv_reject(call, "invariant", "", "a note is not owed to oneself, nor below zero");
    return true;
}

NV_RULES(
    NV_APPLY(note_v1_note, note_v1_command, apply)
    NV_CHECK(note_v1_note, check))

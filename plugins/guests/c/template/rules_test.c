// Plays a note natively, under sanitizers:
//
//     cc -std=c11 -g -fsanitize=address,undefined *.c gen/*.c novation/*.c novation/native/*.c -o test && ./test
//
// `novation test` plays the files in cases/ with the compiled module.
#include "gen/note_v1_note.nv.h"
#include "novation/native/nv_test.h"

static nv_bytes promising(nv_str creditor, const char *amount)
{
    note_v1_promise p = {.creditor = creditor, .amount = nv_decimal_must(amount)};
    NV_ENCODE(note_v1_command, command, .promise = &p);
    return command;
}

static nv_bytes paying(const char *amount)
{
    note_v1_pay p = {.amount = nv_decimal_must(amount)};
    NV_ENCODE(note_v1_command, command, .pay = &p);
    return command;
}

static void paid_in_two_parts(void)
{
    nv_record r = {.parties = NV_MEMBERS(NV("alpha"), NV("beta"))};
    nv_accept(&r, NV("alpha"), promising(NV("beta"), "100.00"));
    const nv_reply *reply = nv_refuse(&r, NV("beta"), paying("100.01"));
    NV_EXPECT(nv_eq(reply->reasons.at[0].field, NV("pay.amount")));
    nv_accept(&r, NV("beta"), paying("99.99"));
    NV_DECODE(note_v1_note, note, &r);
    NV_EXPECT(nv_decimal_same(note.open, nv_decimal_must("0.01")) && !r.final);
    reply = nv_accept(&r, NV("beta"), paying("0.01"));
    NV_EXPECT(r.final && nv_eq(reply->documents.at[0].summary, NV("beta received 0.01 EUR, 0.00 EUR are open")));
    nv_record_end(&r);
}

static void refused(void)
{
    nv_record r = {.parties = NV_MEMBERS(NV("alpha"), NV("beta"))};
    nv_refuse(&r, NV("alpha"), paying("1.00"));
    nv_refuse(&r, NV("alpha"), promising(NV("alpha"), "100.00"));
    nv_refuse(&r, NV("alpha"), promising(NV("gamma"), "100.00"));
    nv_refuse(&r, NV("alpha"), promising(NV("beta"), "0.00"));
}

int main(void)
{
    paid_in_two_parts();
    refused();
    nv_ask_end();
    return 0;
}

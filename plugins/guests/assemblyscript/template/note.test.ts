import { decimal, text } from "./novation";
import { Rehearsal, expect, same, test } from "./novation/testing";
import { Command, Note, Pay, Promise } from "./gen/note/v1/note";
import { apply, check } from "./note";

export { runTest } from "./novation/testing";

function record(): Rehearsal<Note, Command> {
  return new Rehearsal<Note, Command>(apply, check, ["alpha", "beta"]);
}

function promise(creditor: string, amount: string): Command {
  const command = new Command(), p = new Promise();
  p.creditor = text(creditor);
  p.amount = decimal(amount);
  command.promise = p;
  return command;
}

function pay(amount: string): Command {
  const command = new Command(), p = new Pay();
  p.amount = decimal(amount);
  command.pay = p;
  return command;
}

test("a note is paid in parts", () => {
  const note = record();
  note.accept("alpha", promise("beta", "100.00"));

  same(note.reject("beta", pay("100.01"))[0].field, "pay.amount", "paying too much");
  same(note.reject("alpha", pay("10.00"))[0].code, "party", "the debtor says what was received");

  note.accept("beta", pay("99.99"));
  same(note.state.open, "0.01", "what is open");
  expect(!note.final, "a note with an open amount is final");

  const paid = note.accept("beta", pay("0.01"));
  same(paid.documents[0].summary, "beta received 0.01 EUR, 0.00 EUR are open", "the receipt");
  expect(note.final, "a note that is paid is not final");
});

test("a note begins with a promise", () => {
  same(record().reject("alpha", pay("1.00"))[0].code, "wrong-step", "paying first");
  same(record().reject("alpha", new Command())[0].code, "wrong-step", "no step at all");
});

test("a promise names the other party and an amount", () => {
  same(record().reject("alpha", promise("alpha", "100.00"))[0].field, "promise.creditor", "owing oneself");
  same(record().reject("alpha", promise("gamma", "100.00"))[0].field, "promise.creditor", "owing a stranger");
  expect(record().reject("alpha", promise("gamma", "0.00")).length == 2, "not everything that is wrong is said");
});

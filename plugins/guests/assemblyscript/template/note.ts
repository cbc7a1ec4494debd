import { Call, NONE, Reasons, reject } from "./novation";
import { Command, Note, Pay, Promise } from "./gen/note/v1/note";

export function apply(call: Call, note: Note, command: Command): Reasons | null {
  const promise = command.promise, pay = command.pay;
  if (call.isNew && promise) return begin(call, note, promise);
  if (!call.isNew && pay) return receive(call, note, pay);
  return reject("wrong-step", "", "a note begins with a promise, then it is paid");
}

function begin(call: Call, note: Note, p: Promise): Reasons | null {
  const reasons = new Reasons();
  if (p.creditor == call.actor || !call.isParty(p.creditor)) reasons.add("party", "promise.creditor", "name the other party");
  if (p.amount <= NONE) reasons.add("amount", "promise.amount", "promise more than nothing");
  if (reasons.length > 0) return reasons;
  note.debtor = call.actor;
  note.creditor = p.creditor;
  note.open = p.amount;
  return null;
}

function receive(call: Call, note: Note, p: Pay): Reasons | null {
  if (call.actor != note.creditor) return reject("party", "pay", note.creditor.plus(" says what was received"));
  const left = note.open - p.amount;
  if (p.amount <= NONE || left < NONE) {
    return reject("amount", "pay.amount", `between nothing and ${note.open} EUR can be paid`);
  }
  call.issue("receipt", "", `${note.creditor} received ${p.amount} EUR, ${left} EUR are open`);
  note.open = left;
  if (left.sign == 0) call.finish();
  return null;
}

export function check(note: Note): Reasons | null {
  if (note.open < NONE || note.debtor == note.creditor) {
    return reject("invariant", "", "a note is not owed to oneself, nor below zero");
  }
  return null;
}

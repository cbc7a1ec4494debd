// The rules of the recap: the example that exists in every language of the SDK,
// with the same replies to the byte. The reference is plugins/sdk/examples/recap.

import { Call, List, Mode, Reasons, Text, failed, reject } from "./novation";
import { Amend, Clause, Command, Confirm, Propose, Recap, Status } from "./gen/recap/v1/recap";

/** The most clauses of a recap. */
const MAX_CLAUSES = 64;

export function apply(call: Call, recap: Recap, command: Command): Reasons | null {
  const p = command.propose, a = command.amend, c = command.confirm;
  if (call.isNew && p) return propose(call, recap, p);
  if (!call.isNew && a) return amend(call, recap, a);
  if (!call.isNew && c) return confirm(call, recap, c);
  return reject("wrong-step", "", "a recap begins with a proposal, then it is amended and confirmed");
}

function propose(call: Call, recap: Recap, p: Propose): Reasons | null {
  const reasons = new Reasons();
  if (p.buyer == call.actor || !call.isParty(p.buyer)) reasons.add("party", "propose.buyer", "name the other party");
  if (p.reference.isEmpty || p.grade.isEmpty || p.loadPort.isEmpty || p.dischargePort.isEmpty) {
    reasons.add("missing", "propose", "reference, grade and both ports must be given");
  }
  if (reasons.length > 0) return reasons;
  recap.reference = p.reference;
  recap.seller = call.actor;
  recap.buyer = p.buyer;
  recap.grade = p.grade;
  recap.quantity = p.quantity;
  recap.price = p.price;
  recap.laycanFrom = p.laycanFrom;
  recap.laycanTo = p.laycanTo;
  recap.loadPort = p.loadPort;
  recap.dischargePort = p.dischargePort;
  recap.clauses = p.clauses;
  recap.status = Status.Draft;
  return revise(call, recap);
}

function amend(call: Call, recap: Recap, a: Amend): Reasons | null {
  if (call.actor != recap.seller && call.actor != recap.buyer) return reject("party", "amend", "only seller and buyer amend");
  if (a.quantity.isSet) recap.quantity = a.quantity;
  if (a.price.isSet) recap.price = a.price;
  if (a.laycanFrom != 0) recap.laycanFrom = a.laycanFrom;
  if (a.laycanTo != 0) recap.laycanTo = a.laycanTo;
  for (let i = 0; i < a.remove.length; i++) {
    const at = find(recap.clauses, recap.clauses.length, a.remove[i]);
    if (at < 0) return reject("clause", "amend.remove", `there is no clause ${a.remove[i]}`);
    recap.clauses.removeAt(at);
  }
  recap.clauses.append(a.add);
  return revise(call, recap);
}

/**
 * Checks the terms, computes what follows from them, and starts the
 * confirmations anew with the one who wrote them.
 */
function revise(call: Call, recap: Recap): Reasons | null {
  const reasons = new Reasons();
  if (recap.quantity.sign <= 0) reasons.add("quantity", "quantity", "the quantity must be above zero");
  if (recap.price.sign <= 0) reasons.add("price", "price", "the price must be above zero");
  if (recap.laycanFrom < call.time || recap.laycanTo < recap.laycanFrom) {
    reasons.add("laycan", "laycan_from", "loading begins in the past, or ends before it begins");
  }
  if (recap.clauses.length > MAX_CLAUSES) reasons.add("clause", "clauses", "at most 64 clauses");
  for (let i = 0; i < recap.clauses.length; i++) {
    const clause = recap.clauses[i];
    if (clause.id.isEmpty || clause.text.isEmpty) reasons.add("clause", "clauses", "a clause needs an id and a text");
    addTwin(reasons, recap.clauses, i);
  }
  if (reasons.length > 0) return reasons;
  recap.value = recap.quantity.mul(recap.price, 2, Mode.HalfEven);
  if (failed()) return reject("value", "value", "quantity times price is too large");
  recap.revision++;
  recap.confirmed = new List<Text>();
  recap.confirmed.push(call.actor);
  return null;
}

function confirm(call: Call, recap: Recap, c: Confirm): Reasons | null {
  if (call.actor != recap.seller && call.actor != recap.buyer) return reject("party", "confirm", "only seller and buyer confirm");
  if (c.revision != recap.revision) return reject("revision", "confirm.revision", "another revision is the current one");
  if (recap.confirmed.includes(call.actor)) return reject("twice", "confirm", `${call.actor} has confirmed already`);
  recap.confirmed.push(call.actor);
  recap.status = Status.Agreed;
  call.issue("recap", recap.reference, `${recap.quantity} bbl ${recap.grade} at ${recap.price} USD/bbl, together ${recap.value} USD`);
  call.finish();
  return null;
}

export function check(recap: Recap): Reasons | null {
  const reasons = new Reasons();
  const value = recap.quantity.mul(recap.price, 2, Mode.HalfEven);
  if (failed() || value != recap.value) reasons.add("value", "value", "the value is not quantity times price");
  if ((recap.status == Status.Agreed) != (recap.confirmed.length == 2)) {
    reasons.add("status", "status", "a recap is agreed when both sides confirmed");
  }
  for (let i = 0; i < recap.clauses.length; i++) addTwin(reasons, recap.clauses, i);
  return reasons;
}

/** Adds a reason when a clause before the one at index i has its id. */
function addTwin(reasons: Reasons, clauses: List<Clause>, i: i32): void {
  const id = clauses[i].id;
  if (find(clauses, i, id) >= 0) reasons.add("clause", "clauses", `there are two clauses ${id}`);
}

/** The index of the clause of that id among the first n, or -1. */
function find(clauses: List<Clause>, n: i32, id: Text): i32 {
  for (let i = 0; i < n; i++) {
    if (clauses[i].id == id) return i;
  }
  return -1;
}

import { NONE, decimal, text } from "./novation";
import { Rehearsal, expect, same, test } from "./novation/testing";
import { Amend, Clause, Command, Confirm, Propose, Recap } from "./gen/recap/v1/recap";
import { apply, check } from "./recap";

export { runTest } from "./novation/testing";

const NOW: i64 = 1_700_000_000;

function record(): Rehearsal<Recap, Command> {
  const r = new Rehearsal<Recap, Command>(apply, check, ["alpha", "beta"]);
  r.time = NOW;
  return r;
}

function clause(id: string, words: string): Clause {
  const c = new Clause();
  c.id = text(id);
  c.text = text(words);
  return c;
}

/** A sound proposal of alpha's. */
function offer(): Command {
  const command = new Command(), p = new Propose();
  p.reference = text("R-1");
  p.buyer = text("beta");
  p.grade = text("Brent");
  p.quantity = decimal("600000.000");
  p.price = decimal("81.2575");
  p.laycanFrom = NOW + 86_400;
  p.laycanTo = NOW + 172_800;
  p.loadPort = text("Sullom Voe");
  p.dischargePort = text("Rotterdam");
  p.clauses.push(clause("law", "English law."));
  command.propose = p;
  return command;
}

function amendment(price: string, without: string): Command {
  const command = new Command(), a = new Amend();
  if (price.length > 0) a.price = decimal(price);
  if (without.length > 0) a.remove.push(text(without));
  command.amend = a;
  return command;
}

function confirmation(revision: u32): Command {
  const command = new Command(), c = new Confirm();
  c.revision = revision;
  command.confirm = c;
  return command;
}

test("a recap is proposed, amended and confirmed", () => {
  const r = record();
  r.accept("alpha", offer());
  r.accept("beta", amendment("80.0001", "law"));
  const state = r.state;
  same(state.value, "48000060.00", "the value after the amendment");
  same(state.revision, 2, "the revision");
  same(state.clauses.length, 0, "clauses");
  same(state.confirmed[0], "beta", "who confirmed");

  same(r.reject("alpha", confirmation(1))[0].code, "revision", "an old revision");
  same(r.reject("beta", confirmation(2))[0].message, "beta has confirmed already", "beta wrote it");

  const reply = r.accept("alpha", confirmation(2));
  expect(r.final, "an agreed recap is not final");
  same(reply.documents[0].summary, "600000.000 bbl Brent at 80.0001 USD/bbl, together 48000060.00 USD", "the document");
});

test("every fault is named", () => {
  let c = offer();
  c.propose!.buyer = text("gamma");
  same(record().reject("alpha", c)[0].code, "party", "the buyer is a stranger");

  c = offer();
  c.propose!.quantity = NONE;
  c.propose!.price = -c.propose!.price;
  const reasons = record().reject("alpha", c);
  same(reasons[0].code, "quantity", "no quantity");
  same(reasons[1].code, "price", "a price below zero");

  c = offer();
  c.propose!.clauses.push(clause("law", ""));
  same(record().reject("alpha", c).length, 2, "a clause twice, and empty");

  c = offer();
  c.propose!.quantity = decimal("99999999999999999999999999999999999.999");
  same(record().reject("alpha", c)[0].code, "value", "a value that is too large");
});

test("a clause that is not there cannot be taken out", () => {
  const r = record();
  r.accept("alpha", offer());
  same(r.reject("beta", amendment("", "lore"))[0].message, "there is no clause lore", "the reason");
});

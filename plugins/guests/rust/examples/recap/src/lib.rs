//! The recap of a deal, amended and confirmed by both sides: the example that
//! exists in every language of the SDK, with the same replies to the byte.

#![no_std]

#[path = "../gen/mod.rs"]
pub mod gen;

use gen::recap_v1::{Amend, Clause, Command, Command_Step, Confirm, Propose, Recap, Status};
use novation::prelude::*;

novation::rules! { apply: apply, check: check }

/// Bounds the clauses of a recap.
const MAX_CLAUSES: usize = 64;

fn apply<'a>(call: &mut Call<'a>, r: &mut Recap<'a>, c: Command<'a>) -> Outcome {
    match c.step {
        Some(Command_Step::Propose(p)) if call.is_new() => propose(call, r, p),
        Some(Command_Step::Amend(a)) if !call.is_new() => amend(call, r, a),
        Some(Command_Step::Confirm(c)) if !call.is_new() => confirm(call, r, &c),
        _ => Err(reject(
            "wrong-step",
            "",
            "a recap begins with a proposal, then it is amended and confirmed",
        )),
    }
}

fn propose<'a>(call: &Call<'a>, r: &mut Recap<'a>, p: Propose<'a>) -> Outcome {
    let mut reasons = Reasons::new();
    if p.buyer == call.actor() || !call.is_party(p.buyer) {
        reasons.add("party", "propose.buyer", "name the other party");
    }
    if [p.reference, p.grade, p.load_port, p.discharge_port].contains(&"") {
        let message = "reference, grade and both ports must be given";
        reasons.add("missing", "propose", message);
    }
    reasons.outcome()?;
    *r = Recap {
        reference: p.reference,
        seller: call.actor(),
        buyer: p.buyer,
        grade: p.grade,
        quantity: p.quantity,
        price: p.price,
        laycan_from: p.laycan_from,
        laycan_to: p.laycan_to,
        load_port: p.load_port,
        discharge_port: p.discharge_port,
        clauses: p.clauses,
        status: Status::Draft,
        ..Recap::default()
    };
    revise(call, r)
}

fn amend<'a>(call: &Call<'a>, r: &mut Recap<'a>, a: Amend<'a>) -> Outcome {
    if call.actor() != r.seller && call.actor() != r.buyer {
        return Err(reject("party", "amend", "only seller and buyer amend"));
    }
    if a.quantity.is_set() {
        r.quantity = a.quantity;
    }
    if a.price.is_set() {
        r.price = a.price;
    }
    if a.laycan_from != 0 {
        r.laycan_from = a.laycan_from;
    }
    if a.laycan_to != 0 {
        r.laycan_to = a.laycan_to;
    }
    for id in a.remove {
        match r.clauses.iter().position(|c| c.id == id) {
            Some(i) => drop(r.clauses.remove(i)),
            None => {
                let message = ["there is no clause ", id].concat();
                return Err(reject("clause", "amend.remove", message));
            }
        }
    }
    r.clauses.extend(a.add);
    revise(call, r)
}

/// Checks the terms, computes what follows from them, and starts the
/// confirmations anew with the one who wrote them.
fn revise<'a>(call: &Call<'a>, r: &mut Recap<'a>) -> Outcome {
    let mut reasons = Reasons::new();
    if r.quantity.sign() <= 0 {
        let message = "the quantity must be above zero";
        reasons.add("quantity", "quantity", message);
    }
    if r.price.sign() <= 0 {
        reasons.add("price", "price", "the price must be above zero");
    }
    if r.laycan_from < call.time() || r.laycan_to < r.laycan_from {
        let message = "loading begins in the past, or ends before it begins";
        reasons.add("laycan", "laycan_from", message);
    }
    if r.clauses.len() > MAX_CLAUSES {
        reasons.add("clause", "clauses", "at most 64 clauses");
    }
    for (i, c) in r.clauses.iter().enumerate() {
        if c.id.is_empty() || c.text.is_empty() {
            let message = "a clause needs an id and a text";
            reasons.add("clause", "clauses", message);
        }
        twice(&mut reasons, &r.clauses[..i], c);
    }
    reasons.outcome()?;
    r.value = match r.quantity.mul(r.price, 2, Mode::HalfEven) {
        Ok(value) => value,
        Err(_) => {
            let message = "quantity times price is too large";
            return Err(reject("value", "value", message));
        }
    };
    r.revision = r.revision.wrapping_add(1);
    r.confirmed = vec![call.actor()];
    Ok(())
}

/// Adds a reason if there was a clause of that id before.
fn twice(reasons: &mut Reasons, before: &[Clause<'_>], c: &Clause<'_>) {
    if before.iter().any(|b| b.id == c.id) {
        let message = ["there are two clauses ", c.id].concat();
        reasons.add("clause", "clauses", message);
    }
}

fn confirm<'a>(call: &mut Call<'a>, r: &mut Recap<'a>, c: &Confirm) -> Outcome {
    let actor = call.actor();
    if actor != r.seller && actor != r.buyer {
        return Err(reject("party", "confirm", "only seller and buyer confirm"));
    }
    if c.revision != r.revision {
        let message = "another revision is the current one";
        return Err(reject("revision", "confirm.revision", message));
    }
    if r.confirmed.contains(&actor) {
        let message = [actor, " has confirmed already"].concat();
        return Err(reject("twice", "confirm", message));
    }
    r.confirmed.push(actor);
    r.status = Status::Agreed;
    let summary = [
        &r.quantity.text(),
        " bbl ",
        r.grade,
        " at ",
        &r.price.text(),
        " USD/bbl, together ",
        &r.value.text(),
        " USD",
    ];
    call.issue("recap", r.reference, summary.concat());
    call.finish();
    Ok(())
}

fn check(r: &Recap<'_>) -> Outcome {
    let mut reasons = Reasons::new();
    if r.quantity.mul(r.price, 2, Mode::HalfEven) != Ok(r.value) {
        let message = "the value is not quantity times price";
        reasons.add("value", "value", message);
    }
    if (r.status == Status::Agreed) != (r.confirmed.len() == 2) {
        let message = "a recap is agreed when both sides confirmed";
        reasons.add("status", "status", message);
    }
    for (i, c) in r.clauses.iter().enumerate() {
        twice(&mut reasons, &r.clauses[..i], c);
    }
    reasons.outcome()
}

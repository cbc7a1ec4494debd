//! The rules of a promissory note that is paid in parts.

#![no_std]

#[path = "../gen/mod.rs"]
pub mod gen;

use gen::note_v1::{Command, Command_Step, Note, Pay, Promise};
use novation::prelude::*;

novation::rules! { apply: apply, check: check }

/// Changes the note as the command says, or says why not.
fn apply<'a>(call: &mut Call<'a>, note: &mut Note<'a>, command: Command<'a>) -> Outcome {
    match command.step {
        Some(Command_Step::Promise(p)) if call.is_new() => promise(call, note, &p),
        Some(Command_Step::Pay(p)) if !call.is_new() => pay(call, note, &p),
        _ => Err(reject(
            "wrong-step",
            "",
            "a note begins with a promise, then it is paid",
        )),
    }
}

/// Begins a note: the actor owes the creditor an amount.
fn promise<'a>(call: &Call<'a>, note: &mut Note<'a>, p: &Promise<'a>) -> Outcome {
    let mut reasons = Reasons::new();
    if p.creditor == call.actor() || !call.is_party(p.creditor) {
        reasons.add("party", "promise.creditor", "name the other party");
    }
    if p.amount.sign() <= 0 {
        reasons.add("amount", "promise.amount", "promise more than nothing");
    }
    reasons.outcome()?;
    note.debtor = call.actor();
    note.creditor = p.creditor;
    note.open = p.amount;
    Ok(())
}

/// Takes what the creditor received off the open amount.
fn pay<'a>(call: &mut Call<'a>, note: &mut Note<'a>, p: &Pay) -> Outcome {
    if call.actor() != note.creditor {
        let message = [note.creditor, " says what was received"].concat();
        return Err(reject("party", "pay", message));
    }
    let left = note.open.sub(p.amount)?;
    if p.amount.sign() <= 0 || left.sign() < 0 {
        let open = note.open.text();
        let message = ["between nothing and ", &open, " EUR can be paid"].concat();
        return Err(reject("amount", "pay.amount", message));
    }
    note.open = left;
    let (received, open) = (p.amount.text(), left.text());
    let summary = [
        note.creditor,
        " received ",
        &received,
        " EUR, ",
        &open,
        " EUR are open",
    ];
    call.issue("receipt", "", summary.concat());
    if left.is_zero() {
        call.finish();
    }
    Ok(())
}

/// Tells what is wrong with a note, whoever made it.
fn check(note: &Note<'_>) -> Outcome {
    if note.open.sign() < 0 || note.debtor == note.creditor {
        let message = "a note is not owed to oneself, nor below zero";
        return Err(reject("invariant", "", message));
    }
    Ok(())
}

//! Plays notes natively, with `cargo test`. `novation test` plays the files in
//! cases/ with the compiled module.

use novation::harness::Record;
use novation::Decimal;
use rules::gen::note_v1::{Command, Command_Step, Note, Pay, Promise};
use rules::RULES;

fn promise(amount: &str) -> Command<'static> {
    let creditor = "beta";
    let amount = Decimal::must(amount);
    Command {
        step: Some(Command_Step::Promise(Promise { creditor, amount })),
    }
}

fn pay(amount: &str) -> Command<'static> {
    let amount = Decimal::must(amount);
    Command {
        step: Some(Command_Step::Pay(Pay { amount })),
    }
}

#[test]
fn from_the_promise_to_the_last_payment() {
    let mut r = Record::new(RULES, &["alpha", "beta"]);
    r.accept("alpha", &promise("100.00"));

    let why = r.reject("beta", &pay("100.01"));
    assert_eq!(why[0].field, "pay.amount");
    let why = r.reject("alpha", &pay("10.00"));
    assert_eq!(why[0].code, "party");

    r.accept("beta", &pay("99.99"));
    let note: Note = r.state();
    assert_eq!((note.open, r.is_final), (Decimal::must("0.01"), false));

    let answer = r.accept("beta", &pay("0.01"));
    assert!(r.is_final);
    assert_eq!(
        answer.documents[0].summary,
        "beta received 0.01 EUR, 0.00 EUR are open"
    );
}

#[test]
fn a_note_begins_with_a_sound_promise() {
    for command in [Command::default(), pay("1.00"), promise("0.00")] {
        Record::new(RULES, &["alpha", "beta"]).reject("alpha", &command);
    }
    Record::new(RULES, &["alpha", "gamma"]).reject("alpha", &promise("1.00"));
    Record::new(RULES, &["alpha", "beta"]).reject("beta", &promise("1.00"));
}

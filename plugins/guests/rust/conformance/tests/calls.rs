//! Runs operations natively, with the harness.

use novation::harness::{run, Record};
use novation::wire::encode;
use novation::{Decimal, Request};
use rules::gen::novation_vector_v1::{Command, Price, State};
use rules::RULES;

#[test]
fn conversions_carry_there_and_back() {
    let price = Price {
        amount: Decimal::must("1.50"),
        currency: "USD",
    };
    let old = encode(&price).unwrap();
    let up = |state| {
        run(
            RULES.up.unwrap(),
            &Request {
                state,
                ..Request::default()
            },
        )
    };
    let answer = up(&old);
    let state = State {
        text: "USD",
        amount: Decimal::must("1.50"),
        ..State::default()
    };
    assert_eq!(answer.state, encode(&state).unwrap().to_vec());
    let request = Request {
        state: &answer.state,
        ..Request::default()
    };
    assert_eq!(run(RULES.down.unwrap(), &request).state, old.to_vec());
    assert_eq!(up(b"").reasons[0].code, "lost");
}

#[test]
fn a_record_moves_on_and_stays() {
    let mut r = Record::new(RULES, &["alpha", "beta"]);
    r.references = vec![("quotes".into(), b"table".to_vec())];
    r.accept("alpha", &Command { name: "everything" });
    let state: State = r.state();
    assert_eq!(state.flags, [true, true, false, false, true]);
    assert_eq!(state.blobs, [&b"table"[..], b"none"]);
    let before = r.state.clone();
    assert_eq!(r.reject("alpha", &Command { name: "" }).len(), 2);
    assert_eq!((r.sequence, &r.state), (1, &before));
}

#[test]
#[should_panic(expected = "breaks an invariant")]
fn invariants_are_checked() {
    let mut r = Record::new(RULES, &["alpha"]);
    r.accept("alpha", &Command { name: "widen" });
}

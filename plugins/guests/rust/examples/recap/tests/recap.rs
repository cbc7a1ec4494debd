//! The rules of the recap, natively.

use novation::harness::Record;
use novation::Decimal;
use rules::gen::recap_v1::{Amend, Clause, Command, Command_Step, Confirm, Propose, Recap};
use rules::RULES;

const NOW: i64 = 1_700_000_000;

/// A sound proposal of alpha's.
fn offer() -> Propose<'static> {
    Propose {
        reference: "R-1",
        buyer: "beta",
        grade: "Brent",
        quantity: Decimal::must("600000.000"),
        price: Decimal::must("81.2575"),
        laycan_from: NOW + 86_400,
        laycan_to: NOW + 172_800,
        load_port: "Sullom Voe",
        discharge_port: "Rotterdam",
        clauses: vec![Clause {
            id: "law",
            title: "Law",
            text: "English law.",
        }],
    }
}

fn propose(p: Propose<'static>) -> Command<'static> {
    Command {
        step: Some(Command_Step::Propose(p)),
    }
}

fn amend(a: Amend<'static>) -> Command<'static> {
    Command {
        step: Some(Command_Step::Amend(a)),
    }
}

fn confirm(revision: u32) -> Command<'static> {
    Command {
        step: Some(Command_Step::Confirm(Confirm { revision })),
    }
}

fn record() -> Record {
    let mut r = Record::new(RULES, &["alpha", "beta"]);
    r.time = NOW;
    r
}

#[test]
fn from_the_proposal_to_the_agreement() {
    let mut r = record();
    r.accept("alpha", &propose(offer()));
    let change = Amend {
        price: Decimal::must("80.0001"),
        remove: vec!["law"],
        ..Amend::default()
    };
    r.accept("beta", &amend(change));
    let got: Recap = r.state();
    assert_eq!(got.value, Decimal::must("48000060.00"));
    assert_eq!(
        (got.revision, got.clauses.len(), got.confirmed),
        (2, 0, vec!["beta"])
    );
    assert_eq!(r.reject("alpha", &confirm(1))[0].code, "revision");
    assert_eq!(r.reject("beta", &confirm(2))[0].code, "twice");
    let answer = r.accept("alpha", &confirm(2));
    assert!(r.is_final);
    assert_eq!(
        answer.documents[0].summary,
        "600000.000 bbl Brent at 80.0001 USD/bbl, together 48000060.00 USD"
    );
}

#[test]
fn every_fault_is_named() {
    type Edit = fn(&mut Propose<'static>);
    let faults: [(Edit, &[&str]); 9] = [
        (|p| p.buyer = "alpha", &["party"]),
        (|p| p.buyer = "gamma", &["party"]),
        (|p| p.load_port = "", &["missing"]),
        (|p| p.quantity = Decimal::default(), &["quantity"]),
        (
            |p| (p.quantity, p.price) = (p.quantity.neg(), p.price.neg()),
            &["quantity", "price"],
        ),
        (|p| p.laycan_from = NOW - 1, &["laycan"]),
        (|p| p.laycan_to = p.laycan_from - 1, &["laycan"]),
        (
            |p| {
                p.clauses.push(Clause {
                    id: "law",
                    ..Clause::default()
                })
            },
            &["clause", "clause"],
        ),
        (
            |p| p.quantity = Decimal::must("99999999999999999999999999999999999.999"),
            &["value"],
        ),
    ];
    for (edit, want) in faults {
        let mut p = offer();
        edit(&mut p);
        let why = record().reject("alpha", &propose(p));
        let codes: Vec<&str> = why.iter().map(|r| &*r.code).collect();
        assert_eq!(codes, want);
    }
}

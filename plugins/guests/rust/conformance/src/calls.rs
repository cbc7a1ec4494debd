//! Rules on the vectors' schema that do all that rules can get wrong: the name
//! of the command says what.

use crate::gen::novation_vector_v1::{Command, Price, State};
use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};
use novation::prelude::*;

novation::rules! { apply: apply, up: up, down: down, check: check }

/// What a call leaves behind, which rules should not do.
static KEPT: AtomicPtr<String> = AtomicPtr::new(ptr::null_mut());

fn apply<'a>(call: &mut Call<'a>, s: &mut State<'a>, c: Command<'a>) -> Outcome {
    s.flag = true;
    match c.name {
        "" => {
            let mut reasons = Reasons::new();
            reasons.add("missing", "name", "no name");
            reasons.add("late", "", String::from("too late"));
            return reasons.outcome();
        }
        "fail" => {
            let big = Decimal::must("99999999999999999999999999999999999999");
            s.amount = big.add(big)?;
        }
        "no reason" => return Err(Reasons::new()),
        "no code" => return Err(reject("", "name", "a reason without a code")),
        "rounding" => s.amount = Decimal::must("0.005"),
        "widen" => s.amount = Decimal::must("5"),
        "not given" => s.amounts = vec![Decimal::must("1.000"), Decimal::default()],
        "deep" => {
            for _ in 0..32 {
                let inner = core::mem::take(s);
                s.child = Some(Box::new(inner));
            }
        }
        "two faults" => {
            s.child = Some(Box::new(State {
                amount: Decimal::must("0.001"),
                ..State::default()
            }));
            let amount = Decimal::must("0.007");
            s.prices = vec![
                Price::default(),
                Price {
                    amount,
                    currency: "",
                },
            ];
        }
        "empty state" => *s = State::default(),
        "no kind" => call.issue("", "1", ""),
        "finish" => {
            call.issue("invoice", "7", ["se", "ven"].concat());
            call.issue("receipt", call.keep(""), "");
            call.finish();
        }
        "everything" => everything(call, s),
        "keep" => s.text = call.keep([call.actor(), " was here"].concat()),
        "long" => {
            s.texts = (0..2000)
                .map(|i| call.keep(format!("element {}", i)))
                .collect()
        }
        "remember" => {
            let old = KEPT.swap(
                Box::into_raw(Box::new(call.actor().to_string())),
                Ordering::Relaxed,
            );
            assert!(old.is_null());
        }
        "recall" => {
            // SAFETY: what is there came from a box, and is never freed.
            let kept = unsafe { KEPT.load(Ordering::Relaxed).as_ref() };
            s.text = call.keep(kept.map_or("nothing", |s| s));
        }
        "stop" => panic!("the rules stop"),
        "memory" => core::mem::forget((0..1 << 20).map(|_| vec![0u8; 1 << 20]).collect::<Vec<_>>()),
        _ => {}
    }
    Ok(())
}

/// Puts all that a call knows into the state.
fn everything<'a>(call: &Call<'a>, s: &mut State<'a>) {
    s.i64 = call.time();
    s.u64 = call.sequence();
    s.text = call.actor();
    s.data = call.seed();
    s.texts = call.parties().to_vec();
    s.flags = vec![
        call.is_new(),
        call.is_party("beta"),
        call.is_party("gamma"),
        call.is_finished(),
        call.documents().is_empty(),
    ];
    s.blobs = vec![
        call.reference("quotes").unwrap_or(b"none"),
        call.reference("rates").unwrap_or(b"none"),
    ];
}

/// Carries a price to a state.
fn up<'a>(old: Price<'a>) -> Result<State<'a>, Reasons> {
    if old.currency.is_empty() {
        return Err(reject("lost", "currency", "no currency"));
    }
    Ok(State {
        text: old.currency,
        amount: old.amount,
        ..State::default()
    })
}

fn down<'a>(new: State<'a>) -> Result<Price<'a>, Reasons> {
    if !new.texts.is_empty() {
        return Err(reject("lost", "texts", "a price has no texts"));
    }
    Ok(Price {
        currency: new.text,
        amount: new.amount.round(2, Mode::Exact)?,
    })
}

fn check(s: &State<'_>) -> Outcome {
    let mut reasons = Reasons::new();
    if s.text.is_empty() {
        reasons.add("text", "text", "no text");
    }
    reasons.outcome()
}

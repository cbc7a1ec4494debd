//! What the golden vectors ask of an implementation, as one function that runs
//! natively and in a module: [`answer`].

#![no_std]

#[path = "../gen/mod.rs"]
pub mod gen;

mod calls;
pub use calls::RULES;

use gen::novation_vector_v1::State;
use novation::decimal::Error;
use novation::prelude::*;
use novation::walk::walk;
use novation::wire::{decode, encode, Message};
use novation::{Reply, Request};

/// Answers a question. Question and answer are lists of pieces, each preceded by
/// its length in four bytes, the lowest first.
///
/// - `message`, its name, bytes: `ok`, the bytes as they are written again, and
///   path and text of each field; or `refused` and why.
/// - `decimal`, operation, a, b, scale, mode: `ok` and the result; or `refused`
///   and what the vectors call the error.
pub fn answer(question: &[u8]) -> Vec<u8> {
    let pieces = split(question);
    let text = |i: usize| core::str::from_utf8(pieces[i]).unwrap_or("");
    let result = match text(0) {
        "message" => message(text(1), pieces[2]),
        _ => decimal(text(1), text(2), text(3), text(4), text(5))
            .map(|s| vec![s.into_bytes()])
            .map_err(|e| name(e).to_string()),
    };
    match result {
        Ok(pieces) => join("ok", pieces),
        Err(why) => join("refused", vec![why.into_bytes()]),
    }
}

fn split(mut b: &[u8]) -> Vec<&[u8]> {
    let mut pieces = Vec::new();
    while let [a, b0, c, d, rest @ ..] = b {
        let (piece, tail) = rest.split_at(u32::from_le_bytes([*a, *b0, *c, *d]) as usize);
        pieces.push(piece);
        b = tail;
    }
    pieces
}

fn join(first: &str, pieces: Vec<Vec<u8>>) -> Vec<u8> {
    let mut out = Vec::new();
    for p in core::iter::once(first.as_bytes()).chain(pieces.iter().map(|p| &p[..])) {
        out.extend_from_slice(&(p.len() as u32).to_le_bytes());
        out.extend_from_slice(p);
    }
    out
}

fn message(name: &str, b: &[u8]) -> Result<Vec<Vec<u8>>, String> {
    match name {
        "novation.rules.v1.Request" => {
            let m: Request = read(b)?;
            m.validate().map_err(|why| why.into_owned())?;
            Ok(vec![write(&m)?])
        }
        "novation.rules.v1.Reply" => {
            let m: Reply = read(b)?;
            m.validate(true)?;
            Ok(vec![write(&m)?])
        }
        _ => {
            let m: State = read(b)?;
            let mut out = vec![write(&m)?];
            walk(&m, |path, text| out.extend([path.into(), text.into()]));
            Ok(out)
        }
    }
}

fn read<'a, M: Message<'a>>(b: &'a [u8]) -> Result<M, String> {
    decode(b).map_err(|fault| fault.message())
}

fn write<'a, M: Message<'a>>(m: &M) -> Result<Vec<u8>, String> {
    encode(m)
        .map(|b| b.to_vec())
        .map_err(|fault| fault.message())
}

fn decimal(op: &str, a: &str, b: &str, scale: &str, mode: &str) -> Result<String, Error> {
    let scale: u32 = scale.parse().map_err(|_| Error::Scale)?;
    if op == "parse" {
        return Decimal::parse(a, scale).map(Decimal::text);
    }
    let (a, b) = (
        Decimal::must(a),
        if b.is_empty() {
            Decimal::default()
        } else {
            Decimal::must(b)
        },
    );
    let mode = match mode {
        "half-even" => Mode::HalfEven,
        "half-up" => Mode::HalfUp,
        "down" => Mode::Down,
        "up" => Mode::Up,
        "floor" => Mode::Floor,
        "ceiling" => Mode::Ceiling,
        _ => Mode::Exact,
    };
    let result = match op {
        "add" => a.add(b)?,
        "sub" => a.sub(b)?,
        "cmp" => Decimal::new(a.cmp(b) as i64, 0),
        "neg" => a.neg(),
        "mul" => a.mul(b, scale, mode)?,
        "quo" => a.quo(b, scale, mode)?,
        _ => a.round(scale, mode)?,
    };
    Ok(result.text())
}

/// What the vectors call an error.
fn name(e: Error) -> &'static str {
    match e {
        Error::Syntax => "syntax",
        Error::Scale => "scale",
        Error::Overflow => "overflow",
        Error::Inexact => "inexact",
        Error::DivisionByZero => "division by zero",
    }
}

#[cfg(target_arch = "wasm32")]
#[no_mangle]
extern "C" fn nv_answer(n: u32) -> u64 {
    novation::exports::run(n, |question| (&answer(question)[..]).into())
}

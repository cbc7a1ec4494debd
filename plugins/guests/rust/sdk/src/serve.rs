//! Operations: from the bytes of a request to those of a reply.

use crate::call::Call;
use crate::envelope::{validate_documents, validate_reasons, Reason, Reply, Request};
use crate::reasons::{reject, Outcome, Reasons, FAILED, MALFORMED};
use crate::wire::{decode, Encoded, Fault, Message, Writer};
use alloc::borrow::Cow;
use alloc::string::String;

/// An operation takes an encoded request and returns the encoded reply. It never
/// fails: a request that cannot be read is rejected.
pub type Operation = fn(&[u8]) -> Encoded;

/// The operations of a release. The macro [`rules!`](crate::rules!) makes them.
#[derive(Clone, Copy)]
pub struct Rules {
    /// Takes a command on a state. Every release has it.
    pub apply: Operation,
    /// Makes a state of this release from one of the schema before it.
    pub up: Option<Operation>,
    /// Makes a state of the schema before from one of this release, or says
    /// which fields would be lost.
    pub down: Option<Operation>,
    /// Says which invariants a state breaks.
    pub check: Option<Operation>,
}

/// Runs `nv_apply`. The function changes the state in place; for a new record it
/// gets the default, and [`Call::is_new`] is true.
pub fn apply<'a, S, C, F>(request: &'a [u8], f: F) -> Encoded
where
    S: Message<'a>,
    C: Message<'a>,
    F: FnOnce(&mut Call<'a>, &mut S, C) -> Outcome,
{
    let q = match read(request) {
        Ok(q) => q,
        Err(refused) => return refused,
    };
    let mut state: S = match decode(q.state) {
        Ok(state) => state,
        Err(fault) => return malformed("state", &fault),
    };
    let command = match decode(q.command) {
        Ok(command) => command,
        Err(fault) => return malformed("command", &fault),
    };
    let mut call = Call::new(q);
    match f(&mut call, &mut state, command) {
        Ok(()) => answer(&state, &call, request.len()),
        Err(reasons) => rejected(reasons),
    }
}

/// Runs `nv_up` or `nv_down` with a function that maps one state to another.
pub fn convert<'a, From, To, F>(request: &'a [u8], f: F) -> Encoded
where
    From: Message<'a>,
    To: Message<'a>,
    F: FnOnce(From) -> Result<To, Reasons>,
{
    let q = match read(request) {
        Ok(q) => q,
        Err(refused) => return refused,
    };
    let from = match decode(q.state) {
        Ok(from) => from,
        Err(fault) => return malformed("state", &fault),
    };
    match f(from) {
        Ok(to) => answer(&to, &Call::new(q), request.len()),
        Err(reasons) => rejected(reasons),
    }
}

/// Runs `nv_check` with a function that reports which invariants a state breaks.
pub fn check<'a, S, F>(request: &'a [u8], f: F) -> Encoded
where
    S: Message<'a>,
    F: FnOnce(&S) -> Outcome,
{
    let q = match read(request) {
        Ok(q) => q,
        Err(refused) => return refused,
    };
    let state = match decode(q.state) {
        Ok(state) => state,
        Err(fault) => return malformed("state", &fault),
    };
    match f(&state) {
        Ok(()) => reply(&Reply::default()),
        Err(reasons) => rejected(reasons),
    }
}

fn read(request: &[u8]) -> Result<Request<'_>, Encoded> {
    let q: Request<'_> = decode(request).map_err(|fault| malformed("request", &fault))?;
    match q.validate() {
        Ok(()) => Ok(q),
        Err(why) => Err(malformed_because("request", &why)),
    }
}

/// Writes the reply of a call that was accepted. The state is written where it
/// will stand; its size is guessed from that of the request.
fn answer<'a, S: Message<'a>>(state: &S, call: &Call<'_>, size: usize) -> Encoded {
    let mut w = Writer::with_capacity(size + 512);
    for d in call.documents.iter().rev() {
        w.message(4, d);
    }
    w.bool(2, call.is_final);
    let before = w.len();
    state.write(&mut w);
    let n = w.len() - before;
    w.head(1, n);
    match w.finish() {
        Err(fault) => rejected(reject(FAILED, "", fault.message())),
        Ok(_) if n == 0 => rejected(reject(FAILED, "", "the reply has neither a state nor reasons")),
        Ok(done) => match validate_documents(&call.documents) {
            Ok(()) => done,
            Err(why) => rejected(reject(FAILED, "", why)),
        },
    }
}

#[cold]
fn malformed(what: &str, fault: &Fault) -> Encoded {
    malformed_because(what, &fault.message())
}

#[cold]
pub(crate) fn malformed_because(what: &str, why: &str) -> Encoded {
    rejected(reject(MALFORMED, "", ["reading the ", what, ": ", why].concat()))
}

/// A function that rejects without a reason, or for one without a code, rejects
/// all the same: whatever went wrong, nothing may be recorded.
#[cold]
pub(crate) fn rejected(reasons: Reasons) -> Encoded {
    let mut reasons = reasons.0;
    let bad: Option<Cow<'static, str>> = match validate_reasons(&reasons) {
        Ok(()) if reasons.is_empty() => Some("the rules reject without a reason".into()),
        Ok(()) => None,
        Err(why) => Some(why.into()),
    };
    if let Some(message) = bad {
        reasons = alloc::vec![Reason { code: FAILED.into(), message, field: Cow::default() }];
    }
    reply(&Reply { reasons, ..Reply::default() })
}

fn reply(r: &Reply<'_>) -> Encoded {
    let mut w = Writer::with_capacity(256);
    r.write(&mut w);
    match w.finish() {
        Ok(done) => done,
        // Texts are UTF-8 and the envelope has no decimals and no depth.
        Err(_) => unreachable!(),
    }
}

/// The text of a rejection whose request did not fit the buffer.
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
#[cold]
pub(crate) fn too_long() -> Encoded {
    rejected(reject(MALFORMED, "", String::from("the request is longer than the buffer")))
}

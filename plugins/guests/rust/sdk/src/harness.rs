//! Runs the operations of rules natively, in a plain `cargo test`, through the
//! same encoded bytes that cross between host and module. What passes here
//! behaves the same in WebAssembly, because the same code reads and writes them.
//!
//! It panics when something is not as the test says, so tests need no checks of
//! their own for that.

use crate::envelope::{Document, Reason, Reference, Reply, Request};
use crate::serve::{Operation, Rules};
use crate::wire::{decode, encode, Message};
use std::borrow::{Cow, ToOwned};
use std::string::String;
use std::vec::Vec;

/// A record as its parties see it: what the host keeps between two transitions.
/// Set the fields, then send commands.
#[derive(Clone)]
pub struct Record {
    /// The rules that decide. A test may exchange them, as an activation does.
    pub rules: Rules,
    /// The members who share the record.
    pub parties: Vec<String>,
    /// The logical time of the next command, in unix seconds.
    pub time: i64,
    /// Pinned reference data, by name.
    pub references: Vec<(String, Vec<u8>)>,
    /// The encoded state. Empty before the first command.
    pub state: Vec<u8>,
    /// Counts the transitions.
    pub sequence: u64,
    /// Whether the record is finished.
    pub is_final: bool,
}

/// A reply that owns what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The encoded state after the operation.
    pub state: Vec<u8>,
    /// The record is finished.
    pub is_final: bool,
    /// Why the request is rejected.
    pub reasons: Vec<Reason>,
    /// What leaves the pod.
    pub documents: Vec<Document<'static>>,
}

impl Record {
    /// A record that does not exist yet.
    #[must_use]
    pub fn new(rules: Rules, parties: &[&str]) -> Self {
        Self {
            rules,
            parties: parties.iter().map(|p| (*p).to_owned()).collect(),
            time: 0,
            references: Vec::new(),
            state: Vec::new(),
            sequence: 0,
            is_final: false,
        }
    }

    /// Runs `nv_apply`. When the rules accept, the record moves on; when they
    /// reject, it stays as it was and the answer has reasons.
    pub fn send<'a>(&mut self, actor: &str, command: &impl Message<'a>) -> Answer {
        let command = encode(command).unwrap_or_else(|e| panic!("the command has no encoding: {}", e));
        let answer = run(
            self.rules.apply,
            &Request {
                state: &self.state,
                command: &command,
                time: self.time,
                actor,
                parties: self.parties.iter().map(|p| p.as_str()).collect(),
                sequence: self.sequence + 1,
                references: self.references.iter().map(|(name, data)| Reference { name, data }).collect(),
                seed: &[0; 32],
            },
        );
        if answer.reasons.is_empty() {
            self.state = answer.state.clone();
            self.is_final = answer.is_final;
            self.sequence += 1;
        }
        answer
    }

    /// [`Record::send`] for commands that the rules must accept. If they check
    /// invariants, the new state must keep them.
    pub fn accept<'a>(&mut self, actor: &str, command: &impl Message<'a>) -> Answer {
        let answer = self.send(actor, command);
        assert!(answer.reasons.is_empty(), "{} is rejected: {:?}", actor, answer.reasons);
        if let Some(check) = self.rules.check {
            let found = run(check, &Request { state: &self.state, ..Request::default() }).reasons;
            assert!(found.is_empty(), "the state after the command of {} breaks an invariant: {:?}", actor, found);
        }
        answer
    }

    /// [`Record::send`] for commands that the rules must reject. It returns why.
    pub fn reject<'a>(&mut self, actor: &str, command: &impl Message<'a>) -> Vec<Reason> {
        let answer = self.send(actor, command);
        assert!(!answer.reasons.is_empty(), "the command of {} is accepted", actor);
        answer.reasons
    }

    /// The state, decoded.
    #[must_use]
    pub fn state<'a, S: Message<'a>>(&'a self) -> S {
        decode(&self.state).unwrap_or_else(|e| panic!("the state cannot be read: {}", e))
    }
}

/// Runs an operation on the encoding of a request, twice: a difference fails.
#[must_use]
pub fn run(op: Operation, request: &Request<'_>) -> Answer {
    let request = encode(request).unwrap_or_else(|e| panic!("the request has no encoding: {}", e));
    let (first, second) = (op(&request), op(&request));
    assert!(*first == *second, "two runs differ:\n{:?}\n{:?}", first, second);
    let reply: Reply<'_> = decode(&first).unwrap_or_else(|e| panic!("the reply is not canonical: {}", e));
    Answer {
        state: reply.state.to_vec(),
        is_final: reply.is_final,
        documents: reply.documents.into_iter().map(owned).collect(),
        reasons: reply.reasons,
    }
}

fn owned(d: Document<'_>) -> Document<'static> {
    let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
    Document { kind: own(d.kind), number: own(d.number), summary: own(d.summary) }
}

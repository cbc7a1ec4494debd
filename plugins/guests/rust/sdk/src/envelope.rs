//! Request and reply: what crosses between host and rules.

use crate::wire::{Known, Message, Reader, Writer};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// The largest logical time, in unix seconds: what 63 bits of nanoseconds hold.
const MAX_TIME: i64 = 9_223_372_035;

/// What the host asks: one operation on one record. Everything the rules may
/// know is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request<'a> {
    /// The encoded state before the operation. Empty means that the record does
    /// not exist yet.
    pub state: &'a [u8],
    /// The encoded command. Only `nv_apply` has one.
    pub command: &'a [u8],
    /// The logical time in unix seconds.
    pub time: i64,
    /// The member who sends the command.
    pub actor: &'a str,
    /// The members who share the record, in the record's order.
    pub parties: Vec<&'a str>,
    /// The number of the transition: 1 creates the record.
    pub sequence: u64,
    /// The tables of reference data that the release pins.
    pub references: Vec<Reference<'a>>,
    /// 32 bytes, the same for every pod. They are no secret.
    pub seed: &'a [u8],
}

/// One table of reference data, by value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference<'a> {
    /// What the release calls it.
    pub name: &'a str,
    /// Its content.
    pub data: &'a [u8],
}

/// The answer. Either reasons say why the answer is no, and nothing else is set,
/// or there are none and the operation was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply<'a> {
    /// The encoded state after the operation.
    pub state: &'a [u8],
    /// The record is finished: no further transition.
    pub is_final: bool,
    /// Why the request is rejected.
    pub reasons: Vec<Reason>,
    /// What leaves the pod because of this transition.
    pub documents: Vec<Document<'a>>,
}

/// Why a request is rejected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// For programs: short, stable, "mismatch".
    pub code: Cow<'static, str>,
    /// For people.
    pub message: Cow<'static, str>,
    /// The dotted path of the field it is about; empty for the request as a
    /// whole.
    pub field: Cow<'static, str>,
}

/// Something that leaves the pod for the outside world, such as an invoice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// "confirmation", "invoice" and so on.
    pub kind: Cow<'a, str>,
    /// Identifies the document to those who receive it.
    pub number: Cow<'a, str>,
    /// One line for people.
    pub summary: Cow<'a, str>,
}

impl Request<'_> {
    /// Reports what no request of a host may have.
    ///
    /// # Errors
    ///
    /// Fails with a text for people.
    pub fn validate(&self) -> Result<(), Cow<'static, str>> {
        if self.time < 0 || self.time > MAX_TIME {
            return Err("the time is outside the years 1970 to 2262".into());
        }
        if !matches!(self.seed.len(), 0 | 32) {
            return Err("the seed has not 32 bytes".into());
        }
        for pair in self.references.windows(2) {
            if pair[0].name >= pair[1].name {
                return Err(["reference ", pair[1].name, " does not come after ", pair[0].name].concat().into());
            }
        }
        Ok(())
    }
}

impl Reply<'_> {
    /// Reports what no host accepts as a reply. One of apply, up and down needs
    /// a state.
    ///
    /// # Errors
    ///
    /// Fails with a text for people.
    pub fn validate(&self, needs_state: bool) -> Result<(), String> {
        let result = !self.state.is_empty() || self.is_final || !self.documents.is_empty();
        if !self.reasons.is_empty() && result {
            return Err("the reply has both reasons and a result".into());
        }
        if self.reasons.is_empty() && self.state.is_empty() && (needs_state || result) {
            return Err("the reply has neither a state nor reasons".into());
        }
        validate_reasons(&self.reasons)?;
        validate_documents(&self.documents)
    }
}

pub(crate) fn validate_reasons(reasons: &[Reason]) -> Result<(), String> {
    match reasons.iter().find(|r| r.code.is_empty()) {
        Some(r) => Err(["a reason has no code: ", &r.message].concat()),
        None => Ok(()),
    }
}

pub(crate) fn validate_documents(documents: &[Document<'_>]) -> Result<(), String> {
    match documents.iter().find(|d| d.kind.is_empty()) {
        Some(d) => Err(["a document has no kind: ", &d.number].concat()),
        None => Ok(()),
    }
}

impl<'a> Message<'a> for Request<'a> {
    fn read(&mut self, r: &mut Reader<'a>) {
        let mut tag = r.tag();
        if tag == 10 {
            self.state = r.bytes(1);
            tag = r.tag();
        }
        if tag == 18 {
            self.command = r.bytes(2);
            tag = r.tag();
        }
        if tag == 24 {
            self.time = r.int64(3);
            tag = r.tag();
        }
        if tag == 34 {
            self.actor = r.string(4);
            tag = r.tag();
        }
        while tag == 42 {
            self.parties.push(r.string_element(5));
            tag = r.tag();
        }
        if tag == 48 {
            self.sequence = r.uint64(6);
            tag = r.tag();
        }
        while tag == 58 {
            r.message_element(7, &mut self.references);
            tag = r.tag();
        }
        if tag == 66 {
            self.seed = r.bytes(8);
            tag = r.tag();
        }
        if tag != 0 {
            r.leftover(tag, Self::known);
        }
    }

    fn write(&self, w: &mut Writer) {
        w.bytes(8, self.seed);
        for v in self.references.iter().rev() {
            w.message(7, v);
        }
        w.uint64(6, self.sequence);
        for v in self.parties.iter().rev() {
            w.string_element(5, v);
        }
        w.string(4, self.actor);
        w.int64(3, self.time);
        w.bytes(2, self.command);
        w.bytes(1, self.state);
    }

    fn known(field: u32) -> Known {
        match field {
            5 | 7 => Known::List,
            1..=8 => Known::Once,
            _ => Known::No,
        }
    }
}

impl<'a> Message<'a> for Reference<'a> {
    fn read(&mut self, r: &mut Reader<'a>) {
        let mut tag = r.tag();
        if tag == 10 {
            self.name = r.string(1);
            tag = r.tag();
        }
        if tag == 18 {
            self.data = r.bytes(2);
            tag = r.tag();
        }
        if tag != 0 {
            r.leftover(tag, Self::known);
        }
    }

    fn write(&self, w: &mut Writer) {
        w.bytes(2, self.data);
        w.string(1, self.name);
    }

    fn known(field: u32) -> Known {
        match field {
            1 | 2 => Known::Once,
            _ => Known::No,
        }
    }
}

impl<'a> Message<'a> for Reply<'a> {
    fn read(&mut self, r: &mut Reader<'a>) {
        let mut tag = r.tag();
        if tag == 10 {
            self.state = r.bytes(1);
            tag = r.tag();
        }
        if tag == 16 {
            self.is_final = r.bool(2);
            tag = r.tag();
        }
        while tag == 26 {
            r.message_element(3, &mut self.reasons);
            tag = r.tag();
        }
        while tag == 34 {
            r.message_element(4, &mut self.documents);
            tag = r.tag();
        }
        if tag != 0 {
            r.leftover(tag, Self::known);
        }
    }

    fn write(&self, w: &mut Writer) {
        for v in self.documents.iter().rev() {
            w.message(4, v);
        }
        for v in self.reasons.iter().rev() {
            w.message(3, v);
        }
        w.bool(2, self.is_final);
        w.bytes(1, self.state);
    }

    fn known(field: u32) -> Known {
        match field {
            1 | 2 => Known::Once,
            3 | 4 => Known::List,
            _ => Known::No,
        }
    }
}

impl<'a> Message<'a> for Reason {
    fn read(&mut self, r: &mut Reader<'a>) {
        let mut tag = r.tag();
        if tag == 10 {
            self.code = Cow::Owned(r.string(1).into());
            tag = r.tag();
        }
        if tag == 18 {
            self.message = Cow::Owned(r.string(2).into());
            tag = r.tag();
        }
        if tag == 26 {
            self.field = Cow::Owned(r.string(3).into());
            tag = r.tag();
        }
        if tag != 0 {
            r.leftover(tag, <Self as Message<'a>>::known);
        }
    }

    fn write(&self, w: &mut Writer) {
        w.string(3, &self.field);
        w.string(2, &self.message);
        w.string(1, &self.code);
    }

    fn known(field: u32) -> Known {
        match field {
            1..=3 => Known::Once,
            _ => Known::No,
        }
    }
}

impl<'a> Message<'a> for Document<'a> {
    fn read(&mut self, r: &mut Reader<'a>) {
        let mut tag = r.tag();
        if tag == 10 {
            self.kind = Cow::Borrowed(r.string(1));
            tag = r.tag();
        }
        if tag == 18 {
            self.number = Cow::Borrowed(r.string(2));
            tag = r.tag();
        }
        if tag == 26 {
            self.summary = Cow::Borrowed(r.string(3));
            tag = r.tag();
        }
        if tag != 0 {
            r.leftover(tag, Self::known);
        }
    }

    fn write(&self, w: &mut Writer) {
        w.string(3, &self.summary);
        w.string(2, &self.number);
        w.string(1, &self.kind);
    }

    fn known(field: u32) -> Known {
        match field {
            1..=3 => Known::Once,
            _ => Known::No,
        }
    }
}

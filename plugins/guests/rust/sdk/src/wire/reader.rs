use super::{Enum, Fault, Known, Message, MAX_DEPTH};
use crate::decimal::Decimal;
use crate::text;
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::mem::replace;

/// Stands for the field last read, in faults of tags.
const LAST: u32 = u32::MAX;

/// Reads the fields of one message in their order. The first fault ends the
/// bytes; from then on every method returns defaults.
///
/// A generated message asks for a tag, reads the field if the tag is the one it
/// expects next, and gives what is left to [`Reader::leftover`].
#[derive(Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    /// All bytes of the message that is being read; `rest` is their end.
    all: &'a [u8],
    depth: u32,
    fault: Option<Box<Fault>>,
}

impl<'a> Reader<'a> {
    /// A reader for an outermost message.
    #[must_use]
    pub fn new(b: &'a [u8]) -> Self {
        Self { rest: b, all: b, depth: 1, fault: None }
    }

    /// Ends reading.
    ///
    /// # Errors
    ///
    /// Fails with the first fault.
    pub fn finish(self) -> Result<(), Fault> {
        match self.fault {
            None => Ok(()),
            Some(f) => Err(*f),
        }
    }

    /// Reads the next tag. 0 means the end.
    #[inline]
    pub fn tag(&mut self) -> u32 {
        match *self.rest {
            [] => 0,
            [b @ 8..=0x7f, ref tail @ ..] => {
                self.rest = tail;
                u32::from(b)
            }
            _ => self.long_tag(),
        }
    }

    #[inline(never)]
    fn long_tag(&mut self) -> u32 {
        let tag = self.varint(LAST);
        if tag < 8 || tag > u64::from(u32::MAX) {
            self.fail(0, "a field number is out of range");
            return 0;
        }
        tag as u32
    }

    /// Refuses the field whose tag was read, since the message took it nowhere.
    #[cold]
    #[inline(never)]
    pub fn leftover(&mut self, tag: u32, known: fn(u32) -> Known) {
        let (field, kind) = (tag >> 3, tag & 7);
        let last = self.last(varint_len(u64::from(tag)));
        if kind != 0 && kind != 2 {
            let reason = ["wire type ", &text::unsigned(u64::from(kind)), " is not part of the profile"].concat();
            self.fail_with(field, reason.into());
        } else if field < last {
            self.fail(field, "the field stands after a higher number");
        } else if field == last && known(field) != Known::List {
            self.fail(field, "the field stands twice");
        } else if known(field) == Known::No {
            self.fail(field, "unknown field");
        } else {
            self.fail(field, "the wire type does not fit the field");
        }
    }

    /// The number of the last field that was read before the last `less` bytes.
    fn last(&self, less: usize) -> u32 {
        let read = self.all.len() - self.rest.len() - less;
        let mut r = Reader::new(&self.all[..read]);
        let mut last = 0;
        while !r.rest.is_empty() {
            let tag = r.tag();
            last = tag >> 3;
            if tag & 7 == 2 {
                r.content(last, true);
            } else {
                r.varint(last);
            }
        }
        last
    }

    /// Refuses a message in which several members of a oneof stand.
    #[cold]
    pub fn several(&mut self) {
        self.fail(0, "several members of a oneof are set");
    }

    /// Reads an int32.
    #[inline]
    pub fn int32(&mut self, field: u32) -> i32 {
        let v = self.scalar(field);
        self.int32_of(field, v)
    }

    /// Reads an int64.
    #[inline]
    pub fn int64(&mut self, field: u32) -> i64 {
        self.scalar(field) as i64
    }

    /// Reads a uint32.
    #[inline]
    pub fn uint32(&mut self, field: u32) -> u32 {
        let v = self.scalar(field);
        self.uint32_of(field, v)
    }

    /// Reads a uint64.
    #[inline]
    pub fn uint64(&mut self, field: u32) -> u64 {
        self.scalar(field)
    }

    /// Reads a bool.
    #[inline]
    pub fn bool(&mut self, field: u32) -> bool {
        let v = self.scalar(field);
        self.bool_of(field, v)
    }

    /// Reads a declared value of an enum.
    #[inline]
    pub fn enumeration<E: Enum>(&mut self, field: u32) -> E {
        let v = self.scalar(field);
        self.enum_of(field, v)
    }

    /// Reads a string.
    #[inline]
    pub fn string(&mut self, field: u32) -> &'a str {
        let b = self.content(field, false);
        self.text(field, b)
    }

    /// Reads an element of a list, which may be empty.
    #[inline]
    pub fn string_element(&mut self, field: u32) -> &'a str {
        let b = self.content(field, true);
        self.text(field, b)
    }

    /// Reads bytes.
    #[inline]
    pub fn bytes(&mut self, field: u32) -> &'a [u8] {
        self.content(field, false)
    }

    /// Reads an element of a list, which may be empty.
    #[inline]
    pub fn bytes_element(&mut self, field: u32) -> &'a [u8] {
        self.content(field, true)
    }

    /// Reads a decimal with so many digits after the point.
    #[inline]
    pub fn decimal(&mut self, field: u32, scale: u32) -> Decimal {
        let b = self.content(field, false);
        self.decimal_of(field, b, scale)
    }

    /// Reads an element of a list, which must be a number.
    #[inline]
    pub fn decimal_element(&mut self, field: u32, scale: u32) -> Decimal {
        let b = self.content(field, true);
        self.decimal_of(field, b, scale)
    }

    /// Reads a message, which may be empty, into `m`.
    pub fn message<M: Message<'a>>(&mut self, field: u32, m: &mut M) {
        let content = self.content(field, true);
        if self.depth == MAX_DEPTH {
            self.fail(field, "messages nest more than 32 deep");
        }
        if self.fault.is_some() {
            return;
        }
        let (all, rest) = (replace(&mut self.all, content), replace(&mut self.rest, content));
        self.depth += 1;
        m.read(self);
        self.depth -= 1;
        self.all = all;
        self.rest = rest;
        if let Some(f) = &mut self.fault {
            f.fields.push(field);
            self.rest = &[];
        }
    }

    /// Reads an element of a list of messages.
    #[inline]
    pub fn message_element<M: Message<'a>>(&mut self, field: u32, list: &mut Vec<M>) {
        let mut m = M::default();
        self.message(field, &mut m);
        list.push(m);
    }

    #[inline]
    fn text(&mut self, field: u32, b: &'a [u8]) -> &'a str {
        match text::utf8(b) {
            Some(s) => s,
            None => {
                self.fail(field, "the text is not valid UTF-8");
                ""
            }
        }
    }

    fn decimal_of(&mut self, field: u32, b: &[u8], scale: u32) -> Decimal {
        match Decimal::parse_bytes(b, scale) {
            Ok(d) => d,
            Err(_) => {
                self.bad_decimal(field, b, scale);
                Decimal::default()
            }
        }
    }

    #[cold]
    fn bad_decimal(&mut self, field: u32, b: &[u8], scale: u32) {
        if self.fault.is_none() {
            let scale = text::unsigned(u64::from(scale));
            let reason = [&text::quote(b), " is not a canonical decimal with ", &scale, " digits after the point"];
            self.fail_with(field, reason.concat().into());
        }
    }

    #[inline]
    pub(super) fn int32_of(&mut self, field: u32, v: u64) -> i32 {
        let n = v as i32;
        if i64::from(n) != v as i64 {
            self.too_large(field, text::number(v as i64));
            return 0;
        }
        n
    }

    #[inline]
    pub(super) fn uint32_of(&mut self, field: u32, v: u64) -> u32 {
        if v > u64::from(u32::MAX) {
            self.too_large(field, text::unsigned(v));
            return 0;
        }
        v as u32
    }

    #[cold]
    fn too_large(&mut self, field: u32, number: alloc::string::String) {
        self.fail_with(field, (number + " does not fit 32 bits").into());
    }

    #[inline]
    pub(super) fn bool_of(&mut self, field: u32, v: u64) -> bool {
        if v > 1 {
            self.fail_with(field, (text::unsigned(v) + " is not a bool").into());
        }
        v == 1
    }

    #[inline]
    pub(super) fn enum_of<E: Enum>(&mut self, field: u32, v: u64) -> E {
        let n = self.int32_of(field, v);
        match E::from_number(n) {
            Some(e) => e,
            None => {
                self.fail_with(field, (text::number(i64::from(n)) + " is no value of the enum").into());
                E::default()
            }
        }
    }

    /// Reads a varint that is not zero.
    #[inline]
    fn scalar(&mut self, field: u32) -> u64 {
        let v = self.varint(field);
        if v == 0 {
            self.fail(field, "a default value is written");
        }
        v
    }

    /// Reads a length and so many bytes.
    #[inline]
    pub(super) fn content(&mut self, field: u32, empty: bool) -> &'a [u8] {
        let n = self.varint(field);
        if n > self.rest.len() as u64 {
            self.fail(field, "the length is beyond the end");
            return &[];
        }
        if n == 0 && !empty {
            self.fail(field, "a default value is written");
            return &[];
        }
        let (b, rest) = self.rest.split_at(n as usize);
        self.rest = rest;
        b
    }

    /// Reads a minimal varint of at most 64 bits.
    #[inline]
    pub(super) fn varint(&mut self, field: u32) -> u64 {
        match *self.rest {
            [b @ 0..=0x7f, ref tail @ ..] => {
                self.rest = tail;
                u64::from(b)
            }
            _ => self.long_varint(field),
        }
    }

    #[inline(never)]
    fn long_varint(&mut self, field: u32) -> u64 {
        let mut v = 0;
        for (i, &b) in self.rest.iter().take(10).enumerate() {
            if i == 9 && b > 1 {
                break;
            }
            v |= u64::from(b & 0x7f) << (7 * i);
            if b >= 0x80 {
                continue;
            }
            if b == 0 && i > 0 {
                break;
            }
            self.rest = &self.rest[i + 1..];
            return v;
        }
        let field = if field == LAST { self.last(0) } else { field };
        self.fail(field, "a varint is cut short, not minimal or too large");
        0
    }

    #[cold]
    #[inline(never)]
    fn fail(&mut self, field: u32, reason: &'static str) {
        self.fail_with(field, Cow::Borrowed(reason));
    }

    #[cold]
    #[inline(never)]
    fn fail_with(&mut self, field: u32, reason: Cow<'static, str>) {
        if self.fault.is_none() {
            self.fault = Some(Box::new(Fault::new(field, reason)));
        }
        self.rest = &[];
    }

    /// Runs `f` on the varints of a packed list.
    pub(super) fn packed<T>(&mut self, field: u32, f: impl Fn(&mut Self, u64) -> T) -> Vec<T> {
        let content = self.content(field, false);
        let rest = replace(&mut self.rest, content);
        let mut list = Vec::with_capacity(content.iter().filter(|b| **b < 0x80).count());
        while !self.rest.is_empty() {
            let v = self.varint(field);
            if self.fault.is_none() {
                let v = f(self, v);
                list.push(v);
            }
        }
        if self.fault.is_none() {
            self.rest = rest;
        }
        list
    }
}

/// The number of bytes of a minimal varint.
#[inline]
pub(super) fn varint_len(v: u64) -> usize {
    ((70 - (v | 1).leading_zeros()) / 7) as usize
}

use super::reader::varint_len;
use super::{Enum, Fault, Message, MAX_DEPTH};
use crate::decimal::{Decimal, Mode, MAX_TEXT};
use crate::text;
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::mem::MaybeUninit;
use core::ops::Deref;
use core::{fmt, ptr, slice};

/// Writes a message from its end to its beginning: fields in descending order of
/// their numbers, lists from the last element. Every method leaves out what is a
/// default.
pub struct Writer {
    /// What is written are the bytes from `at` on.
    buf: Vec<MaybeUninit<u8>>,
    at: usize,
    depth: u32,
    fault: Option<Box<Fault>>,
}

/// Encoded bytes. They are a slice of bytes.
pub struct Encoded {
    buf: Vec<MaybeUninit<u8>>,
    at: usize,
}

impl Deref for Encoded {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        let b = &self.buf[self.at..];
        // SAFETY: the writer has written every byte from at on.
        unsafe { slice::from_raw_parts(b.as_ptr().cast(), b.len()) }
    }
}

/// Bytes that somebody else has encoded.
impl From<&[u8]> for Encoded {
    fn from(b: &[u8]) -> Self {
        Self { buf: b.iter().map(|b| MaybeUninit::new(*b)).collect(), at: 0 }
    }
}

impl fmt::Debug for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::hex(self))
    }
}

impl Writer {
    /// A writer with room for so many bytes. It grows.
    #[must_use]
    pub fn with_capacity(n: usize) -> Self {
        Self { buf: uninit(n), at: n, depth: 1, fault: None }
    }

    /// Ends writing.
    ///
    /// # Errors
    ///
    /// Fails with the fault of the lowest field.
    pub fn finish(self) -> Result<Encoded, Fault> {
        match self.fault {
            None => Ok(Encoded { buf: self.buf, at: self.at }),
            Some(f) => Err(*f),
        }
    }

    /// The number of bytes written.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.buf.len() - self.at
    }

    /// Writes an int32.
    #[inline]
    pub fn int32(&mut self, field: u32, v: i32) {
        self.scalar(field, i64::from(v) as u64);
    }

    /// Writes an int64.
    #[inline]
    pub fn int64(&mut self, field: u32, v: i64) {
        self.scalar(field, v as u64);
    }

    /// Writes a uint32.
    #[inline]
    pub fn uint32(&mut self, field: u32, v: u32) {
        self.scalar(field, u64::from(v));
    }

    /// Writes a uint64.
    #[inline]
    pub fn uint64(&mut self, field: u32, v: u64) {
        self.scalar(field, v);
    }

    /// Writes a bool.
    #[inline]
    pub fn bool(&mut self, field: u32, v: bool) {
        self.scalar(field, u64::from(v));
    }

    /// Writes a value of an enum.
    #[inline]
    pub fn enumeration<E: Enum>(&mut self, field: u32, v: E) {
        self.scalar(field, i64::from(v.number()) as u64);
    }

    /// Writes a string.
    #[inline]
    pub fn string(&mut self, field: u32, v: &str) {
        self.bytes(field, v.as_bytes());
    }

    /// Writes an element of a list, even when it is empty.
    #[inline]
    pub fn string_element(&mut self, field: u32, v: &str) {
        self.bytes_element(field, v.as_bytes());
    }

    /// Writes bytes.
    #[inline]
    pub fn bytes(&mut self, field: u32, v: &[u8]) {
        if !v.is_empty() {
            self.bytes_element(field, v);
        }
    }

    /// Writes an element of a list, even when it is empty.
    #[inline]
    pub fn bytes_element(&mut self, field: u32, v: &[u8]) {
        let to = self.room(v.len());
        // SAFETY: room made so many bytes, which nobody else holds.
        unsafe { ptr::copy_nonoverlapping(v.as_ptr(), to, v.len()) };
        self.at -= v.len();
        self.head(field, v.len());
    }

    /// Writes a decimal at the given scale. A number of a smaller scale gets
    /// zeros; one that would have to be rounded is a fault, because rounding is
    /// the business of the rules.
    #[inline]
    pub fn decimal(&mut self, field: u32, v: Decimal, scale: u32) {
        if v.is_set() {
            self.decimal_element(field, v, scale);
        }
    }

    /// Writes an element of a list, which must be set.
    pub fn decimal_element(&mut self, field: u32, v: Decimal, scale: u32) {
        let d = if v.scale() == scale { Ok(v) } else { v.round(scale, Mode::Exact) };
        match d {
            Ok(d) if v.is_set() => {
                self.room(MAX_TEXT);
                let end = self.at;
                // SAFETY: room made MAX_TEXT bytes before end.
                let n = d.write_back(unsafe { &mut *self.buf.as_mut_ptr().add(end - MAX_TEXT).cast() });
                self.at -= n;
                self.head(field, n);
            }
            _ => self.bad_decimal(field, v, scale),
        }
    }

    #[cold]
    fn bad_decimal(&mut self, field: u32, v: Decimal, scale: u32) {
        let (number, scale) = (text::quote(v.text().as_bytes()), text::unsigned(u64::from(scale)));
        self.fail(
            field,
            [&number, " is not a decimal with ", &scale, " digits after the point: round it first"].concat().into(),
        );
    }

    /// Writes a message, even when it is empty.
    pub fn message<'a, M: Message<'a>>(&mut self, field: u32, m: &M) {
        if self.depth == MAX_DEPTH {
            self.fail(field, Cow::Borrowed("messages nest more than 32 deep"));
            return;
        }
        let (before, later) = (self.len(), self.fault.take());
        self.depth += 1;
        m.write(self);
        self.depth -= 1;
        match &mut self.fault {
            Some(f) => f.fields.push(field),
            none => *none = later,
        }
        self.head(field, self.len() - before);
    }

    pub(super) fn packed<T: Copy>(&mut self, field: u32, list: &[T], bits: impl Fn(T) -> u64) {
        if list.is_empty() {
            return;
        }
        let before = self.len();
        for v in list.iter().rev() {
            self.varint(bits(*v));
        }
        self.head(field, self.len() - before);
    }

    /// Writes a varint unless it is zero.
    #[inline]
    fn scalar(&mut self, field: u32, v: u64) {
        if v != 0 {
            self.varint(v);
            self.varint(u64::from(field) << 3);
        }
    }

    /// Writes length and tag of what was written last.
    #[inline]
    pub(crate) fn head(&mut self, field: u32, n: usize) {
        self.varint(n as u64);
        self.varint(u64::from(field) << 3 | 2);
    }

    #[inline]
    fn varint(&mut self, v: u64) {
        if v < 0x80 {
            let to = self.room(1);
            // SAFETY: room made a byte.
            unsafe { to.write(v as u8) };
            self.at -= 1;
        } else {
            self.long_varint(v);
        }
    }

    #[inline(never)]
    fn long_varint(&mut self, mut v: u64) {
        let n = varint_len(v);
        let to = self.room(n);
        for i in 0..n {
            let more = if i + 1 < n { 0x80 } else { 0 };
            // SAFETY: room made n bytes.
            unsafe { to.add(i).write(v as u8 & 0x7f | more) };
            v >>= 7;
        }
        self.at -= n;
    }

    /// Makes room for n bytes before `at` and returns where they begin.
    #[inline]
    fn room(&mut self, n: usize) -> *mut u8 {
        if n > self.at {
            self.grow(n);
        }
        // SAFETY: n is at most at, which is at most the length.
        unsafe { self.buf.as_mut_ptr().add(self.at - n).cast() }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, n: usize) {
        let written = self.len();
        let size = (written + n).max(self.buf.len()) * 2;
        let mut buf = uninit(size);
        buf[size - written..].copy_from_slice(&self.buf[self.at..]);
        self.buf = buf;
        self.at = size - written;
    }

    /// Keeps the fault of the lowest field, which is written last.
    #[cold]
    fn fail(&mut self, field: u32, reason: Cow<'static, str>) {
        self.fault = Some(Box::new(Fault::new(field, reason)));
    }
}

fn uninit(n: usize) -> Vec<MaybeUninit<u8>> {
    let mut buf = Vec::with_capacity(n);
    // SAFETY: bytes that are not initialised are all that the type asks for.
    unsafe { buf.set_len(n) };
    buf
}

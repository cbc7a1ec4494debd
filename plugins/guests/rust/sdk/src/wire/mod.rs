//! The canonical encoding: for one value of one message there is exactly one
//! byte string, so pods may compare bytes and commit to them.
//!
//! It is protobuf under Novation's restricted profile; section 3 of the ABI says
//! it in full. A [`Reader`] accepts exactly that, and a [`Writer`] refuses to
//! write anything else.
//!
//! Rules rarely use this module: the generated codecs do. They read tag after
//! tag in ascending order, so that a field that is out of order, stands twice or
//! is unknown is one that nobody took. They write from the end to the beginning,
//! so that a length is known when it is due and nothing is moved.

mod fault;
mod lists;
mod reader;
mod writer;

pub use fault::Fault;
pub use reader::Reader;
pub use writer::{Encoded, Writer};

/// How deep messages nest at most. The outermost has depth 1.
pub const MAX_DEPTH: u32 = 32;

/// A generated message type. Its texts and bytes are borrowed for `'a`.
pub trait Message<'a>: Default {
    /// Sets the fields that the reader holds. Faults are kept in the reader.
    fn read(&mut self, r: &mut Reader<'a>);
    /// Writes the fields, the last one first. Faults are kept in the writer.
    fn write(&self, w: &mut Writer);
    /// Says what the schema knows of a field number, for messages about faults.
    fn known(field: u32) -> Known;
}

/// What a message knows of a field number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// There is no such field.
    No,
    /// The field stands at most once.
    Once,
    /// A list whose elements stand one by one.
    List,
}

/// A generated enum type. Its default is the value 0.
pub trait Enum: Copy + Default + 'static {
    /// The value of that number, if the schema declares one.
    fn from_number(number: i32) -> Option<Self>;
    /// The number of the value.
    fn number(self) -> i32;
    /// The name of the value in the schema.
    fn name(self) -> &'static str;
}

/// Reads the canonical encoding of a message.
///
/// # Errors
///
/// Fails when the bytes are anything else.
pub fn decode<'a, M: Message<'a>>(b: &'a [u8]) -> Result<M, Fault> {
    let mut m = M::default();
    let mut r = Reader::new(b);
    m.read(&mut r);
    r.finish().map(|()| m)
}

/// Writes the canonical encoding of a message.
///
/// # Errors
///
/// Fails when the message has none: a decimal does not fit its scale, an element
/// of a list of decimals is not set, or messages nest too deep.
pub fn encode<'a, M: Message<'a>>(m: &M) -> Result<Encoded, Fault> {
    let mut w = Writer::with_capacity(256);
    m.write(&mut w);
    w.finish()
}

//! The guest side of Novation's rules: what a contract developer needs to write
//! the rules of a release in Rust and compile them to WebAssembly.
//!
//! Rules are plain functions on generated message types, named once:
//!
//! ```ignore
//! novation::rules! { apply: apply, check: check }
//!
//! fn apply<'a>(call: &mut Call<'a>, note: &mut Note<'a>, command: Command<'a>) -> Outcome { ... }
//! fn check(note: &Note) -> Outcome { ... }
//! ```
//!
//! A function changes the state in place and returns `Ok(())`, or it returns
//! [`Reasons`], made by [`reject`], and then nothing happens. Since they see
//! only Rust values they are tested with plain `cargo test`; module [`harness`]
//! runs whole operations, encoded, as the host would.
//!
//! The same request must give the same bytes on every pod for ever. So there is
//! no standard library in a module, only `core` and `alloc`: no clock but
//! [`Call::time`], no entropy, no files; and [`Decimal`] instead of floats.
//!
//! Texts and bytes of a request are borrowed from it (`&'a str`), not copied.
//! A text that a rule makes and puts into the state lives as long when
//! [`Call::keep`] keeps it.
//!
//! # Dependencies
//!
//! None: the crate builds without a network. It needs Rust 1.63 or later.

#![no_std]
#![allow(unknown_lints, unexpected_cfgs)] // the next line, in Rust 1.80 and later
#![cfg_attr(novation_alloc_error_handler, feature(alloc_error_handler))]
#![deny(missing_docs, unsafe_op_in_unsafe_fn)]

extern crate alloc;
#[cfg(not(target_arch = "wasm32"))]
extern crate std;

mod call;
pub mod decimal;
mod envelope;
pub mod exports;
#[cfg(not(target_arch = "wasm32"))]
pub mod harness;
#[cfg(target_arch = "wasm32")]
pub mod heap;
mod reasons;
pub mod serve;
mod text;
pub mod walk;
pub mod wire;

pub use call::Call;
pub use decimal::{Decimal, Mode};
pub use envelope::{Document, Reason, Reference, Reply, Request};
pub use reasons::{reject, Outcome, Reasons};
pub use serve::{Operation, Rules};

/// What most rules use, to be imported as a whole.
pub mod prelude {
    pub use crate::{reject, Call, Decimal, Mode, Outcome, Reasons};
    pub use alloc::borrow::ToOwned;
    pub use alloc::boxed::Box;
    pub use alloc::format;
    pub use alloc::string::{String, ToString};
    pub use alloc::vec;
    pub use alloc::vec::Vec;
}

/// What generated codecs use.
#[doc(hidden)]
pub mod codec {
    pub use crate::decimal::Decimal;
    pub use crate::walk::{Leaf, Walk, Walker};
    pub use crate::wire::{Enum, Known, Message, Reader, Writer};
    pub use alloc::borrow::Cow;
    pub use alloc::boxed::Box;
    pub use alloc::vec::Vec;
}

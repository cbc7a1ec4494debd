//! Exact decimal numbers for money and quantities.
//!
//! A [`Decimal`] is a whole number of at most [`MAX_DIGITS`] digits and a scale,
//! the number of digits after the point: 81.2500 is 812500 at scale 4. Nothing
//! is ever rounded unless the caller names a scale and a [`Mode`], and a result
//! that does not fit is an error, never a wrong number.
//!
//! WebAssembly computes with 64 bits. What fits them takes a short way in every
//! operation; everything else goes through numbers of 256 bits.

mod arith;
mod text;
mod wide;

use core::cmp::Ordering;
use core::fmt;

/// How many digits the whole number behind a [`Decimal`] may have.
pub const MAX_DIGITS: u32 = 38;

/// The largest number of digits after the point: one digit stands before it.
pub const MAX_SCALE: u32 = MAX_DIGITS - 1;

/// The longest text: digits, point and sign.
pub(crate) const MAX_TEXT: usize = MAX_DIGITS as usize + 2;

/// Why an operation has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// A text is not a canonical decimal of the scale asked for: exactly so many
    /// digits after the point, no leading zeros, plus sign or exponent.
    Syntax,
    /// The result has more than [`MAX_DIGITS`] digits.
    Overflow,
    /// The result needs rounding and the mode was [`Mode::Exact`].
    Inexact,
    /// A division by zero.
    DivisionByZero,
    /// A scale is above [`MAX_SCALE`].
    Scale,
}

impl Error {
    /// The error for people.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Syntax => "decimal: not a canonical decimal of this scale",
            Self::Overflow => "decimal: more than 38 digits",
            Self::Inexact => "decimal: result needs rounding",
            Self::DivisionByZero => "decimal: division by zero",
            Self::Scale => "decimal: scale out of range",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

/// What happens to digits that do not fit a scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Refuses to round: the operation fails with [`Error::Inexact`].
    #[default]
    Exact,
    /// To the nearest, ties to the even digit (bankers' rounding).
    HalfEven,
    /// To the nearest, ties away from zero.
    HalfUp,
    /// Cuts off, towards zero.
    Down,
    /// Away from zero.
    Up,
    /// Towards minus infinity.
    Floor,
    /// Towards plus infinity.
    Ceiling,
}

/// An exact decimal number. The default means "not given": it is encoded as an
/// absent field, counts as 0 in arithmetic, and is told apart from a real zero
/// by [`Decimal::is_set`]. Every result of arithmetic is set.
///
/// Two are `==` when value and scale are the same; [`Decimal::cmp`] compares
/// only the value.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Decimal {
    /// The magnitude, below 10^38, in two words.
    lo: u64,
    hi: u64,
    scale: u8,
    /// Never together with magnitude 0.
    neg: bool,
    set: bool,
}

impl Decimal {
    /// coefficient / 10^scale. Panics when the scale is above [`MAX_SCALE`]: it
    /// is meant for constants in code, not for input.
    #[must_use]
    pub const fn new(coefficient: i64, scale: u32) -> Self {
        assert!(scale <= MAX_SCALE, "decimal: scale out of range");
        Self { lo: coefficient.unsigned_abs(), hi: 0, scale: scale as u8, neg: coefficient < 0, set: true }
    }

    /// Whether the number was given: false only for the default.
    #[must_use]
    #[inline]
    pub const fn is_set(self) -> bool {
        self.set
    }

    /// The number of digits after the point.
    #[must_use]
    #[inline]
    pub const fn scale(self) -> u32 {
        self.scale as u32
    }

    /// -1, 0 or 1.
    #[must_use]
    #[inline]
    pub const fn sign(self) -> i32 {
        if self.is_zero() {
            0
        } else if self.neg {
            -1
        } else {
            1
        }
    }

    /// Whether the value is 0.
    #[must_use]
    #[inline]
    pub const fn is_zero(self) -> bool {
        self.lo | self.hi == 0
    }

    /// The number with the other sign.
    #[must_use]
    #[allow(clippy::should_implement_trait)] // the other operations can fail, so none is an operator
    pub const fn neg(self) -> Self {
        self.with_sign(!self.neg)
    }

    /// The number without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        self.with_sign(false)
    }

    const fn with_sign(mut self, neg: bool) -> Self {
        self.neg = neg && !self.is_zero();
        self.set = true;
        self
    }

    /// Compares the values, whatever their scales.
    #[must_use]
    #[allow(clippy::should_implement_trait)] // equal values need not be ==, so it is no order of the type
    pub fn cmp(self, other: Self) -> Ordering {
        match self.sign().cmp(&other.sign()) {
            Ordering::Equal if self.neg => arith::cmp_magnitudes(other, self),
            Ordering::Equal => arith::cmp_magnitudes(self, other),
            unequal => unequal,
        }
    }
}

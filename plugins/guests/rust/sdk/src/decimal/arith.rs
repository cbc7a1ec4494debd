use super::wide::Wide;
use super::{Decimal, Error, Mode, MAX_SCALE};
use core::cmp::Ordering;

/// 10^38, the first magnitude that does not fit.
const LIMIT: u128 = 10u128.pow(super::MAX_DIGITS);

/// The powers of ten that fit a word.
const POW10: [u64; 20] = powers();

const fn powers() -> [u64; 20] {
    let mut all = [1; 20];
    let mut i = 1;
    while i < all.len() {
        all[i] = all[i - 1] * 10;
        i += 1;
    }
    all
}

#[allow(clippy::should_implement_trait)] // they can fail, so they are no operators
impl Decimal {
    /// self + other at the larger of their scales.
    ///
    /// # Errors
    ///
    /// Fails with [`Error::Overflow`].
    pub fn add(self, other: Self) -> Result<Self, Error> {
        let scale = self.scale.max(other.scale);
        if let (Some(a), Some(b)) = (self.at(scale), other.at(scale)) {
            let (sum, neg) = match (self.neg == other.neg, a >= b) {
                (true, _) => (a + b, self.neg),
                (false, true) => (a - b, self.neg),
                (false, false) => (b - a, other.neg),
            };
            return narrow((sum >> 64) as u64, sum as u64, neg, scale);
        }
        let (a, b) = (self.wide_at(scale), other.wide_at(scale));
        if self.neg == other.neg {
            build(&a.add(&b), self.neg, scale)
        } else if a.cmp(&b).is_ge() {
            build(&a.sub(&b), self.neg, scale)
        } else {
            build(&b.sub(&a), other.neg, scale)
        }
    }

    /// self - other at the larger of their scales.
    ///
    /// # Errors
    ///
    /// Fails with [`Error::Overflow`].
    pub fn sub(self, other: Self) -> Result<Self, Error> {
        self.add(other.neg())
    }

    /// self × other at the given scale. The product itself is exact; it is
    /// rounded once.
    ///
    /// # Errors
    ///
    /// Fails with [`Error::Overflow`], [`Error::Inexact`] or [`Error::Scale`].
    pub fn mul(self, other: Self, scale: u32, mode: Mode) -> Result<Self, Error> {
        let (neg, from) = (self.neg != other.neg, self.scale() + other.scale());
        if self.hi | other.hi == 0 {
            if let Some(n) = self.lo.checked_mul(other.lo) {
                if let Some(done) = short(n, 1, neg, i64::from(from), scale, mode) {
                    return done;
                }
            }
        }
        let product = Wide::product(&self.wide(), &other.wide());
        ratio(product, Wide::new(0, 1), neg, i64::from(from), scale, mode)
    }

    /// self / other at the given scale, rounded once.
    ///
    /// # Errors
    ///
    /// Fails with [`Error::DivisionByZero`], [`Error::Overflow`],
    /// [`Error::Inexact`] or [`Error::Scale`].
    pub fn quo(self, other: Self, scale: u32, mode: Mode) -> Result<Self, Error> {
        if other.is_zero() {
            return Err(Error::DivisionByZero);
        }
        let (neg, from) = (self.neg != other.neg, i64::from(self.scale) - i64::from(other.scale));
        if self.hi | other.hi == 0 {
            if let Some(done) = short(self.lo, other.lo, neg, from, scale, mode) {
                return done;
            }
        }
        ratio(self.wide(), other.wide(), neg, from, scale, mode)
    }

    /// The number at the given scale. A larger scale only adds zeros.
    ///
    /// # Errors
    ///
    /// Fails with [`Error::Overflow`], [`Error::Inexact`] or [`Error::Scale`].
    pub fn round(self, scale: u32, mode: Mode) -> Result<Self, Error> {
        if self.hi == 0 {
            if let Some(done) = short(self.lo, 1, self.neg, i64::from(self.scale), scale, mode) {
                return done;
            }
        }
        ratio(self.wide(), Wide::new(0, 1), self.neg, i64::from(self.scale), scale, mode)
    }

    /// The magnitude at a scale that is not smaller, if that takes no more than
    /// a multiplication of words.
    #[inline]
    fn at(self, scale: u8) -> Option<u128> {
        if scale == self.scale {
            return Some(u128::from(self.hi) << 64 | u128::from(self.lo));
        }
        let factor = *POW10.get(usize::from(scale - self.scale))?;
        if self.hi != 0 {
            return None;
        }
        self.lo.checked_mul(factor).map(u128::from)
    }

    fn wide(self) -> Wide {
        Wide::new(self.hi, self.lo)
    }

    /// The magnitude at a scale that is not smaller: below 10^76.
    fn wide_at(self, scale: u8) -> Wide {
        self.wide().times_pow10(u32::from(scale - self.scale)).unwrap_or(Wide::ZERO)
    }
}

pub(super) fn cmp_magnitudes(a: Decimal, b: Decimal) -> Ordering {
    let scale = a.scale.max(b.scale);
    match (a.at(scale), b.at(scale)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.wide_at(scale).cmp(&b.wide_at(scale)),
    }
}

/// n/10^from / v at scale `to`, as long as everything fits a word; otherwise
/// nothing.
#[inline]
fn short(n: u64, v: u64, neg: bool, from: i64, to: u32, mode: Mode) -> Option<Result<Decimal, Error>> {
    if to > MAX_SCALE {
        return Some(Err(Error::Scale));
    }
    let factor = *POW10.get((from - i64::from(to)).unsigned_abs() as usize)?;
    let (n, v) = if from < i64::from(to) { (n.checked_mul(factor)?, v) } else { (n, v.checked_mul(factor)?) };
    let (mut q, r) = if v == 1 { (n, 0) } else { (n / v, n % v) };
    if r != 0 {
        if mode == Mode::Exact {
            return Some(Err(Error::Inexact));
        }
        if away(mode, neg, q & 1 == 1, r.cmp(&(v - r))) {
            q += 1; // v is at least 2, so q has room
        }
    }
    Some(Ok(Decimal { lo: q, hi: 0, scale: to as u8, neg: neg && q != 0, set: true }))
}

/// n/10^from / v at scale `to`.
#[cold]
fn ratio(n: Wide, v: Wide, neg: bool, from: i64, to: u32, mode: Mode) -> Result<Decimal, Error> {
    if to > MAX_SCALE {
        return Err(Error::Scale);
    }
    // The numerator is scaled up or the divisor, never both. When the numerator
    // leaves 256 bits, the quotient leaves 38 digits, because the divisor is
    // below 10^38. A divisor that leaves them is more than twice any numerator.
    let power = (from - i64::from(to)).unsigned_abs() as u32;
    let (n, v) = if from < i64::from(to) {
        (n.times_pow10(power).ok_or(Error::Overflow)?, Some(v))
    } else {
        (n, v.times_pow10(power))
    };
    let (mut q, r) = match &v {
        Some(v) => n.div(v),
        None => (Wide::ZERO, n),
    };
    if r != Wide::ZERO {
        if mode == Mode::Exact {
            return Err(Error::Inexact);
        }
        let half = v.map_or(Ordering::Less, |v| r.cmp(&v.sub(&r)));
        if away(mode, neg, q.is_odd(), half) {
            q = q.add(&Wide::new(0, 1));
        }
    }
    build(&q, neg, to as u8)
}

/// Whether a quotient that was cut off must be moved one step away from zero.
/// `half` compares what was cut off with half a step.
fn away(mode: Mode, neg: bool, odd: bool, half: Ordering) -> bool {
    match mode {
        Mode::HalfEven => half.is_gt() || half.is_eq() && odd,
        Mode::HalfUp => half.is_ge(),
        Mode::Up => true,
        Mode::Floor => neg,
        Mode::Ceiling => !neg,
        Mode::Exact | Mode::Down => false,
    }
}

fn build(w: &Wide, neg: bool, scale: u8) -> Result<Decimal, Error> {
    match w.narrow() {
        Some((hi, lo)) => narrow(hi, lo, neg, scale),
        None => Err(Error::Overflow),
    }
}

#[inline]
fn narrow(hi: u64, lo: u64, neg: bool, scale: u8) -> Result<Decimal, Error> {
    if u128::from(hi) << 64 | u128::from(lo) >= LIMIT {
        return Err(Error::Overflow);
    }
    Ok(Decimal { lo, hi, scale, neg: neg && hi | lo != 0, set: true })
}

//! Unsigned numbers of 256 bits, for what does not fit 64.

use core::cmp::Ordering;

const LIMBS: usize = 8;

/// 256 bits as limbs of 32, the least significant first: a product of two limbs
/// fits a word of WebAssembly.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Wide([u32; LIMBS]);

impl Wide {
    pub(super) const ZERO: Self = Self([0; LIMBS]);

    pub(super) fn new(hi: u64, lo: u64) -> Self {
        Self([lo as u32, (lo >> 32) as u32, hi as u32, (hi >> 32) as u32, 0, 0, 0, 0])
    }

    /// The two low words, or nothing when the number is larger.
    pub(super) fn narrow(&self) -> Option<(u64, u64)> {
        let w = &self.0;
        if w[4..].iter().any(|limb| *limb != 0) {
            return None;
        }
        Some((u64::from(w[3]) << 32 | u64::from(w[2]), u64::from(w[1]) << 32 | u64::from(w[0])))
    }

    pub(super) fn is_odd(&self) -> bool {
        self.0[0] & 1 == 1
    }

    /// a × b, both below 2^128.
    pub(super) fn product(a: &Self, b: &Self) -> Self {
        let mut z = Self::ZERO;
        for i in 0..LIMBS / 2 {
            let mut carry = 0;
            for j in 0..LIMBS / 2 {
                let t = u64::from(a.0[i]) * u64::from(b.0[j]) + u64::from(z.0[i + j]) + carry;
                z.0[i + j] = t as u32;
                carry = t >> 32;
            }
            z.0[i + LIMBS / 2] = carry as u32;
        }
        z
    }

    /// The number times 10^n, or nothing when that needs more than 256 bits.
    pub(super) fn times_pow10(mut self, mut n: u32) -> Option<Self> {
        while n > 0 {
            let step = n.min(9);
            let (factor, mut carry) = (10u64.pow(step), 0);
            for limb in &mut self.0 {
                let t = u64::from(*limb) * factor + carry;
                *limb = t as u32;
                carry = t >> 32;
            }
            if carry != 0 {
                return None;
            }
            n -= step;
        }
        Some(self)
    }

    pub(super) fn cmp(&self, other: &Self) -> Ordering {
        self.0.iter().rev().cmp(other.0.iter().rev())
    }

    pub(super) fn add(mut self, other: &Self) -> Self {
        let mut carry = 0;
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            let t = u64::from(*a) + u64::from(*b) + carry;
            *a = t as u32;
            carry = t >> 32;
        }
        self
    }

    /// self - other, which must not be larger.
    pub(super) fn sub(mut self, other: &Self) -> Self {
        let mut borrow = 0;
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            let t = u64::from(*a).wrapping_sub(u64::from(*b)).wrapping_sub(borrow);
            *a = t as u32;
            borrow = t >> 63;
        }
        self
    }

    /// The number of limbs that are in use.
    fn len(&self) -> usize {
        LIMBS - self.0.iter().rev().take_while(|limb| **limb == 0).count()
    }

    /// Quotient and remainder; the divisor is not zero.
    pub(super) fn div(self, divisor: &Self) -> (Self, Self) {
        match divisor.len() {
            1 => {
                let (q, r) = self.div_limb(divisor.0[0]);
                (q, Self::new(0, u64::from(r)))
            }
            n => self.div_long(divisor, n),
        }
    }

    pub(super) fn div_limb(mut self, divisor: u32) -> (Self, u32) {
        let mut rest = 0;
        for limb in self.0.iter_mut().rev() {
            let t = rest << 32 | u64::from(*limb);
            *limb = (t / u64::from(divisor)) as u32;
            rest = t % u64::from(divisor);
        }
        (self, rest as u32)
    }

    /// Long division in base 2^32 by a divisor of n limbs, two or more. Both are
    /// shifted until the divisor's highest bit is set; then a quotient digit that
    /// is guessed from the highest limbs is at most two too large.
    fn div_long(self, divisor: &Self, n: usize) -> (Self, Self) {
        let shift = divisor.0[n - 1].leading_zeros();
        let v = divisor.shifted_left(shift).0;
        let mut u = [0; LIMBS + 1];
        u[..LIMBS].copy_from_slice(&self.shifted_left(shift).0);
        u[LIMBS] = (u64::from(self.0[LIMBS - 1]) << shift >> 32) as u32;
        let mut q = Self::ZERO;
        for j in (0..=LIMBS - n).rev() {
            let top = u64::from(u[j + n]) << 32 | u64::from(u[j + n - 1]);
            let mut guess = top / u64::from(v[n - 1]);
            let mut rest = top % u64::from(v[n - 1]);
            while guess >> 32 != 0 || guess * u64::from(v[n - 2]) > (rest << 32 | u64::from(u[j + n - 2])) {
                guess -= 1;
                rest += u64::from(v[n - 1]);
                if rest >> 32 != 0 {
                    break;
                }
            }
            let (mut carry, mut borrow) = (0, 0);
            for i in 0..n {
                let p = guess * u64::from(v[i]) + carry;
                carry = p >> 32;
                let t = u64::from(u[i + j]).wrapping_sub(p & 0xffff_ffff).wrapping_sub(borrow);
                u[i + j] = t as u32;
                borrow = t >> 63;
            }
            let t = u64::from(u[j + n]).wrapping_sub(carry).wrapping_sub(borrow);
            u[j + n] = t as u32;
            if t >> 63 != 0 {
                guess -= 1;
                let mut carry = 0;
                for i in 0..n {
                    let t = u64::from(u[i + j]) + u64::from(v[i]) + carry;
                    u[i + j] = t as u32;
                    carry = t >> 32;
                }
                u[j + n] = u[j + n].wrapping_add(carry as u32);
            }
            q.0[j] = guess as u32;
        }
        let mut r = Self::ZERO;
        for i in 0..n {
            r.0[i] = ((u64::from(u[i + 1]) << 32 | u64::from(u[i])) >> shift) as u32;
        }
        (q, r)
    }

    /// The number times 2^n without what leaves 256 bits; n is below 32.
    fn shifted_left(&self, n: u32) -> Self {
        let mut z = Self::ZERO;
        let mut low = 0;
        for (to, from) in z.0.iter_mut().zip(&self.0) {
            let t = u64::from(*from) << n;
            *to = t as u32 | low;
            low = (t >> 32) as u32;
        }
        z
    }
}

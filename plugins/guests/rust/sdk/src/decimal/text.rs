use super::wide::Wide;
use super::{Decimal, Error, MAX_DIGITS, MAX_SCALE, MAX_TEXT};
use alloc::string::String;
use core::fmt;
use core::mem::MaybeUninit;
use core::str::FromStr;

/// How many digits always fit a word.
const WORD_DIGITS: usize = 19;

impl Decimal {
    /// Reads the canonical text of a number with exactly `scale` digits after
    /// the point. The empty text is refused: an absent field is the default.
    ///
    /// # Errors
    ///
    /// Fails with [`Error::Syntax`] or [`Error::Scale`].
    pub fn parse(text: &str, scale: u32) -> Result<Self, Error> {
        Self::parse_bytes(text.as_bytes(), scale)
    }

    pub(crate) fn parse_bytes(b: &[u8], scale: u32) -> Result<Self, Error> {
        if scale > MAX_SCALE {
            return Err(Error::Scale);
        }
        let (b, neg) = match b {
            [b'-', digits @ ..] => (digits, true),
            _ => (b, false),
        };
        let after = scale as usize;
        let (whole, fraction) = if after == 0 {
            (b, &[] as &[u8])
        } else {
            let at = b.len().wrapping_sub(after + 1);
            match (b.get(..at), b.get(at..)) {
                (Some(whole), Some([b'.', fraction @ ..])) => (whole, fraction),
                _ => return Err(Error::Syntax),
            }
        };
        let n = whole.len() + after;
        let (mut hi, mut lo) = (0, 0);
        let good = match whole {
            [] | [b'0', _, ..] => false,
            _ if n <= WORD_DIGITS => push(&mut lo, whole) && push(&mut lo, fraction),
            _ if n <= MAX_DIGITS as usize => long(whole, fraction, &mut hi, &mut lo),
            _ => false,
        };
        if !good || neg && hi | lo == 0 {
            return Err(Error::Syntax);
        }
        Ok(Self { lo, hi, scale: scale as u8, neg, set: true })
    }

    /// Reads a canonical text of any scale. Panics on anything else: it is meant
    /// for constants in code and tests, not for input.
    #[must_use]
    pub fn must(text: &str) -> Self {
        match text.parse() {
            Ok(d) => d,
            Err(_) => panic!("decimal: not a canonical decimal"),
        }
    }

    /// The canonical text, or "" when the number is not set.
    #[must_use]
    pub fn text(self) -> String {
        let mut s = String::new();
        self.push_to(&mut s);
        s
    }

    /// Appends the canonical text, and nothing when the number is not set.
    pub fn push_to(self, s: &mut String) {
        if !self.set {
            return;
        }
        let mut buf = [MaybeUninit::uninit(); MAX_TEXT];
        let n = self.write_back(&mut buf);
        for b in &buf[MAX_TEXT - n..] {
            // SAFETY: write_back has written the last n bytes.
            s.push(unsafe { b.assume_init() } as char);
        }
    }

    /// Writes the canonical text to the end of `buf` and returns its length.
    pub(crate) fn write_back(self, buf: &mut [MaybeUninit<u8>; MAX_TEXT]) -> usize {
        let mut out = Digits { buf, at: MAX_TEXT, point: MAX_TEXT - usize::from(self.scale) };
        let (mut hi, mut lo) = (self.hi, self.lo);
        while hi != 0 {
            let (q, r) = Wide::new(hi, lo).div_limb(1_000_000_000);
            out.nine(r);
            (hi, lo) = q.narrow().unwrap_or((0, 0));
        }
        while lo >= 1_000_000_000 {
            out.nine((lo % 1_000_000_000) as u32);
            lo /= 1_000_000_000;
        }
        let mut low = lo as u32;
        while low != 0 {
            out.digit(low % 10);
            low /= 10;
        }
        while out.at >= out.point {
            out.digit(0);
        }
        if self.neg {
            out.put(b'-');
        }
        MAX_TEXT - out.at
    }
}

/// Digits that are written from the last to the first.
struct Digits<'a> {
    buf: &'a mut [MaybeUninit<u8>; MAX_TEXT],
    /// Where the text begins.
    at: usize,
    /// Where it begins when all digits after the point are written.
    point: usize,
}

impl Digits<'_> {
    #[inline]
    fn put(&mut self, b: u8) {
        self.at -= 1;
        self.buf[self.at] = MaybeUninit::new(b);
    }

    #[inline]
    fn digit(&mut self, d: u32) {
        if self.at == self.point && self.point != MAX_TEXT {
            self.put(b'.');
        }
        self.put(b'0' + d as u8);
    }

    fn nine(&mut self, mut n: u32) {
        for _ in 0..9 {
            self.digit(n % 10);
            n /= 10;
        }
    }
}

/// Appends digits to a number that has room for them.
#[inline]
fn push(n: &mut u64, digits: &[u8]) -> bool {
    for b in digits {
        let d = b.wrapping_sub(b'0');
        if d > 9 {
            return false;
        }
        *n = *n * 10 + u64::from(d);
    }
    true
}

/// Reads 20 to 38 digits: the last 19, and those before.
#[cold]
fn long(whole: &[u8], fraction: &[u8], hi: &mut u64, lo: &mut u64) -> bool {
    let mut first = whole.len() + fraction.len() - WORD_DIGITS;
    let (mut a, mut b) = (0, 0);
    for c in whole.iter().chain(fraction) {
        let part = if first > 0 { &mut a } else { &mut b };
        first = first.saturating_sub(1);
        if !push(part, core::slice::from_ref(c)) {
            return false;
        }
    }
    let n = u128::from(a) * 10u128.pow(WORD_DIGITS as u32) + u128::from(b);
    *hi = (n >> 64) as u64;
    *lo = n as u64;
    true
}

impl FromStr for Decimal {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let scale = text.find('.').map_or(0, |at| text.len() - at - 1);
        Self::parse(text, u32::try_from(scale).map_err(|_| Error::Syntax)?)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.set { "" } else { "none" })?;
        f.write_str(&self.text())
    }
}

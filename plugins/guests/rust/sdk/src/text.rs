//! Numbers and quotes as text, without `core::fmt`, which is slow in a module
//! and ten times the size.

use alloc::string::String;

/// The text that bytes are, if they are UTF-8. Most texts are ASCII, for which
/// eight bytes are looked at together.
#[inline]
pub(crate) fn utf8(b: &[u8]) -> Option<&str> {
    let mut words = b.chunks_exact(8);
    let mut all = 0;
    for w in &mut words {
        all |= u64::from_le_bytes([w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7]]);
    }
    for c in words.remainder() {
        all |= u64::from(*c);
    }
    if all & 0x8080_8080_8080_8080 == 0 {
        // SAFETY: no byte has its highest bit set, so all are ASCII.
        return Some(unsafe { core::str::from_utf8_unchecked(b) });
    }
    core::str::from_utf8(b).ok()
}

/// The decimal digits of a number.
pub(crate) fn number(n: i64) -> String {
    let mut s = String::new();
    if n < 0 {
        s.push('-');
    }
    push_unsigned(&mut s, n.unsigned_abs());
    s
}

/// The decimal digits of an unsigned number.
pub(crate) fn unsigned(n: u64) -> String {
    let mut s = String::new();
    push_unsigned(&mut s, n);
    s
}

fn push_unsigned(s: &mut String, mut n: u64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    for d in &digits[at..] {
        s.push(*d as char);
    }
}

/// Bytes as a text in double quotes, for messages.
pub(crate) fn quote(b: &[u8]) -> String {
    let mut s = String::from("\"");
    let mut rest = b;
    while !rest.is_empty() {
        let good = match core::str::from_utf8(rest) {
            Ok(all) => all,
            Err(e) => core::str::from_utf8(&rest[..e.valid_up_to()]).unwrap_or(""),
        };
        for c in good.chars() {
            match c {
                '"' | '\\' => s.extend(['\\', c]),
                '\u{7}' => s.push_str("\\a"),
                '\u{8}' => s.push_str("\\b"),
                '\u{c}' => s.push_str("\\f"),
                '\n' => s.push_str("\\n"),
                '\r' => s.push_str("\\r"),
                '\t' => s.push_str("\\t"),
                '\u{b}' => s.push_str("\\v"),
                '\0'..='\u{1f}' | '\u{7f}' => escape(&mut s, c as u8),
                _ => s.push(c),
            }
        }
        rest = &rest[good.len()..];
        if let [bad, tail @ ..] = rest {
            escape(&mut s, *bad);
            rest = tail;
        }
    }
    s.push('"');
    s
}

fn escape(s: &mut String, b: u8) {
    s.push_str("\\x");
    push_hex(s, b);
}

fn push_hex(s: &mut String, b: u8) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    s.push(DIGITS[(b >> 4) as usize] as char);
    s.push(DIGITS[(b & 15) as usize] as char);
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(b: &[u8]) -> String {
    let mut s = String::with_capacity(2 * b.len());
    for c in b {
        push_hex(&mut s, *c);
    }
    s
}

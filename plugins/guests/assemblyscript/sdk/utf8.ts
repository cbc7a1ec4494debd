// UTF-8: what is valid, and to and from the strings of AssemblyScript, which are
// UTF-16.

import { SLACK, writeLength } from "./memory";

/**
 * Reports whether n bytes are valid UTF-8: no surrogates, no overlong forms,
 * nothing cut short. SLACK bytes behind them may be read.
 */
export function validUTF8(p: usize, n: usize): bool {
  const end = p + n;
  while (true) {
    // ASCII, eight characters at a time; of the last ones what is behind is cut off.
    while (p + 8 <= end && (load<u64>(p) & 0x8080808080808080) == 0) p += 8;
    const rest = end - p;
    if (rest == 0) return true;
    if (rest < 8 && (load<u64>(p) & 0x8080808080808080) << <u64>(64 - 8 * rest) == 0) return true;
    const b = <u32>load<u8>(p);
    const size: usize = b < 0x80 ? 1 : character(p, b, end);
    if (size == 0) return false;
    p += size;
  }
}

/** The size of the character that begins with b, or 0 when it is not valid. */
function character(p: usize, b: u32, end: usize): usize {
  let size: usize = 0, low: u32 = 0x80, high: u32 = 0xbf; // of the second byte
  if (b >= 0xc2 && b <= 0xdf) {
    size = 2;
  } else if (b >= 0xe0 && b <= 0xef) {
    size = 3;
    if (b == 0xe0) low = 0xa0;
    if (b == 0xed) high = 0x9f;
  } else if (b >= 0xf0 && b <= 0xf4) {
    size = 4;
    if (b == 0xf0) low = 0x90;
    if (b == 0xf4) high = 0x8f;
  }
  if (size == 0 || end - p < size) return 0;
  const second = <u32>load<u8>(p, 1);
  if (second < low || second > high) return 0;
  for (let i: usize = 2; i < size; i++) {
    if ((load<u8>(p + i) & 0xc0) != 0x80) return 0;
  }
  return size;
}

/**
 * A new text with the characters of s. Half a surrogate pair becomes U+FFFD, so
 * that the text is valid whatever the string is.
 */
export function fromString(s: string): usize {
  const n = s.length;
  const units = changetype<usize>(s);
  // ASCII needs one byte a character and no second look.
  const p = heap.alloc(<usize>n + 5 + SLACK);
  let at = writeLength(p, <usize>n);
  for (let i = 0; i < n; i++) {
    const c = load<u16>(units + (<usize>i << 1));
    if (c >= 0x80) {
      heap.free(p);
      return encode(units, n);
    }
    store<u8>(at++, <u8>c);
  }
  return p;
}

function encode(units: usize, n: i32): usize {
  let size: usize = 0;
  for (let i = 0; i < n; i++) {
    const c = codePoint(units, i, n);
    size += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (c >= 0x10000) i++;
  }
  const p = heap.alloc(size + 5 + SLACK);
  let at = writeLength(p, size);
  for (let i = 0; i < n; i++) {
    const c = codePoint(units, i, n);
    if (c < 0x80) {
      store<u8>(at++, <u8>c);
    } else if (c < 0x800) {
      store<u8>(at++, <u8>(0xc0 | (c >> 6)));
      store<u8>(at++, <u8>(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
      store<u8>(at++, <u8>(0xe0 | (c >> 12)));
      store<u8>(at++, <u8>(0x80 | ((c >> 6) & 0x3f)));
      store<u8>(at++, <u8>(0x80 | (c & 0x3f)));
    } else {
      store<u8>(at++, <u8>(0xf0 | (c >> 18)));
      store<u8>(at++, <u8>(0x80 | ((c >> 12) & 0x3f)));
      store<u8>(at++, <u8>(0x80 | ((c >> 6) & 0x3f)));
      store<u8>(at++, <u8>(0x80 | (c & 0x3f)));
      i++;
    }
  }
  return p;
}

function codePoint(units: usize, i: i32, n: i32): u32 {
  const c = <u32>load<u16>(units + (<usize>i << 1));
  if (c < 0xd800 || c > 0xdfff) return c;
  if (c <= 0xdbff && i + 1 < n) {
    const next = <u32>load<u16>(units + (<usize>(i + 1) << 1));
    if (next >= 0xdc00 && next <= 0xdfff) return 0x10000 + ((c - 0xd800) << 10) + (next - 0xdc00);
  }
  return 0xfffd;
}

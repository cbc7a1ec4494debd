// Bytes in linear memory: how texts lie there, and how they are compared.
//
// A text is a pointer to its length, as a minimal varint, and then its bytes:
// exactly as it stands in an encoded message. So reading a text is checking it,
// writing one is copying it, and nothing else is made of it.
//
// The first 64 bytes of memory are never written (--memoryBase 64). There the
// null pointer is the empty text, the decimal that is not set and the empty
// list, and no field of a message needs an object for its default.
//
// Behind every text lie at least SLACK bytes that may be read, so that texts are
// compared eight bytes at a time.

if (ASC_MEMORY_BASE < 64) ERROR("compile with --memoryBase 64: the zero values of the SDK lie below it");

/** How many bytes may be read behind a text. */
export const SLACK: usize = 8;

/** How many bytes the length of a text takes. */
// @ts-ignore: decorator
@inline
export function prefixAt(p: usize): usize {
  return load<u8>(p) < 0x80 ? 1 : longPrefix(p);
}

function longPrefix(p: usize): usize {
  let n: usize = 1;
  while (load<u8>(p + n) >= 0x80) n++;
  return n + 1;
}

/** The length of a text, in bytes. */
// @ts-ignore: decorator
@inline
export function lengthAt(p: usize): usize {
  const first = load<u8>(p);
  return first < 0x80 ? <usize>first : longLength(p);
}

function longLength(p: usize): usize {
  let n: usize = 0, shift: usize = 0, b: usize = 0;
  do {
    b = <usize>load<u8>(p++);
    n |= (b & 0x7f) << shift;
    shift += 7;
  } while (b >= 0x80);
  return n;
}

/** A new text of n bytes, which the caller writes behind its length. */
export function allocate(n: usize): usize {
  const p = heap.alloc(n + 5 + SLACK);
  writeLength(p, n);
  return p;
}

/** Writes a minimal varint and returns where it ends. */
export function writeLength(p: usize, n: usize): usize {
  for (; n >= 0x80; n >>= 7) store<u8>(p++, <u8>(n | 0x80));
  store<u8>(p, <u8>n);
  return p + 1;
}

/** Reports whether two texts have the same bytes. */
export function equalAt(a: usize, b: usize): bool {
  // Minimal lengths differ where texts differ in length, so they are compared
  // with the first bytes.
  let rest = <isize>(lengthAt(a) + prefixAt(a));
  for (; rest >= 8; rest -= 8, a += 8, b += 8) {
    if (load<u64>(a) != load<u64>(b)) return false;
  }
  return rest == 0 || ((load<u64>(a) ^ load<u64>(b)) << <u64>(64 - 8 * rest)) == 0;
}

/** Orders two texts by their bytes. */
export function compareAt(a: usize, b: usize): i32 {
  const m = lengthAt(a), n = lengthAt(b);
  a += prefixAt(a);
  b += prefixAt(b);
  const both = min(m, n);
  for (let i: usize = 0; i < both; i++) {
    const x = load<u8>(a + i), y = load<u8>(b + i);
    if (x != y) return x < y ? -1 : 1;
  }
  return m == n ? 0 : m < n ? -1 : 1;
}

/**
 * Copies n bytes. It may write up to seven bytes more behind them, and read so
 * many.
 */
// @ts-ignore: decorator
@inline
export function copy(to: usize, from: usize, n: usize): void {
  if (n <= 64) {
    for (let i: usize = 0; i < n; i += 8) store<u64>(to + i, load<u64>(from + i));
  } else {
    memory.copy(to, from, n);
  }
}

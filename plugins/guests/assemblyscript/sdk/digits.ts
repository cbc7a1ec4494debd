// The digits of decimals: from text to words, and back.

import { power } from "./wide";

/** The most digits of a decimal. */
const MAX_DIGITS: i32 = 38;

/** The high word of the number last parsed; u64.MAX_VALUE when the text is not canonical. */
export let parsedHigh: u64 = 0;
/** Whether the number last parsed is below zero. */
export let parsedNegative: bool = false;

/**
 * Reads n bytes as a number with exactly scale digits after the point, and
 * returns its low word. It takes the canonical text and nothing else.
 */
export function parseDigits(p: usize, n: i32, scale: i32): u64 {
  parsedHigh = u64.MAX_VALUE;
  const negative = n > 0 && load<u8>(p) == 0x2d;
  if (negative) {
    p++;
    n--;
  }
  const whole = scale > 0 ? n - scale - 1 : n;
  if (whole < 1 || whole + scale > MAX_DIGITS || (whole > 1 && load<u8>(p) == 0x30)) return 0;
  if (scale > 0 && load<u8>(p + <usize>whole) != 0x2e) return 0;
  const point = p + <usize>whole, end = p + <usize>n;
  let lo: u64 = 0, hi: u64 = 0;
  if (whole + scale <= 19) { // one word holds them
    for (; p < point; p++) {
      const digit = <u64>load<u8>(p) - 0x30;
      if (digit > 9) return 0;
      lo = lo * 10 + digit;
    }
    for (p++; p < end; p++) {
      const digit = <u64>load<u8>(p) - 0x30;
      if (digit > 9) return 0;
      lo = lo * 10 + digit;
    }
  } else {
    for (; p < end; p++) {
      if (p == point) continue;
      const digit = <u64>load<u8>(p) - 0x30;
      if (digit > 9) return 0;
      // Ten times 128 bits, as eight times and twice.
      hi = ((hi << 3) | (lo >> 61)) + ((hi << 1) | (lo >> 63)) + <u64>((lo << 3) + (lo << 1) < lo << 3);
      lo = lo * 10 + digit;
      if (lo < digit) hi++;
    }
  }
  if (negative && (hi | lo) == 0) return 0;
  parsedHigh = hi;
  parsedNegative = negative;
  return lo;
}

/** How many bytes writeDigits needs. */
export function sizeOfDigits(hi: u64, lo: u64, scale: i32, negative: bool): usize {
  let n = 0;
  if (hi == 0) {
    // The number of bits says the number of digits, or one less: 19 for 64 bits.
    const guess = ((64 - <i32>clz<u64>(lo | 1)) * 1233) >> 12;
    n = guess + i32(lo >= power(guess));
  } else {
    let h = hi, l = lo;
    for (; h != 0; n += 9) {
      l = divideBillion(h, l);
      h = quotientHigh;
    }
    for (; l != 0; n++) l /= 10;
  }
  return <usize>(max(n, scale + 1) + i32(scale > 0) + i32(negative));
}

/** Writes the canonical text, so that it ends before end. */
export function writeDigits(end: usize, hi: u64, lo: u64, scale: i32, negative: bool): void {
  let chunk: u32 = 0, left = 0; // digits that are taken out nine at a time
  for (let place = 0; place <= scale || chunk != 0 || (hi | lo) != 0; place++) {
    if (left == 0) {
      if (hi == 0) {
        const rest = lo / 1000000000;
        chunk = <u32>(lo - rest * 1000000000);
        lo = rest;
      } else {
        lo = divideBillion(hi, lo);
        hi = quotientHigh;
        chunk = remainder;
      }
      left = 9;
    }
    if (place == scale && place > 0) store<u8>(--end, 0x2e);
    const tenth = <u32>((<u64>chunk * 0xcccccccd) >> 35);
    store<u8>(--end, <u8>(0x30 + chunk - tenth * 10));
    chunk = tenth;
    left--;
  }
  if (negative) store<u8>(--end, 0x2d);
}

let quotientHigh: u64 = 0;
let remainder: u32 = 0;

/** hi:lo / 10^9; the low word of the quotient, the rest beside. */
function divideBillion(hi: u64, lo: u64): u64 {
  const d: u64 = 1000000000;
  let r = hi >> 32;
  const q3 = r / d;
  r = ((r % d) << 32) | (hi & 0xffffffff);
  const q2 = r / d;
  r = ((r % d) << 32) | (lo >> 32);
  const q1 = r / d;
  r = ((r % d) << 32) | (lo & 0xffffffff);
  quotientHigh = (q3 << 32) | q2;
  remainder = <u32>(r % d);
  return (q1 << 32) | (r / d);
}

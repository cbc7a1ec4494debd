// Whole numbers of 128 bits, and longer ones for the cases that need them.
//
// AssemblyScript has no values of several words, so a result of two is returned
// as its low word, with the high one in `high`.

/** The high word of the last result. */
export let high: u64 = 0;

/** 10^0 to 10^19, which is what 64 bits hold. */
const POWERS: usize = memory.data<u64>([
  1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000,
  10000000000000, 100000000000000, 1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000,
  10000000000000000000,
]);

/** The largest exponent of power(). */
export const MAX_POWER: i32 = 19;

/** 10^n, for n from 0 to MAX_POWER. */
// @ts-ignore: decorator
@inline
export function power(n: i32): u64 {
  return load<u64>(POWERS + (<usize>n << 3));
}

/** Reports whether hi:lo has at most 38 digits. */
// @ts-ignore: decorator
@inline
export function fits(hi: u64, lo: u64): bool {
  return hi < 0x4b3b4ca85a86c47a || (hi == 0x4b3b4ca85a86c47a && lo < 0x098a224000000000);
}

/** a × b. */
export function multiply(a: u64, b: u64): u64 {
  const a0 = a & 0xffffffff, a1 = a >> 32, b0 = b & 0xffffffff, b1 = b >> 32;
  const low = a0 * b0;
  const middle = a1 * b0 + (low >> 32);
  const other = a0 * b1 + (middle & 0xffffffff);
  high = a1 * b1 + (middle >> 32) + (other >> 32);
  return (other << 32) | (low & 0xffffffff);
}

/** Reports whether 10^n × hi:lo has at most 128 bits; then it is high and lowest. */
export function scaleUp(hi: u64, lo: u64, n: i32): bool {
  for (; n > 0; n -= MAX_POWER) {
    const p = power(min(n, MAX_POWER));
    const upper = multiply(hi, p);
    if (high != 0) return false;
    lo = multiply(lo, p);
    hi = high + upper;
    if (hi < upper) return false;
  }
  high = hi;
  lowest = lo;
  return true;
}

/** The low word of the last result of scaleUp. */
export let lowest: u64 = 0;

// Longer numbers are limbs of 32 bits, the least significant first, in three
// areas of memory that only a call which needs them touches.

const LIMBS: i32 = 20; // 640 bits: more than 10^38 × 10^74, and a limb to spare

/** A number to be divided; after divide, the remainder. */
export const N: usize = memory.data(80);
/** A divisor. */
export const V: usize = memory.data(80);
/** A quotient. */
export const Q: usize = memory.data(80);

// @ts-ignore: decorator
@inline
function limb(a: usize, i: i32): u64 {
  return <u64>load<u32>(a + (<usize>i << 2));
}

// @ts-ignore: decorator
@inline
function setLimb(a: usize, i: i32, v: u64): void {
  store<u32>(a + (<usize>i << 2), <u32>v);
}

/** Sets area a to hi:lo. */
export function setLimbs(a: usize, hi: u64, lo: u64): void {
  memory.fill(a, 0, LIMBS << 2);
  store<u64>(a, lo);
  store<u64>(a, hi, 8);
}

/** Sets area a to the product of two numbers of 128 bits. */
export function setProduct(a: usize, xh: u64, xl: u64, yh: u64, yl: u64): void {
  setLimbs(a, 0, 0);
  accumulate(a, 0, xl, yl);
  accumulate(a, 2, xl, yh);
  accumulate(a, 2, xh, yl);
  accumulate(a, 4, xh, yh);
}

function accumulate(a: usize, at: i32, x: u64, y: u64): void {
  const lo = multiply(x, y), hi = high;
  let carry = limb(a, at) + (lo & 0xffffffff);
  setLimb(a, at, carry);
  carry = (carry >> 32) + limb(a, at + 1) + (lo >> 32);
  setLimb(a, at + 1, carry);
  carry = (carry >> 32) + limb(a, at + 2) + (hi & 0xffffffff);
  setLimb(a, at + 2, carry);
  carry = (carry >> 32) + limb(a, at + 3) + (hi >> 32);
  setLimb(a, at + 3, carry);
  for (let i = at + 4; (carry >>= 32) != 0; i++) {
    carry += limb(a, i);
    setLimb(a, i, carry);
  }
}

/** Multiplies area a by 10^n. */
export function raise(a: usize, n: i32): void {
  for (; n > 0; n -= 9) {
    const p = power(min(n, 9));
    let carry: u64 = 0;
    for (let i = 0; i < LIMBS; i++) {
      carry += limb(a, i) * p;
      setLimb(a, i, carry);
      carry >>= 32;
    }
  }
}

function lengthOf(a: usize): i32 {
  let n = LIMBS;
  while (n > 0 && limb(a, n - 1) == 0) n--;
  return n;
}

/** Compares two areas: -1, 0 or 1. */
export function compare(a: usize, b: usize): i32 {
  for (let i = LIMBS - 1; i >= 0; i--) {
    const x = limb(a, i), y = limb(b, i);
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}

/** Subtracts b from a, which must not be smaller. */
export function reduce(a: usize, b: usize): void {
  let borrow: u64 = 0;
  for (let i = 0; i < LIMBS; i++) {
    const d = limb(a, i) - limb(b, i) - borrow;
    setLimb(a, i, d);
    borrow = d >> 63;
  }
}

/** Reports whether the number in area a is zero. */
export function isZero(a: usize): bool {
  return lengthOf(a) == 0;
}

/** Divides N by V, which is not zero: Q becomes the quotient, N the remainder. */
export function divide(): void {
  memory.fill(Q, 0, LIMBS << 2);
  const n = lengthOf(V), m = lengthOf(N) - n;
  if (m < 0) return;
  // The school's way, with digits of 32 bits. It guesses a digit of the quotient
  // from the first digits, for which that of the divisor must be large.
  const shift = <i32>clz<u32>(<u32>limb(V, n - 1));
  shiftUp(N, shift);
  shiftUp(V, shift);
  const first = limb(V, n - 1), second = n > 1 ? limb(V, n - 2) : 0;
  for (let j = m; j >= 0; j--) {
    const head = (limb(N, j + n) << 32) | limb(N, j + n - 1);
    let guess = head / first, rest = head % first;
    const next = j + n > 1 ? limb(N, j + n - 2) : 0;
    while (guess > 0xffffffff || guess * second > ((rest << 32) | next)) {
      guess--;
      rest += first;
      if (rest > 0xffffffff) break;
    }
    if (subtract(j, n, guess)) {
      guess--;
      addBack(j, n);
    }
    setLimb(Q, j, guess);
  }
  shiftDown(N, shift);
  shiftDown(V, shift);
}

/** Subtracts guess × V from N at limb j, and reports whether that went below zero. */
function subtract(j: i32, n: i32, guess: u64): bool {
  let carry: u64 = 0, borrow: u64 = 0;
  for (let i = 0; i < n; i++) {
    carry += guess * limb(V, i);
    const d = limb(N, i + j) - (carry & 0xffffffff) - borrow;
    setLimb(N, i + j, d);
    borrow = d >> 63;
    carry >>= 32;
  }
  const d = limb(N, j + n) - carry - borrow;
  setLimb(N, j + n, d);
  return d >> 63 != 0;
}

function addBack(j: i32, n: i32): void {
  let carry: u64 = 0;
  for (let i = 0; i < n; i++) {
    carry += limb(N, i + j) + limb(V, i);
    setLimb(N, i + j, carry);
    carry >>= 32;
  }
  setLimb(N, j + n, limb(N, j + n) + carry);
}

function shiftUp(a: usize, bits: i32): void {
  let carry: u64 = 0;
  for (let i = 0; i < LIMBS; i++) {
    carry |= limb(a, i) << bits;
    setLimb(a, i, carry);
    carry >>= 32;
  }
}

function shiftDown(a: usize, bits: i32): void {
  for (let i = 0; i < LIMBS - 1; i++) {
    setLimb(a, i, (limb(a, i) | (limb(a, i + 1) << 32)) >> bits);
  }
  setLimb(a, LIMBS - 1, limb(a, LIMBS - 1) >> bits);
}

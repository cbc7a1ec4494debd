// Decimal: exact numbers for money and quantities.

import { Failure, fail } from "./failure";
import { allocate, lengthAt, prefixAt } from "./memory";
import { Text, EMPTY, text } from "./text";
import { parseDigits, parsedHigh, parsedNegative, sizeOfDigits, writeDigits } from "./digits";
import {
  MAX_POWER, N, Q, V, compare, divide, fits, high, isZero, lowest, multiply, power, raise, reduce, scaleUp, setLimbs, setProduct,
} from "./wide";

/** The largest number of digits after the point. */
export const MAX_SCALE: i32 = 37;

/** A Mode says what happens to digits that do not fit a scale. */
export enum Mode {
  /** Refuses to round: the operation fails. */
  Exact,
  /** To the nearest, ties to the even digit (bankers' rounding). */
  HalfEven,
  /** To the nearest, ties away from zero. */
  HalfUp,
  /** Cuts off, towards zero. */
  Down,
  /** Away from zero. */
  Up,
  /** Towards minus infinity. */
  Floor,
  /** Towards plus infinity. */
  Ceiling,
}

/**
 * A Decimal is a whole number of at most 38 digits and a scale, the number of
 * digits after the point: 81.2500 is 812500 at scale 4. It is never changed.
 *
 * NONE is the decimal that is not given: it counts as 0 in arithmetic and is
 * told apart from a real zero by isSet. Numbers are compared with ==, <, and so
 * on by value, whatever their scales; NONE == 0 is false, since one is given and
 * the other is not.
 *
 * An operation without a result gives NONE and keeps the Failure.
 */
@unmanaged
export class Decimal {
  // In the order of their sizes; all zero at address 0, where NONE lies.
  private constructor(
    private lo: u64,
    private hi: u64, // hi:lo is below 10^38
    private wire: usize, // canonical text of this very number, or 0
    private places: u8,
    private negative: bool, // never together with zero
    private given: bool,
  ) {}

  private static make(hi: u64, lo: u64, negative: bool, scale: i32, wire: usize): Decimal {
    return new Decimal(lo, hi, wire, <u8>scale, negative && (hi | lo) != 0, true);
  }

  /** coefficient / 10^scale. It traps when the scale is not within 0 to 37. */
  static of(coefficient: i64, scale: i32): Decimal {
    if (<u32>scale > <u32>MAX_SCALE) unreachable();
    const below = coefficient < 0;
    return Decimal.make(0, <u64>(below ? -coefficient : coefficient), below, scale, 0);
  }

  /** Reads the canonical text of a number with exactly so many digits after the point. */
  static parse(what: Text, scale: i32): Decimal {
    if (<u32>scale > <u32>MAX_SCALE) return none(Failure.Scale);
    const d = Decimal.read(changetype<usize>(what), scale);
    return changetype<usize>(d) == 0 ? none(Failure.Syntax) : d;
  }

  /** Reads the text at p; NONE when it is not canonical. For codecs. */
  static read(p: usize, scale: i32): Decimal {
    const lo = parseDigits(p + prefixAt(p), <i32>lengthAt(p), scale);
    if (parsedHigh == u64.MAX_VALUE) return NONE;
    return Decimal.make(parsedHigh, lo, parsedNegative, scale, p);
  }

  /** Reports whether the number is given. */
  get isSet(): bool {
    return this.given;
  }

  /** The number of digits after the point. */
  get scale(): i32 {
    return <i32>this.places;
  }

  /** -1, 0 or 1. */
  get sign(): i32 {
    return (this.lo | this.hi) == 0 ? 0 : this.negative ? -1 : 1;
  }

  /** The number with the other sign. */
  neg(): Decimal {
    return Decimal.make(this.hi, this.lo, !this.negative, this.scale, 0);
  }

  /** The number without its sign. */
  abs(): Decimal {
    return Decimal.make(this.hi, this.lo, false, this.scale, 0);
  }

  /** Compares values, whatever the scales: -1, 0 or 1. */
  cmp(e: Decimal): i32 {
    const s = this.sign, t = e.sign;
    if (s != t) return s < t ? -1 : 1;
    if (this.places == e.places && (this.hi | e.hi) == 0) {
      return this.lo == e.lo ? 0 : this.lo < e.lo ? -s : s;
    }
    // One that leaves 128 bits is the larger: the other is below 10^38.
    const scale = max(this.scale, e.scale);
    if (!scaleUp(this.hi, this.lo, scale - this.scale)) return s;
    const ah = high, al = lowest;
    if (!scaleUp(e.hi, e.lo, scale - e.scale)) return -s;
    const same = ah == high && al == lowest;
    return same ? 0 : ah < high || (ah == high && al < lowest) ? -s : s;
  }

  /** this + e, at the larger of their scales. Fails with Overflow. */
  add(e: Decimal): Decimal {
    return this.sum(e, e.negative);
  }

  /** this - e, at the larger of their scales. Fails with Overflow. */
  sub(e: Decimal): Decimal {
    return this.sum(e, !e.negative);
  }

  private sum(e: Decimal, negative: bool): Decimal {
    const scale = max(this.scale, e.scale);
    // A number that leaves 128 bits is so large that no other brings it back.
    if (!scaleUp(this.hi, this.lo, scale - this.scale)) return none(Failure.Overflow);
    const ah = high, al = lowest;
    if (!scaleUp(e.hi, e.lo, scale - e.scale)) return none(Failure.Overflow);
    const bh = high, bl = lowest;
    if (this.negative == negative) {
      if ((ah | bh) >> 63 != 0) return none(Failure.Overflow); // so that there is no carry
      const lo = al + bl;
      return Decimal.build(ah + bh + <u64>(lo < al), lo, negative, scale);
    }
    if (ah > bh || (ah == bh && al >= bl)) return Decimal.build(ah - bh - <u64>(al < bl), al - bl, this.negative, scale);
    return Decimal.build(bh - ah - <u64>(bl < al), bl - al, negative, scale);
  }

  /** this × e at a scale, rounded once. Fails with Overflow, Inexact or Scale. */
  mul(e: Decimal, scale: i32, mode: Mode): Decimal {
    if (<u32>scale > <u32>MAX_SCALE) return none(Failure.Scale);
    const from = this.scale + e.scale, negative = this.negative != e.negative;
    if ((this.hi | e.hi) == 0 && from >= scale && from - scale <= MAX_POWER) {
      const lo = multiply(this.lo, e.lo);
      if (high == 0) return Decimal.quotient(lo, power(from - scale), negative, scale, mode);
    }
    setProduct(N, this.hi, this.lo, e.hi, e.lo);
    setLimbs(V, 0, 1);
    return Decimal.ratio(negative, from, scale, mode);
  }

  /** this / e at a scale, rounded once. Fails with DivisionByZero, Overflow, Inexact or Scale. */
  quo(e: Decimal, scale: i32, mode: Mode): Decimal {
    if (e.sign == 0) return none(Failure.DivisionByZero);
    if (<u32>scale > <u32>MAX_SCALE) return none(Failure.Scale);
    const from = this.scale - e.scale, negative = this.negative != e.negative;
    if ((this.hi | e.hi) == 0 && from <= scale && scale - from <= MAX_POWER) {
      const lo = multiply(this.lo, power(scale - from));
      if (high == 0) return Decimal.quotient(lo, e.lo, negative, scale, mode);
    }
    setLimbs(N, this.hi, this.lo);
    setLimbs(V, e.hi, e.lo);
    return Decimal.ratio(negative, from, scale, mode);
  }

  /** The number at a scale. A larger one only adds zeros. Fails with Overflow, Inexact or Scale. */
  round(scale: i32, mode: Mode): Decimal {
    if (<u32>scale > <u32>MAX_SCALE) return none(Failure.Scale);
    const from = this.scale;
    if (this.hi == 0 && from >= scale && from - scale <= MAX_POWER) {
      return Decimal.quotient(this.lo, power(from - scale), this.negative, scale, mode);
    }
    setLimbs(N, this.hi, this.lo);
    setLimbs(V, 0, 1);
    return Decimal.ratio(this.negative, from, scale, mode);
  }

  /** The canonical text, empty when the number is not given. */
  toText(): Text {
    if (!this.given) return EMPTY;
    if (this.wire != 0) return changetype<Text>(this.wire);
    const n = this.size;
    const p = allocate(n);
    this.write(p + 1 + n);
    return changetype<Text>(p);
  }

  toString(): string {
    return this.toText().toString();
  }

  /** Where the canonical text stands already, or 0. For codecs. */
  get source(): usize {
    return this.wire;
  }

  /** How many bytes the canonical text has, below 128. For codecs. */
  get size(): usize {
    return sizeOfDigits(this.hi, this.lo, this.scale, this.negative);
  }

  /** Writes the canonical text, so that it ends before end. For codecs. */
  write(end: usize): void {
    writeDigits(end, this.hi, this.lo, this.scale, this.negative);
  }

  private static build(hi: u64, lo: u64, negative: bool, scale: i32): Decimal {
    return fits(hi, lo) ? Decimal.make(hi, lo, negative, scale, 0) : none(Failure.Overflow);
  }

  /** n / d at a scale, where both are one word. */
  private static quotient(n: u64, d: u64, negative: bool, scale: i32, mode: Mode): Decimal {
    let q = n / d;
    const r = n - q * d;
    if (r != 0) {
      if (mode == Mode.Exact) return none(Failure.Inexact);
      const half = r == d - r ? 0 : r < d - r ? -1 : 1;
      // There was a remainder, so d is at least 2 and q + 1 fits a word.
      if (away(mode, negative, (q & 1) != 0, half)) q++;
    }
    return Decimal.make(0, q, negative, scale, 0);
  }

  /** N/10^from / V at scale to. */
  private static ratio(negative: bool, from: i32, to: i32, mode: Mode): Decimal {
    raise(N, to - from);
    raise(V, from - to);
    divide();
    let lo = load<u64>(Q), hi = load<u64>(Q, 8);
    store<u64>(Q, 0);
    store<u64>(Q, 0, 8);
    if (!isZero(N)) {
      if (mode == Mode.Exact) return none(Failure.Inexact);
      // Twice the remainder against the divisor.
      reduce(V, N);
      if (away(mode, negative, (lo & 1) != 0, compare(N, V)) && ++lo == 0) hi++;
    }
    return isZero(Q) ? Decimal.build(hi, lo, negative, to) : none(Failure.Overflow);
  }

  @operator("+") private plus(e: Decimal): Decimal {
    return this.add(e);
  }
  @operator("-") private minus(e: Decimal): Decimal {
    return this.sub(e);
  }
  @operator.prefix("-") private minusThis(): Decimal {
    return this.neg();
  }
  @operator("==") private equals(e: Decimal): bool {
    return this.given == e.given && this.cmp(e) == 0;
  }
  @operator("!=") private differs(e: Decimal): bool {
    return this.given != e.given || this.cmp(e) != 0;
  }
  @operator("<") private less(e: Decimal): bool {
    return this.cmp(e) < 0;
  }
  @operator("<=") private lessOrEqual(e: Decimal): bool {
    return this.cmp(e) <= 0;
  }
  @operator(">") private greater(e: Decimal): bool {
    return this.cmp(e) > 0;
  }
  @operator(">=") private greaterOrEqual(e: Decimal): bool {
    return this.cmp(e) >= 0;
  }
}

/** The decimal that is not given. */
// @ts-ignore: decorator
@inline
export const NONE: Decimal = changetype<Decimal>(0);

function none(why: Failure): Decimal {
  fail(why);
  return NONE;
}

/**
 * Reports whether a quotient that was cut off must move one step away from zero.
 * Half compares what was cut off with half a step.
 */
function away(mode: Mode, negative: bool, odd: bool, half: i32): bool {
  switch (mode) {
    case Mode.HalfEven:
      return half > 0 || (half == 0 && odd);
    case Mode.HalfUp:
      return half >= 0;
    case Mode.Up:
      return true;
    case Mode.Floor:
      return negative;
    case Mode.Ceiling:
      return !negative;
    default:
      return false;
  }
}

/** The number that a text says, for constants in code: it traps on anything but a canonical decimal. */
export function decimal(literal: string): Decimal {
  const point = literal.indexOf(".");
  const d = Decimal.read(changetype<usize>(text(literal)), point < 0 ? 0 : literal.length - point - 1);
  if (!d.isSet) unreachable();
  return d;
}

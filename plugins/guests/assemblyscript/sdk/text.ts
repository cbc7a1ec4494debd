// Text and Bytes: what strings and bytes of a message are.

import { allocate, compareAt, equalAt, lengthAt, prefixAt } from "./memory";
import { fromString, validUTF8 } from "./utf8";
import { Decimal } from "./decimal";

/**
 * A Text is a string as it stands in a message: valid UTF-8, and never changed.
 * It is compared with == and !=, ordered with <, and put together with plus. A
 * string literal is made a Text by text("…").
 */
@unmanaged
export class Text {
  private constructor() {}

  /** How many bytes it has. */
  get length(): i32 {
    return <i32>lengthAt(changetype<usize>(this));
  }

  /** Reports whether it has no characters; that is also how an absent field reads. */
  get isEmpty(): bool {
    return load<u8>(changetype<usize>(this)) == 0;
  }

  /** A new text: this one and then what, which is anything that text() takes. */
  plus<T>(what: T): Text {
    const a = changetype<usize>(this), b = changetype<usize>(text(what));
    const m = lengthAt(a), n = lengthAt(b);
    const p = allocate(m + n);
    const to = p + prefixAt(p);
    memory.copy(to, a + prefixAt(a), m);
    memory.copy(to + m, b + prefixAt(b), n);
    return changetype<Text>(p);
  }

  /** The byte at index i, which traps when there is none. */
  byteAt(i: i32): u8 {
    const p = changetype<usize>(this);
    if (<u32>i >= <u32>lengthAt(p)) unreachable();
    return load<u8>(p + prefixAt(p) + <usize>i);
  }

  /** The bytes of the text. */
  bytes(): Bytes {
    return changetype<Bytes>(changetype<usize>(this));
  }

  /** The text as a string of AssemblyScript. */
  toString(): string {
    const p = changetype<usize>(this);
    return String.UTF8.decodeUnsafe(p + prefixAt(p), lengthAt(p));
  }

  @operator("==") private equals(other: Text): bool {
    return equalAt(changetype<usize>(this), changetype<usize>(other));
  }
  @operator("!=") private differs(other: Text): bool {
    return !equalAt(changetype<usize>(this), changetype<usize>(other));
  }
  @operator("<") private before(other: Text): bool {
    return compareAt(changetype<usize>(this), changetype<usize>(other)) < 0;
  }
  @operator(">") private after(other: Text): bool {
    return compareAt(changetype<usize>(this), changetype<usize>(other)) > 0;
  }
  @operator("<=") private notAfter(other: Text): bool {
    return compareAt(changetype<usize>(this), changetype<usize>(other)) <= 0;
  }
  @operator(">=") private notBefore(other: Text): bool {
    return compareAt(changetype<usize>(this), changetype<usize>(other)) >= 0;
  }
}

/** The text without characters. */
// @ts-ignore: decorator
@inline
export const EMPTY: Text = changetype<Text>(0);

/**
 * Makes a Text of a string, a Decimal, a whole number or a Text. A constant at
 * the top of a file is made once, when the module begins, and costs a call
 * nothing.
 */
export function text<T>(value: T): Text {
  if (isString<T>()) return changetype<Text>(fromString(changetype<string>(value)));
  if (isInteger<T>()) return changetype<Text>(fromString(value.toString()));
  if (value instanceof Text) return value;
  if (value instanceof Decimal) return value.toText();
  ERROR("a text is made of a string, a Decimal, a whole number or a Text");
  return EMPTY;
}

/** Bytes are what a field of type bytes holds. They are never changed. */
@unmanaged
export class Bytes {
  private constructor() {}

  /** A copy of n bytes in memory. */
  static copyOf(p: usize, n: usize): Bytes {
    const b = allocate(n);
    memory.copy(b + prefixAt(b), p, n);
    return changetype<Bytes>(b);
  }

  /** How many they are. */
  get length(): i32 {
    return <i32>lengthAt(changetype<usize>(this));
  }

  get isEmpty(): bool {
    return load<u8>(changetype<usize>(this)) == 0;
  }

  /** Where they lie in memory. */
  get pointer(): usize {
    return changetype<usize>(this) + prefixAt(changetype<usize>(this));
  }

  /** Reports whether they are valid UTF-8, so that asText may be called. */
  get isText(): bool {
    return validUTF8(this.pointer, <usize>this.length);
  }

  /** The same bytes as a Text. It traps when they are not valid UTF-8. */
  asText(): Text {
    if (!this.isText) unreachable();
    return changetype<Text>(changetype<usize>(this));
  }

  @operator("[]") private at(i: i32): u8 {
    if (<u32>i >= <u32>this.length) unreachable();
    return load<u8>(this.pointer + <usize>i);
  }
  @operator("==") private equals(other: Bytes): bool {
    return equalAt(changetype<usize>(this), changetype<usize>(other));
  }
  @operator("!=") private differs(other: Bytes): bool {
    return !equalAt(changetype<usize>(this), changetype<usize>(other));
  }
}

/** No bytes. */
// @ts-ignore: decorator
@inline
export const NO_BYTES: Bytes = changetype<Bytes>(0);

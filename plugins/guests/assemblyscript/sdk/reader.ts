// Reading canonical messages. Generated codecs call this; rules do not.
//
// A message is read in one pass over the fields it may have, in the order of
// their numbers:
//
//   let tag = nextTag();
//   if (tag == 10) { this.name = readText(); tag = nextTag(); }
//   while (tag == 18) { this.parts.push(readElement()); tag = nextTag(); }
//   finish(tag);
//
// What is out of order, stands twice, has the wrong wire type or is unknown is
// not taken by any line and found by finish. The first fault is kept; from then
// on every message seems to end.

import { Bytes, EMPTY, NO_BYTES, Text } from "./text";
import { Decimal, NONE } from "./decimal";
import { List } from "./list";
import { lengthAt, prefixAt } from "./memory";
import { validUTF8 } from "./utf8";

/** How deep messages nest. The outermost has depth 1. */
export const MAX_DEPTH: i32 = 32;

/** A Fault says what is not canonical. */
export enum Fault {
  None,
  Varint,
  Length,
  Default,
  Field,
  Text,
  Decimal,
  Range,
  Enum,
  Oneof,
  Depth,
}

let at: usize = 0; // the next byte to read
let end: usize = 0; // of the message
let last: u32 = 0; // the tag last read; 0 before the first
let depth: i32 = 0;
let fault: Fault = Fault.None;

// The numbers of the fields that lead to the fault, innermost first.
const path: usize = memory.data(4 * 33);
let steps: i32 = 0;

/** Reads the message that bytes hold into m. Reports whether it is canonical. */
export function decode<M>(m: M, bytes: Bytes): bool {
  return decodeAt(m, bytes.pointer, <usize>bytes.length);
}

/** Reads the message of n bytes at p into m. SLACK bytes more may be read. */
export function decodeAt<M>(m: M, p: usize, n: usize): bool {
  at = p;
  end = p + n;
  last = 0;
  depth = 1;
  fault = Fault.None;
  steps = 0;
  m.read();
  return fault == Fault.None;
}

/** What was wrong with the message last decoded, and where. */
export function faultText(): string {
  let s = "not canonical: ";
  for (let i = steps - 1; i >= 0; i--) {
    s += (i == steps - 1 ? "field " : ".") + load<u32>(path + (<usize>i << 2)).toString();
  }
  return (steps > 0 ? s + ": " : s) + reason(fault);
}

function reason(why: Fault): string {
  switch (why) {
    case Fault.Varint:
      return "a varint is cut short, not minimal or too large";
    case Fault.Length:
      return "the length is beyond the end";
    case Fault.Default:
      return "a default value is written";
    case Fault.Field:
      return "the field is unknown, out of order, stands twice or has the wrong wire type";
    case Fault.Text:
      return "the text is not valid UTF-8";
    case Fault.Decimal:
      return "the text is not a canonical decimal of the field's scale";
    case Fault.Range:
      return "the number does not fit the field";
    case Fault.Enum:
      return "the number is no value of the enum";
    case Fault.Oneof:
      return "several members of a oneof are set";
    default:
      return "messages nest more than 32 deep";
  }
}

/** Keeps a fault, in the field last read. */
export function refuse(why: Fault): void {
  if (fault == Fault.None) {
    fault = why;
    if (last >> 3 != 0) step(last);
  }
  at = end;
}

function step(tag: u32): void {
  if (steps < 33) store<u32>(path + (<usize>(steps++) << 2), tag >> 3);
}

/** Moves to the next field and returns its tag: number and wire type. 0 means that there is none. */
// @ts-ignore: decorator
@inline
export function nextTag(): u32 {
  if (at >= end) return 0;
  const b = <u32>load<u8>(at);
  if (b - 1 < 0x7f) {
    at++;
    last = b;
    return b;
  }
  return longTag();
}

function longTag(): u32 {
  last = 0;
  const tag = varint();
  if (fault != Fault.None) return 0;
  if (tag < 8 || tag > u32.MAX_VALUE) {
    refuse(Fault.Field);
    return 0;
  }
  last = <u32>tag;
  return last;
}

/** Ends a message: the tag last read must be none. */
// @ts-ignore: decorator
@inline
export function finish(tag: u32): void {
  if (tag != 0) refuse(Fault.Field);
}

/** Refuses a message with several members of a oneof. */
export function atMostOne(several: bool): void {
  if (several) {
    last = 0;
    refuse(Fault.Oneof);
  }
}

/** Reads a minimal varint of at most 64 bits. */
// @ts-ignore: decorator
@inline
function varint(): u64 {
  if (at < end) {
    const b = load<u8>(at);
    if (b < 0x80) {
      at++;
      return <u64>b;
    }
  }
  return longVarint();
}

function longVarint(): u64 {
  let v: u64 = 0, shift: u64 = 0;
  for (let p = at; p < end; p++, shift += 7) {
    const b = <u64>load<u8>(p);
    if (shift == 63 && b > 1) break;
    v |= (b & 0x7f) << shift;
    if (b >= 0x80) continue;
    if (b == 0) break; // and shift is not 0: that is short
    at = p + 1;
    return v;
  }
  refuse(Fault.Varint);
  return 0;
}

/** Reads a length and returns where the content begins; the reader then stands behind it. 0 on a fault. */
function content(): usize {
  const n = varint();
  if (fault != Fault.None) return 0;
  if (n > <u64>(end - at)) {
    refuse(Fault.Length);
    return 0;
  }
  const p = at;
  at += <usize>n;
  return p;
}

/** Reads a varint that is not zero. */
function scalar(): u64 {
  const v = varint();
  if (v == 0) refuse(Fault.Default);
  return v;
}

export function readI32(): i32 {
  return toI32(scalar());
}

export function readI64(): i64 {
  return <i64>scalar();
}

export function readU32(): u32 {
  return toU32(scalar());
}

export function readU64(): u64 {
  return scalar();
}

export function readBool(): bool {
  return toBool(scalar());
}

function toI32(v: u64): i32 {
  if (<i64>v != <i64><i32>v) refuse(Fault.Range);
  return <i32>v;
}

function toU32(v: u64): u32 {
  if (v > u32.MAX_VALUE) refuse(Fault.Range);
  return <u32>v;
}

function toBool(v: u64): bool {
  if (v > 1) refuse(Fault.Range);
  return v != 0;
}

/** Reads a string. */
export function readText(): Text {
  const t = readTextElement();
  if (t.isEmpty) refuse(Fault.Default);
  return t;
}

/** Reads an element of a list of strings, which may be empty. */
export function readTextElement(): Text {
  const start = at, p = content();
  if (p == 0) return EMPTY;
  if (!validUTF8(p, at - p)) {
    refuse(Fault.Text);
    return EMPTY;
  }
  return changetype<Text>(start);
}

/** Reads bytes. */
export function readBytes(): Bytes {
  const b = readBytesElement();
  if (b.isEmpty) refuse(Fault.Default);
  return b;
}

/** Reads an element of a list of bytes, which may be empty. */
export function readBytesElement(): Bytes {
  const start = at;
  return content() == 0 ? NO_BYTES : changetype<Bytes>(start);
}

/** Reads a decimal with so many digits after the point. */
export function readDecimal(scale: i32): Decimal {
  const start = at;
  if (content() == 0) return NONE;
  const d = Decimal.read(start, scale);
  if (!d.isSet) refuse(lengthAt(start) == 0 ? Fault.Default : Fault.Decimal);
  return d;
}

/** Reads a message, which may be empty, and returns it. */
export function readMessage<M>(m: M): M {
  const tag = last, outer = end;
  if (depth == MAX_DEPTH) refuse(Fault.Depth);
  const p = content();
  if (p != 0) {
    const after = at;
    end = after;
    at = p;
    last = 0;
    depth++;
    m.read();
    depth--;
    at = after;
    end = outer;
    last = tag;
    if (fault != Fault.None) {
      step(tag);
      at = end;
    }
  }
  return m;
}

/** Reads a packed list of varints, which is not empty; one must be what next() then makes of each. */
function packed<T>(next: (v: u64) => T): List<T> {
  const list = new List<T>(), outer = end, p = content();
  if (p == 0) return list;
  const after = at;
  if (p == after) refuse(Fault.Default);
  at = p;
  end = after;
  while (at < end) list.push(next(varint()));
  end = outer;
  at = fault == Fault.None ? after : end;
  return list;
}

export function readI32s(): List<i32> {
  return packed<i32>(toI32);
}

export function readI64s(): List<i64> {
  return packed<i64>((v: u64): i64 => <i64>v);
}

export function readU32s(): List<u32> {
  return packed<u32>(toU32);
}

export function readU64s(): List<u64> {
  return packed<u64>((v: u64): u64 => v);
}

export function readBools(): List<bool> {
  return packed<bool>(toBool);
}

// Writing canonical messages. Generated codecs call this; rules do not.
//
// Fields are written forward into one block of memory. The length of a nested
// message is not known before its content, so one byte is left for it, and a
// longer content moves up.

import { Bytes, Text } from "./text";
import { Decimal, Mode } from "./decimal";
import { takeFailure } from "./failure";
import { List } from "./list";
import { SLACK, copy, lengthAt, prefixAt, writeLength } from "./memory";
import { MAX_DEPTH } from "./reader";

/** The first size of the block. A page of it is used only when it is written. */
const FIRST: usize = 16 << 10;

let base: usize = 0; // the block
let pos: usize = 0; // the next byte to write
let limit: usize = 0; // the end of the block, less SLACK
let depth: i32 = 0;
let why: string = ""; // what cannot be written, and why; the first fault
let steps: string = "";

/** Begins a block. Room is left before its first byte, for startOf. */
export function begin(room: usize): void {
  base = heap.alloc(FIRST);
  pos = base + room;
  limit = base + FIRST - SLACK;
  depth = 1;
  if (why.length > 0) why = "";
}

/** Where the block begins, and where it has been written to. */
export function blockStart(): usize {
  return base;
}
export function blockEnd(): usize {
  return pos;
}

/** Encodes m. Null when it has no canonical encoding: see writeFault. */
export function encode<M>(m: M): Bytes | null {
  begin(5);
  m.write();
  return why.length == 0 ? Bytes.copyOf(base + 5, pos - base - 5) : null;
}

/** Reports whether something could not be written. */
export function writeFailed(): bool {
  return why.length > 0;
}

/** What could not be written, where, and why. */
export function writeFault(): string {
  return "not canonical: " + (steps.length > 0 ? "field " + steps + ": " : "") + why;
}

function refuse(tag: u32, reason: string): void {
  if (why.length == 0) {
    why = reason;
    steps = tag == 0 ? "" : (tag >> 3).toString();
  }
}

/** Makes room for n more bytes. */
// @ts-ignore: decorator
@inline
function reserve(n: usize): void {
  if (pos + n > limit) grow(n);
}

function grow(n: usize): void {
  const size = max((limit + SLACK - base) << 1, pos - base + n + FIRST);
  const moved = heap.realloc(base, size); // in place: it is the last block
  pos += moved - base;
  base = moved;
  limit = base + size - SLACK;
}

// @ts-ignore: decorator
@inline
function putTag(tag: u32): void {
  if (tag < 0x80) {
    store<u8>(pos++, <u8>tag);
  } else {
    pos = writeVarint(pos, <u64>tag);
  }
}

function writeVarint(p: usize, v: u64): usize {
  for (; v >= 0x80; v >>= 7) store<u8>(p++, <u8>(v | 0x80));
  store<u8>(p, <u8>v);
  return p + 1;
}

/** Writes a text or bytes with their length, as they lie in memory. */
function putContent(tag: u32, p: usize): void {
  const n = prefixAt(p) + lengthAt(p);
  reserve(n + 5);
  putTag(tag);
  copy(pos, p, n);
  pos += n;
}

/** Writes a varint, also zero. */
function putScalar(tag: u32, v: u64): void {
  reserve(15);
  putTag(tag);
  pos = writeVarint(pos, v);
}

/** Writes a number, unless it is 0: an i32 or enum as <i64>, a bool as <u64>. */
// @ts-ignore: decorator
@inline
export function writeNumber(tag: u32, v: u64): void {
  if (v != 0) putScalar(tag, v);
}

/** Writes a string, unless it is empty. */
// @ts-ignore: decorator
@inline
export function writeText(tag: u32, v: Text): void {
  if (!v.isEmpty) putContent(tag, changetype<usize>(v));
}

/** Writes an element of a list of strings. */
export function writeTextElement(tag: u32, v: Text): void {
  putContent(tag, changetype<usize>(v));
}

/** Writes bytes, unless there are none. */
// @ts-ignore: decorator
@inline
export function writeBytes(tag: u32, v: Bytes): void {
  if (!v.isEmpty) putContent(tag, changetype<usize>(v));
}

/** Writes an element of a list of bytes. */
export function writeBytesElement(tag: u32, v: Bytes): void {
  putContent(tag, changetype<usize>(v));
}

/**
 * Writes a decimal at a scale, unless it is not given. A number of a smaller
 * scale gets zeros; one that would have to be rounded is a fault, because
 * rounding is the business of the rules.
 */
export function writeDecimal(tag: u32, v: Decimal, scale: i32): void {
  if (v.isSet) writeDecimalElement(tag, v, scale);
}

/** Writes an element of a list of decimals, which must be given. */
export function writeDecimalElement(tag: u32, v: Decimal, scale: i32): void {
  let d = v;
  if (v.isSet && v.scale != scale) {
    d = v.round(scale, Mode.Exact);
    if (!d.isSet) takeFailure(); // said below, in the words of the field
  }
  if (!d.isSet) {
    refuse(tag, '"' + v.toString() + '" is not a decimal with ' + scale.toString() + " digits after the point: round it first");
    return;
  }
  if (d.source != 0) {
    putContent(tag, d.source);
    return;
  }
  const n = d.size;
  reserve(n + 6);
  putTag(tag);
  store<u8>(pos, <u8>n);
  pos += 1 + n;
  d.write(pos);
}

/** Writes an enum, which must be a declared value. */
export function writeEnum(tag: u32, v: i32, known: bool): void {
  if (!known) refuseEnum(tag, v);
  writeNumber(tag, <u64><i64>v);
}

/** Refuses a value of an enum. */
export function refuseEnum(tag: u32, v: i32): void {
  refuse(tag, v.toString() + " is no value of the enum");
}

/** Refuses a message with several members of a oneof. */
export function oneAtMost(several: bool): void {
  if (several) refuse(0, "several members of a oneof are set");
}

/** Writes a message, even when it is empty. */
export function writeMessage<M>(tag: u32, m: M): void {
  if (depth == MAX_DEPTH) {
    refuse(tag, "messages nest more than 32 deep");
    return;
  }
  reserve(6);
  putTag(tag);
  const start = ++pos - base;
  depth++;
  const sound = why.length == 0;
  m.write();
  depth--;
  if (sound && why.length > 0) steps = (tag >> 3).toString() + (steps.length > 0 ? "." : "") + steps;
  close(start);
}

/** Writes the length of what begins at base + start, for which one byte was left. */
function close(start: usize): void {
  const n = pos - base - start;
  if (n < 0x80) {
    store<u8>(base + start - 1, <u8>n);
    return;
  }
  reserve(5);
  const p = base + start, more = <usize>(n < 0x4000 ? 1 : n < 0x200000 ? 2 : n < 0x10000000 ? 3 : 4);
  memory.copy(p + more, p, n);
  writeLength(p - 1, n);
  pos += more;
}

/** Writes a packed list of numbers, unless it is empty. */
export function writeNumbers<T>(tag: u32, list: List<T>): void {
  if (list.length == 0) return;
  reserve(6);
  putTag(tag);
  const start = ++pos - base;
  for (let i = 0; i < list.length; i++) {
    reserve(10);
    pos = writeVarint(pos, isSigned<T>() ? <u64><i64>list[i] : <u64>list[i]);
  }
  close(start);
}

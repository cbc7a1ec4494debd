// Operations: from the host's request to its reply. The functions that a module
// exports call these.

import { List } from "./list";
import { Call } from "./call";
import { Document, Reasons, Request, reject, replyFault, writeRest } from "./envelope";
import { Failure, failureText, takeFailure } from "./failure";
import { SLACK } from "./memory";
import { decode, decodeAt, faultText } from "./reader";
import { begin, blockEnd, blockStart, writeFailed, writeFault } from "./writer";

/** Bytes were not the canonical encoding of the message expected. The host checks first, so rules rarely see it. */
const MALFORMED = "malformed";
/** The rules have no result, such as when a number became too large. */
const FAILED = "failed";

/** How much memory calls have before it grows, in bytes beside the buffer. */
const HEADROOM: usize = 512 << 10;

let buffer: usize = 0; // where the host writes requests
let capacity: i32 = 0;

/**
 * Makes the shared buffer of size bytes and returns its address. The module's
 * index.ts exports it.
 */
export function nv_buffer(size: i32): usize {
  if (takeFailure() != Failure.None) unreachable(); // in a constant: see Failure
  // What calls need is asked for here, once: a host gives up an instance whose
  // memory grew.
  const page: usize = 4096;
  const block = heap.alloc(<usize>size + page + SLACK);
  buffer = (block + page - 1) & ~(page - 1); // so that a request of 4 KiB touches one page
  capacity = size;
  const wanted = (buffer + <usize>size + HEADROOM + 0xffff) >> 16;
  if (wanted > <usize>memory.size()) memory.grow(<i32>wanted - memory.size());
  return buffer;
}

/** Runs nv_apply with a rule that changes the state in place. */
export function apply<S, C>(length: i32, rule: (call: Call, state: S, command: C) => Reasons | null): i64 {
  const request = new Request();
  const bad = open(request, length);
  if (bad) return refused(bad);
  const state = instantiate<S>(), command = instantiate<C>();
  if (!decode(state, request.state)) return refused(malformed("state"));
  if (!decode(command, request.command)) return refused(malformed("command"));
  const call = new Call(request);
  const reasons = outcome(rule(call, state, command));
  return reasons ? refused(reasons) : answered(state, call.finished, call.documents);
}

/** Runs nv_up or nv_down with a rule that fills the state of the other schema. */
export function convert<From, To>(length: i32, rule: (from: From, to: To) => Reasons | null): i64 {
  const request = new Request();
  const bad = open(request, length);
  if (bad) return refused(bad);
  const from = instantiate<From>(), to = instantiate<To>();
  if (!decode(from, request.state)) return refused(malformed("state"));
  const reasons = outcome(rule(from, to));
  return reasons ? refused(reasons) : answered(to, false, new List<Document>());
}

/** Runs nv_check with a rule that says which invariants a state breaks. */
export function check<S>(length: i32, rule: (state: S) => Reasons | null): i64 {
  const request = new Request();
  const bad = open(request, length);
  if (bad) return refused(bad);
  const state = instantiate<S>();
  if (!decode(state, request.state)) return refused(malformed("state"));
  const reasons = outcome(rule(state));
  return reasons ? refused(reasons) : 0;
}

/** Reads the request that stands in the buffer. Returns what is wrong with it. */
function open(request: Request, length: i32): Reasons | null {
  if (<u32>length > <u32>capacity) return reject(MALFORMED, "", "the request is longer than the buffer");
  if (!decodeAt(request, buffer, <usize>length)) return malformed("request");
  const fault = request.fault();
  return fault.length > 0 ? reject(MALFORMED, "", "reading the request: " + fault) : null;
}

function malformed(what: string): Reasons {
  return reject(MALFORMED, "", "reading the " + what + ": " + faultText());
}

/** What a rule said, unless arithmetic failed and the rule did not ask about it. */
function outcome(said: Reasons | null): Reasons | null {
  const failure = takeFailure();
  if (failure != Failure.None) return reject(FAILED, "", failureText(failure));
  return said && said.length > 0 ? said : null;
}

/** The reply that accepts: the state, and what goes with it. */
function answered<S>(state: S, final: bool, documents: List<Document>): i64 {
  // The state is the first field of the reply, so it is written where it will
  // stand, and its length before it afterwards.
  const room: usize = 8;
  begin(room);
  state.write();
  if (writeFailed()) return refused(reject(FAILED, "", writeFault()));
  const n = blockEnd() - blockStart() - room;
  const none = new Reasons();
  const fault = replyFault(<i32>n, final, none, documents, true);
  if (fault.length > 0) return refused(reject(FAILED, "", fault));
  writeRest(final, none, documents);
  let p = blockStart() + room;
  const end = blockEnd();
  p = prefix(p, n);
  store<u8>(--p, 10);
  return result(p, end);
}

/** The reply that rejects. */
function refused(reasons: Reasons): i64 {
  const none = new List<Document>();
  const fault = replyFault(0, false, reasons, none, false);
  const why = fault.length > 0 ? reject(FAILED, "", fault) : reasons;
  begin(0);
  writeRest(false, why, none);
  return result(blockStart(), blockEnd());
}

/** Writes the varint n so that it ends before p, and returns where it begins. */
function prefix(p: usize, n: usize): usize {
  let size: usize = 1;
  for (let v = n >> 7; v != 0; v >>= 7) size++;
  p -= size;
  let at = p;
  for (; n >= 0x80; n >>= 7) store<u8>(at++, <u8>(n | 0x80));
  store<u8>(at, <u8>n);
  return p;
}

function result(p: usize, end: usize): i64 {
  return <i64>((<u64>p << 32) | <u64>(end - p));
}

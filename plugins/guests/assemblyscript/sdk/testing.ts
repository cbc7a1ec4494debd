// Tests of rules, written in AssemblyScript beside them and run by
// `node novation/test.mjs`. Only files named *.test.ts import this.

import { Bytes, NO_BYTES, Text, text } from "./text";
import { Call } from "./call";
import { Reasons, Reference, Reply, Request } from "./envelope";
import { List } from "./list";
import { apply, check, nv_buffer } from "./rules";
import { decode, decodeAt, faultText } from "./reader";
import { encode, writeFault } from "./writer";

// @ts-ignore: decorator
@external("test", "fail")
declare function report(message: string): void;

// @ts-ignore: decorator
@external("test", "declare")
declare function announce(name: string): void;

let tests: Array<() => void> = [];

/** Declares a test. Each runs in an instance of its own. */
export function test(name: string, body: () => void): void {
  announce(name);
  tests.push(body);
}

/** Runs the test of that index, in the order of their declarations. The runner calls it. */
export function runTest(index: i32): void {
  tests[index]();
}

/** Fails the test when the condition does not hold, and goes on. */
export function expect(condition: bool, message: string): void {
  if (!condition) report(message);
}

/** Fails the test when two values that text() takes are not the same, and goes on. */
export function same<A, B>(got: A, want: B, what: string): void {
  const a = text(got), b = text(want);
  if (a != b) report(what + ': got "' + a.toString() + '", want "' + b.toString() + '"');
}

/** Fails the test and ends it. */
export function fatal(message: string): void {
  report(message);
  unreachable();
}

/** A rule of the apply operation. */
export type ApplyRule<S, C> = (call: Call, state: S, command: C) => Reasons | null;
/** A rule of the check operation. */
export type CheckRule<S> = (state: S) => Reasons | null;

/** The size of the shared buffer in tests, in bytes. */
const BUFFER: i32 = 256 << 10;
let buffer: usize = 0;

/**
 * A Rehearsal is a record as its parties see it: what the host keeps between two
 * transitions. Commands go through the same encoded bytes as on a pod, and every
 * one is run twice.
 */
export class Rehearsal<S, C> {
  /** The logical time of the next command, in unix seconds. */
  time: i64 = 0;
  /** Pinned reference data. */
  references: List<Reference> = new List<Reference>();
  /** The encoded state. Empty before the first command. */
  encoded: Bytes = NO_BYTES;
  /** Counts the transitions. */
  sequence: u64 = 0;
  /** Whether the record is finished. */
  final: bool = false;

  /** Parties share the record, in ascending order; checks may be null. */
  constructor(private rule: ApplyRule<S, C>, private invariants: CheckRule<S> | null, private parties: string[]) {}

  /** The state. */
  get state(): S {
    const s = instantiate<S>();
    if (!decode(s, this.encoded)) fatal("the state is " + faultText());
    return s;
  }

  /** Sends a command. When the rules accept, the record moves on. */
  send(actor: string, command: C): Reply {
    const request = new Request();
    const bytes = encode(command);
    if (!bytes) fatal("the command is " + writeFault());
    request.state = this.encoded;
    request.command = changetype<Bytes>(bytes);
    request.time = this.time;
    request.actor = text(actor);
    for (let i = 0; i < this.parties.length; i++) request.parties.push(text(this.parties[i]));
    request.sequence = this.sequence + 1;
    request.references = this.references;
    request.seed = Bytes.copyOf(changetype<usize>(new ArrayBuffer(32)), 32);
    const reply = this.twice(request, true);
    if (reply.reasons.length == 0) {
      this.encoded = reply.state;
      this.final = reply.final;
      this.sequence++;
    }
    return reply;
  }

  /** Sends a command that the rules must accept, and checks the new state. */
  accept(actor: string, command: C): Reply {
    const reply = this.send(actor, command);
    if (reply.reasons.length > 0) fatal(actor + " is rejected: " + first(reply.reasons));
    if (this.invariants) {
      const request = new Request();
      request.state = this.encoded;
      const verdict = this.twice(request, false);
      if (verdict.reasons.length > 0) fatal("the state after the command of " + actor + " breaks an invariant: " + first(verdict.reasons));
    }
    return reply;
  }

  /** Sends a command that the rules must reject. Returns why. */
  reject(actor: string, command: C): Reasons {
    const reply = this.send(actor, command);
    if (reply.reasons.length == 0) fatal("the command of " + actor + " is accepted");
    return reply.reasons;
  }

  private twice(request: Request, command: bool): Reply {
    const bytes = changetype<Bytes>(encode(request));
    const a = this.once(bytes, command), b = this.once(bytes, command);
    if (a != b) fatal("two runs of the same request differ");
    const reply = new Reply();
    if (!decode(reply, a)) fatal("the reply is " + faultText());
    const again = encode(reply);
    if (!again || changetype<Bytes>(again) != a) fatal("the reply is not canonical");
    return reply;
  }

  private once(request: Bytes, command: bool): Bytes {
    if (buffer == 0) buffer = nv_buffer(BUFFER);
    const n = request.length;
    memory.copy(buffer, request.pointer, <usize>n);
    const rule = this.invariants;
    const answer = command || !rule ? apply<S, C>(n, this.rule) : check<S>(n, rule);
    return Bytes.copyOf(<usize>(<u64>answer >> 32), <usize>(answer & 0xffffffff));
  }
}

function first(reasons: Reasons): string {
  const r = reasons[0];
  return r.code.toString() + " " + r.field.toString() + ": " + r.message.toString();
}

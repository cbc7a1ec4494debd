// The envelopes of ABI version 1: what the host asks, and what it is told.

import { Bytes, EMPTY, NO_BYTES, Text, text } from "./text";
import { List } from "./list";
import {
  finish, nextTag, readBool, readBytes, readI64, readMessage, readText, readTextElement, readU64,
} from "./reader";
import { writeBytes, writeMessage, writeNumber, writeText, writeTextElement } from "./writer";

/** The largest logical time: what 63 bits of nanoseconds hold, in the year 2262. */
export const MAX_TIME: i64 = 9_223_372_035;

/** A Request is what the host asks: one operation on one record. */
@unmanaged
export class Request {
  state: Bytes = NO_BYTES;
  command: Bytes = NO_BYTES;
  time: i64 = 0;
  actor: Text = EMPTY;
  parties: List<Text> = new List<Text>();
  sequence: u64 = 0;
  references: List<Reference> = new List<Reference>();
  seed: Bytes = NO_BYTES;

  read(): void {
    let tag = nextTag();
    if (tag == 10) { this.state = readBytes(); tag = nextTag(); }
    if (tag == 18) { this.command = readBytes(); tag = nextTag(); }
    if (tag == 24) { this.time = readI64(); tag = nextTag(); }
    if (tag == 34) { this.actor = readText(); tag = nextTag(); }
    while (tag == 42) { this.parties.push(readTextElement()); tag = nextTag(); }
    if (tag == 48) { this.sequence = readU64(); tag = nextTag(); }
    while (tag == 58) { this.references.push(readMessage(new Reference())); tag = nextTag(); }
    if (tag == 66) { this.seed = readBytes(); tag = nextTag(); }
    finish(tag);
  }

  write(): void {
    writeBytes(10, this.state);
    writeBytes(18, this.command);
    writeNumber(24, <u64>this.time);
    writeText(34, this.actor);
    for (let i = 0; i < this.parties.length; i++) writeTextElement(42, this.parties[i]);
    writeNumber(48, this.sequence);
    for (let i = 0; i < this.references.length; i++) writeMessage(58, this.references[i]);
    writeBytes(66, this.seed);
  }

  /** What no request of a host may have; empty when there is nothing. */
  fault(): string {
    if (this.time < 0 || this.time > MAX_TIME) return "the time is outside the years 1970 to 2262";
    if (this.seed.length != 0 && this.seed.length != 32) return "the seed has not 32 bytes";
    for (let i = 1; i < this.references.length; i++) {
      const a = this.references[i - 1].name, b = this.references[i].name;
      if (a >= b) return "reference " + b.toString() + " does not come after " + a.toString();
    }
    return "";
  }
}

/** A Reference is one table of reference data, by value. */
@unmanaged
export class Reference {
  name: Text = EMPTY;
  data: Bytes = NO_BYTES;

  read(): void {
    let tag = nextTag();
    if (tag == 10) { this.name = readText(); tag = nextTag(); }
    if (tag == 18) { this.data = readBytes(); tag = nextTag(); }
    finish(tag);
  }

  write(): void {
    writeText(10, this.name);
    writeBytes(18, this.data);
  }
}

/** A Reply is the answer: reasons and nothing else, or a result. */
@unmanaged
export class Reply {
  state: Bytes = NO_BYTES;
  final: bool = false;
  reasons: Reasons = new Reasons();
  documents: List<Document> = new List<Document>();

  read(): void {
    let tag = nextTag();
    if (tag == 10) { this.state = readBytes(); tag = nextTag(); }
    if (tag == 16) { this.final = readBool(); tag = nextTag(); }
    while (tag == 26) { this.reasons.push(readMessage(new Reason())); tag = nextTag(); }
    while (tag == 34) { this.documents.push(readMessage(new Document())); tag = nextTag(); }
    finish(tag);
  }

  write(): void {
    writeBytes(10, this.state);
    writeRest(this.final, this.reasons, this.documents);
  }

  /** What no host accepts as a reply; empty when there is nothing. */
  fault(needsState: bool): string {
    return replyFault(this.state.length, this.final, this.reasons, this.documents, needsState);
  }
}

/** Writes a reply without its state. */
export function writeRest(final: bool, reasons: Reasons, documents: List<Document>): void {
  writeNumber(16, <u64>final);
  for (let i = 0; i < reasons.length; i++) writeMessage(26, reasons[i]);
  for (let i = 0; i < documents.length; i++) writeMessage(34, documents[i]);
}

/** What no host accepts as a reply with a state of so many bytes. */
export function replyFault(state: i32, final: bool, reasons: Reasons, documents: List<Document>, needsState: bool): string {
  const result = state > 0 || final || documents.length > 0;
  if (reasons.length > 0 && result) return "the reply has both reasons and a result";
  if (reasons.length == 0 && state == 0 && (needsState || result)) return "the reply has neither a state nor reasons";
  for (let i = 0; i < reasons.length; i++) {
    if (reasons[i].code.isEmpty) return "a reason has no code: " + reasons[i].message.toString();
  }
  for (let i = 0; i < documents.length; i++) {
    if (documents[i].kind.isEmpty) return "a document has no kind: " + documents[i].number.toString();
  }
  return "";
}

/** A Reason says why a request is rejected. */
@unmanaged
export class Reason {
  /** For programs: short, stable, "mismatch". */
  code: Text = EMPTY;
  /** For people. */
  message: Text = EMPTY;
  /** The dotted path of the field it is about. Empty means the request as a whole. */
  field: Text = EMPTY;

  read(): void {
    let tag = nextTag();
    if (tag == 10) { this.code = readText(); tag = nextTag(); }
    if (tag == 18) { this.message = readText(); tag = nextTag(); }
    if (tag == 26) { this.field = readText(); tag = nextTag(); }
    finish(tag);
  }

  write(): void {
    writeText(10, this.code);
    writeText(18, this.message);
    writeText(26, this.field);
  }
}

/** A Document leaves the pod for the outside world, such as a confirmation or an invoice. */
@unmanaged
export class Document {
  /** "confirmation", "invoice" and so on. */
  kind: Text = EMPTY;
  /** Identifies the document to those who receive it. */
  number: Text = EMPTY;
  /** One line for people. */
  summary: Text = EMPTY;

  read(): void {
    let tag = nextTag();
    if (tag == 10) { this.kind = readText(); tag = nextTag(); }
    if (tag == 18) { this.number = readText(); tag = nextTag(); }
    if (tag == 26) { this.summary = readText(); tag = nextTag(); }
    finish(tag);
  }

  write(): void {
    writeText(10, this.kind);
    writeText(18, this.number);
    writeText(26, this.summary);
  }
}

/**
 * Reasons say why a request is rejected. A rule that returns none, or an empty
 * list, accepts.
 */
@unmanaged
export class Reasons extends List<Reason> {
  /**
   * Adds a reason, so that a rule can report everything that is wrong at once.
   * Code is for programs, field the dotted path of what it is about ("" for the
   * request as a whole), message for people; all are anything that text() takes.
   */
  add<C, F, M>(code: C, field: F, message: M): void {
    const r = new Reason();
    r.code = text(code);
    r.message = text(message);
    r.field = text(field);
    this.push(r);
  }
}

/** The rejection for one reason: return it. See Reasons.add. */
export function reject<C, F, M>(code: C, field: F, message: M): Reasons {
  const reasons = new Reasons();
  reasons.add(code, field, message);
  return reasons;
}

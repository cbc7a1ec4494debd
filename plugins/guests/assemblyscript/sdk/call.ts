// Call: what a rule may know beside state and command, and what it has to say.

import { Bytes, Text, text } from "./text";
import { List } from "./list";
import { Document, Request } from "./envelope";

/**
 * A Call is one run of the apply operation. There is no clock, file or network
 * beside it.
 */
@unmanaged
export class Call {
  /** The documents issued so far. */
  documents: List<Document> = new List<Document>();
  /** Whether finish was called. */
  finished: bool = false;

  constructor(private request: Request) {}

  /** Whether the record does not exist yet. */
  get isNew(): bool {
    return this.request.state.isEmpty;
  }

  /** The logical time in unix seconds, the same on every pod. */
  get time(): i64 {
    return this.request.time;
  }

  /** The member who sent the command. */
  get actor(): Text {
    return this.request.actor;
  }

  /** The members who share the record, in the record's order. */
  get parties(): List<Text> {
    return this.request.parties;
  }

  /** Reports whether member shares the record. */
  isParty(member: Text): bool {
    return this.request.parties.includes(member);
  }

  /** The number of the transition: 1 creates the record. */
  get sequence(): u64 {
    return this.request.sequence;
  }

  /** 32 bytes that are the same on every pod. They are no secret. */
  get seed(): Bytes {
    return this.request.seed;
  }

  /** The reference data of that name, or null when the release pins none. */
  reference<T>(name: T): Bytes | null {
    const wanted = text(name), all = this.request.references;
    for (let i = 0; i < all.length; i++) {
      if (all[i].name == wanted) return all[i].data;
    }
    return null;
  }

  /** Lets a document leave the pod when the transition is recorded. */
  issue<K, N, S>(kind: K, number: N, summary: S): void {
    const d = new Document();
    d.kind = text(kind);
    d.number = text(number);
    d.summary = text(summary);
    this.documents.push(d);
  }

  /** Ends the record: no transition follows this one. */
  finish(): void {
    this.finished = true;
  }
}

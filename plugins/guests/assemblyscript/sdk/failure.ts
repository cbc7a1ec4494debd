// Failures of arithmetic. AssemblyScript has no exceptions, so a failure is kept.

/**
 * A Failure says why arithmetic has no result. The first one of a call is kept,
 * and the call then answers with it, whatever the rule returns, unless the rule
 * asks for it with takeFailure() or failed(). So a rule that forgets to ask
 * can reject too much, and never accept a wrong number. A failure in a
 * constant at the top of a file makes nv_buffer trap: such a module cannot be
 * loaded.
 */
export enum Failure {
  None,
  /** A text is not a canonical decimal of the scale asked for. */
  Syntax,
  /** A result has more than 38 digits. */
  Overflow,
  /** A result needs rounding, and the mode is Exact. */
  Inexact,
  DivisionByZero,
  /** A scale lies outside 0 to 37. */
  Scale,
}

let first: Failure = Failure.None;

/** Keeps a failure, unless there is one already. */
export function fail(why: Failure): void {
  if (first == Failure.None) first = why;
}

/** Returns the failure that is kept, and forgets it: it is the rule's business now. */
export function takeFailure(): Failure {
  const why = first;
  if (why != Failure.None) first = Failure.None;
  return why;
}

/** Reports whether arithmetic failed since the last time it was asked, and forgets it. */
export function failed(): bool {
  return takeFailure() != Failure.None;
}

/** What a failure is called. */
export function failureText(why: Failure): string {
  switch (why) {
    case Failure.Syntax:
      return "decimal: not a canonical decimal of this scale";
    case Failure.Overflow:
      return "decimal: more than 38 digits";
    case Failure.Inexact:
      return "decimal: result needs rounding";
    case Failure.DivisionByZero:
      return "decimal: division by zero";
    case Failure.Scale:
      return "decimal: scale out of range";
    default:
      return "";
  }
}

// The Novation SDK for AssemblyScript: what rules import.

export { Text, text, EMPTY, Bytes, NO_BYTES } from "./text";
export { List } from "./list";
export { Decimal, Mode, NONE, decimal } from "./decimal";
export { Failure, failed, takeFailure } from "./failure";
export { Call } from "./call";
export { Document, Reason, Reasons, Reference, reject } from "./envelope";
export { nv_buffer, apply, check, convert } from "./rules";

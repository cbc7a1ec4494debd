// What generated codecs import.

export { Text, EMPTY, Bytes, NO_BYTES } from "./text";
export { List } from "./list";
export { Decimal, NONE } from "./decimal";
export * from "./reader";
export * from "./writer";

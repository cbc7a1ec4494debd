import { apply, check } from "./novation";
import { Command, Note } from "./gen/note/v1/note";
import * as note from "./note";

export { nv_buffer } from "./novation";

export function nv_apply(length: i32): i64 {
  return apply<Note, Command>(length, note.apply);
}

export function nv_check(length: i32): i64 {
  return check<Note>(length, note.check);
}

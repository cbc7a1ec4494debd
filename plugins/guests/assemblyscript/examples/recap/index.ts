// The recap of a deal: what the module exports.

import { apply, check } from "./novation";
import { Command, Recap } from "./gen/recap/v1/recap";
import * as recap from "./recap";

export { nv_buffer } from "./novation";

export function nv_apply(length: i32): i64 {
  return apply<Recap, Command>(length, recap.apply);
}

export function nv_check(length: i32): i64 {
  return check<Recap>(length, recap.check);
}

// A module for tests, which exposes what the golden vectors are about: codecs,
// envelopes, decimals. It is no rules module. Each function is given the length
// of what stands in the buffer and answers with a pointer and a length, as an
// operation does; the first byte of the answer is 1 when all went well.

import {
  Call, Decimal, Failure, List, Mode, NONE, Reasons, Text, apply, check, convert, decimal, failed, nv_buffer as makeBuffer, reject, takeFailure, text,
} from "./novation";
import { decodeAt, encode, faultText, writeFault } from "./novation/codec";
import { Reply, Request } from "./novation/envelope";
import { prefixAt } from "./novation/memory";
import { Color, Command, Formula, Price, State, isColor, nameColor } from "./gen/novation/vector/v1/vector";

let buffer: usize = 0;

export function nv_buffer(size: i32): usize {
  return (buffer = makeBuffer(size));
}

/** Rules that do what the command says. */
export function nv_apply(length: i32): i64 {
  return apply<State, Command>(length, (call: Call, state: State, command: Command): Reasons | null => {
    const name = command.name.toString(), large = decimal("99999999999999999999999999999999999999");
    if (name == "facts") {
      const table = call.reference("table"), none = call.reference("tabl");
      state.text = text(`${call.isNew} ${call.time} ${call.actor} ${call.parties.length} ${call.isParty(call.actor)} `)
        .plus(`${call.sequence} ${call.seed.length} ${call.seed[31]} ${table ? table.asText() : text("?")} ${!none}`);
      call.issue("kind", 7, decimal("1.50"));
      call.issue("kind", "", text("s"));
      call.finish();
      return null;
    }
    state.flag = name != "nothing";
    if (name == "empty") return new Reasons();
    if (name == "no code") return reject("", "f", "why");
    if (name == "no kind") call.issue("", "n", "s");
    if (name == "enum") state.color = <Color>7;
    if (name == "overflow") state.lots = large + large;
    if (name == "two failures") state.lots = (large + large).quo(NONE, 0, Mode.Exact);
    if (name == "overflow, rejected") return reject("code", "", (large + large).toText());
    if (name == "overflow, handled") {
      state.lots = large + large;
      if (failed()) state.lots = large;
    }
    if (name == "both") {
      call.finish();
      return reject("a", "b", "c");
    }
    if (name == "trap") unreachable();
    return null;
  });
}

export function nv_up(length: i32): i64 {
  return convert<Command, State>(length, (from: Command, to: State): Reasons | null => {
    to.text = from.name;
    return from.name == text("no") ? reject("lost", "name", "it is lost") : null;
  });
}

export function nv_check(length: i32): i64 {
  return check<State>(length, (state: State): Reasons | null => {
    const reasons = new Reasons();
    if (state.flag) reasons.add("flag", "flag", "it is set");
    if (state.i32 < 0) reasons.add("below", "i32", state.i32);
    return reasons;
  });
}

function answer(well: bool, p: usize, n: usize): i64 {
  const out = heap.alloc(n + 1);
  store<u8>(out, <u8>well);
  memory.copy(out + 1, p, n);
  return <i64>((<u64>out << 32) | <u64>(n + 1));
}

function say(well: bool, what: Text): i64 {
  const p = changetype<usize>(what);
  return answer(well, p + prefixAt(p), <usize>what.length);
}

/** Decodes a message and encodes it again, unless fault says what is wrong with it. */
function again<M>(m: M, length: i32, fault: (m: M) => string): i64 {
  if (!decodeAt(m, buffer, <usize>length)) return say(false, text(faultText()));
  const why = fault(m);
  if (why.length > 0) return say(false, text(why));
  return written(m);
}

function written<M>(m: M): i64 {
  const bytes = encode(m);
  return bytes ? answer(true, bytes.pointer, <usize>bytes.length) : say(false, text(writeFault()));
}

export function state(length: i32): i64 {
  return again(new State(), length, (_: State): string => "");
}

export function request(length: i32): i64 {
  return again(new Request(), length, (r: Request): string => r.fault());
}

export function reply(length: i32): i64 {
  return again(new Reply(), length, (r: Reply): string => r.fault(true));
}

/** An operation on decimals: its name, a, b, scale and mode in lines. */
export function arithmetic(length: i32): i64 {
  const lines = String.UTF8.decodeUnsafe(buffer, <usize>length).split("\n");
  const op = lines[0], scale = <i32>parseInt(lines[3]), mode = <Mode>(<i32>parseInt(lines[4]));
  takeFailure();
  if (op == "parse") return calculated(Decimal.parse(text(lines[1]), scale));
  const a = decimal(lines[1]), b = lines[2].length > 0 ? decimal(lines[2]) : decimal("0");
  if (op == "neg") return calculated(-a);
  if (op == "add") return calculated(a + b);
  if (op == "sub") return calculated(a - b);
  if (op == "mul") return calculated(a.mul(b, scale, mode));
  if (op == "quo") return calculated(a.quo(b, scale, mode));
  if (op == "round") return calculated(a.round(scale, mode));
  if (op == "cmp") {
    const c = a.cmp(b), agree = (a < b) == c < 0 && (a <= b) == c <= 0 && (a > b) == c > 0 && (a >= b) == c >= 0 && (a == b) == (c == 0) && (a != b) == (c != 0);
    return say(agree, text(c));
  }
  return say(false, text("no such operation"));
}

function calculated(d: Decimal): i64 {
  const failure = takeFailure();
  if (failure != Failure.None) {
    const names = ["", "syntax", "overflow", "inexact", "division by zero", "scale"];
    return say(!d.isSet, text(names[failure]));
  }
  return say(d.isSet, d.toText());
}

/** Messages that are put together by the names of their fields. */
export function built(which: i32): i64 {
  const m = new State();
  switch (which) {
    case 0: { // one of every kind
      m.i32 = -5;
      m.i64 = i64.MIN_VALUE;
      m.u32 = u32.MAX_VALUE;
      m.u64 = u64.MAX_VALUE;
      m.flag = true;
      m.text = text("Brent é 油 🛢");
      m.data = text("abc").bytes();
      m.color = Color.Below;
      const price = new Price();
      price.amount = decimal("80.5"); // one zero is added
      price.currency = text("USD");
      m.price = price;
      m.numbers.push(0);
      m.numbers.push(-1);
      m.texts.push(text(""));
      m.texts.push(text("x".repeat(200)));
      m.prices.push(price);
      m.colors.push(Color.Red);
      m.flags.push(true);
      m.flags.push(false);
      m.blobs.push(text("").bytes());
      m.amount = decimal("-1234567890123456789012345678901234.50");
      m.lots = decimal("7");
      m.amounts.push(decimal("0.001"));
      const formula = new Formula();
      formula.differential = decimal("1.5000"); // one zero is taken away
      m.formula = formula;
      const child = new State();
      child.text = text("y".repeat(300));
      m.child = child;
      m.small.push(-1);
      m.u32s.push(128);
      m.last = 1;
      break;
    }
    case 1:
      m.color = <Color>7;
      break;
    case 2:
      m.colors.push(<Color>7);
      break;
    case 3:
      m.amount = decimal("1.005");
      break;
    case 4:
      m.amounts.push(changetype<Decimal>(0));
      break;
    case 5: {
      const child = new State();
      child.fixed = new Price();
      child.formula = new Formula();
      m.child = child;
      break;
    }
    case 6:
      for (let i = 0, at = m; i < 32; i++) {
        const child = new State();
        at.child = child;
        at = child;
      }
      break;
    case 7: {
      const price = new Price();
      price.amount = decimal("99999999999999999999999999999999999999");
      m.prices.push(new Price());
      m.prices.push(price);
      break;
    }
    case 8: { // a fault, and then none
      m.color = <Color>7;
      if (encode(m)) unreachable();
      m.color = Color.Red;
      break;
    }
    default:
      return say(true, text(nameColor(Color.Blue) + nameColor(3) + (isColor(200) ? "yes" : "no") + (isColor(199) ? "yes" : "no")));
  }
  return written(m);
}

/** What texts do, each a line; Go compares. */
export function texts(_: i32): i64 {
  const a = text("abc"), long = text("x".repeat(127)), longer = long.plus("y");
  const lone = String.fromCharCode(0xd800) + "a" + String.fromCharCode(0xdc00);
  const said = [
    a.plus("déf").plus(7).plus(decimal("1.50")).toString(),
    longer.length.toString(),
    (longer == long.plus(text("y"))).toString(),
    (longer == long).toString(),
    (text("") == text("")).toString(),
    (a < text("abd") && a <= a && text("b") > a && a >= text("ab") && !(a < a)).toString(),
    (a != text("abC")).toString(),
    text(lone).toString(),
    text("🛢").length.toString(),
    a.byteAt(1).toString(),
    (text("é").bytes() == text("é").bytes()).toString(),
    (NONE == decimal("0") || NONE != NONE || decimal("0") != decimal("0.00") || NONE < decimal("0")).toString(),
  ];
  return say(true, text(said.join("\n")));
}

/** What lists do. */
export function lists(_: i32): i64 {
  const list = new List<i32>();
  for (let i = 0; i < 10; i++) list.push(i);
  list.removeAt(0);
  list.removeAt(4);
  list.removeAt(7);
  list[0] = 100;
  const names = new List<Text>();
  names.push(text("a"));
  names.push(text("b"));
  let s = list.includes(8).toString() + list.indexOf(4).toString() + names.includes(text("b")).toString() + names.indexOf(text("c")).toString();
  list.append(list);
  for (let i = 0; i < list.length; i++) s += " " + list[i].toString();
  return say(true, text(s));
}

/** Traps: an index that is out of range, in several ways. */
export function outside(which: i32): i64 {
  const list = new List<i32>();
  list.push(1);
  switch (which) {
    case 0:
      return list[1];
    case 1:
      return list[-1];
    case 2:
      list[1] = 1;
      break;
    case 3:
      list.removeAt(1);
      break;
    case 4:
      return text("abc").byteAt(3);
    case 5:
      return decimal("1.").scale;
    case 6:
      return Decimal.of(1, 38).scale;
    case 7:
      list.removeAt(-1);
      break;
    case 8: // as a constant of a module that is being loaded would
      NONE.quo(NONE, 0, Mode.Exact);
      return nv_buffer(8);
    default:
      return list[0];
  }
  return 0;
}

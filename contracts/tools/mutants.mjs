// Shows that the tests can fail: breaks one line of the contracts at a time,
// in a copy, and expects the tests to notice. Exits with 1 when a broken
// contract passes. Takes about seven seconds for each; name some words of a
// mutant to run only those that have them.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "./paths.mjs";
import { run } from "./forge.mjs";

// what no longer holds, file, text (once in the file), replacement
const mutants = [
  ["a step is for the current epoch", "Book", "if (epoch != current)", "if (false)"],
  ["a draining book creates nothing", "Book", "state > last", "false"],
  ["a step starts from the recorded commitment", "Book", "if (previous != r.commitment)", "if (false)"],
  ["every party endorses", "Book", "if (given != parties)", "if (false)"],
  ["a party endorses once", "Book", "if (signer <= last)", "if (signer < last)"],
  ["an id follows from its parties and salt", "Book", "if (t.record != id)", "if (false)"],
  ["only a book of the line hands records over", "Book", "_requireSibling(msg.sender);", ""],
  ["a record that left does nothing", "Book", "_records[n.record].status = Status.NovatedOut;", ""],
  ["a record comes back further on only", "Book", "if (n.sequence <= r.sequence)", "if (false)"],
  ["an approval counts once", "Course", "if (stance == Stance.Approved) revert AlreadyApproved(changeHash, approver);", ""],
  ["a vote is the next one", "Course", "if (number != b.votes + 1)", "if (false)"],
  ["an activation needs the threshold", "Course", "if (p.approvals < needed)", "if (p.approvals + 1 < needed)"],
  ["an activation needs readiness", "Course", "if (p.vetted < p.change.readiness)", "if (false)"],
  ["who is required approves", "Course", "if (required >> i & 1 != 0 && !approved)", "if (false)"],
  ["a veto ends a change", "Course", "if (!mayEnd && ", "if ("],
  ["what is refused is not activated", "Course", "if (f.refused)", "if (false)"],
  ["what is prepared is refused, not ended", "Course", "if (prepared[p.change.line] == changeHash)", "if (false)"],
  ["an agreement ends by a rejection", "Course", "&& f.rejections == 0", ""],
  ["an agreement ends", "Course", "&& block.timestamp <= a.until", ""],
  ["a window closes before it opens again", "Course", "if (into > c.notAfter - c.notBefore)", "if (false)"],
  ["a delay keeps to the window", "Course", "if (until < p.change.notBefore ||", "if ("],
  ["a class needs all pods", "Course", "|| _class(policy) != 0 && c.readiness < count", ""],
  ["a pause holds", "Standing", "if (block.timestamp <= until)", "if (false)"],
  ["a pause has a limit", "Standing", "|| until > block.timestamp + _PAUSE", ""],
  ["a member pauses seldom", "Standing", "if (block.timestamp <= rests[member])", "if (false)"],
  ["a resolution is the next one", "Standing", "if (r.number != resolutions + 1)", "if (false)"],
  ["all members retire a book", "Standing", "r.kind == Kind.Retire ? _memberCount() : threshold", "threshold"],
  ["a book that a revert needs stays", "Consortium", "if (here.parentBook == book && block.timestamp <= here.revertUntil)", "if (false)"],
  ["a change starts from the active release", "Consortium", "if (c.parent != here.release)", "if (false)"],
  ["the code is the approved one", "Consortium", "|| codeHash != c.bookCodeHash", ""],
  ["the init call is the approved one", "Consortium", "if (initCallHash != c.initCallHash)", "if (false)"],
  ["the book obeys this consortium", "Consortium", "book.consortium() != address(this) ||", ""],
  ["a change is reverted once", "Consortium", "p.status = ChangeStatus.Reverted;", ""],
  ["a revert keeps to its window", "Consortium", "block.timestamp > here.revertUntil", "false"],
  ["a revert raises the epoch", "Consortium", "epoch = ++here.epoch;", "epoch = before == BookState.Draining ? ++here.epoch : here.epoch;"],
  ["a book does less after the next release", "Consortium", "_places[here.book].state = before;", "{}"],
  ["consent is gathered for the current member set and in time", "Course", "        _requireCurrent(p.change.memberEpoch, p.change.expiry);\n", ""],
  ["entries are in their places", "move/Migration", "if (Leaves.climb(level, first, count, siblings) != root)", "if (false)"],
  ["entries are written once, in order", "move/Migration", "if (first != s.cursor)", "if (false)"],
  ["entries are drained once, in order", "move/Migration", "if (first != s.drained)", "if (false)"],
  ["an entry is materialised once", "move/Migration", "if (_isSettled(s, entry.head))", "if (false)"],
  ["what was materialised is not drained", "move/Migration", "if (s.left != count - first)", "if (false)"],
  ["what was drained is settled", "move/Migration", "(s.drained != 0 && head <= _drainedTo)", "false"],
  ["a head between neighbours is absent", "move/Migration", "if (before == 1 && neighbours[0].head >= head)", "if (false)"],
  ["a head before its neighbour is absent", "move/Migration", "if (place != count && neighbours[before].head <= head)", "if (false)"],
  ["all attesters agree", "move/Migration", "            all = false;\n", ""],
  ["every attester confirms", "move/Migration", "if (confirmed[all[i]] == 0) return;", ""],
  ["only the authority activates", "move/Migration", "if (!_config.unattended) _requireAuthority();", ""],
  ["a source is frozen when a content is attested", "move/Migration", "_requireFrozen(_config.source);\n        _requireFrozen(_config.target);\n        bytes32 mine", "_requireFrozen(_config.target);\n        bytes32 mine"],
  ["half of a state is not read", "move/Migration", "|| _state.cursor == 0", "|| true"],
  ["the gate goes when all is written", "move/Migration", "if (s.left != 0) revert EntriesLeft(s.left);", ""],
  ["a source is restored when all is taken back", "move/Migration", "if (s.cursor != 0) revert EntriesLeft(s.cursor);", ""],
  ["heads ascend", "move/Leaves", "if (!ascends)", "if (false)"],
  ["entries are encoded in one way", "move/Leaves", "if (!right) revert NotCanonical();\n            if (!ascends)", "if (!ascends)"],
  ["all siblings count", "move/Leaves", "if (sibling != last)", "if (false)"],
  ["a leaf is not taken for a node", "move/Leaves", "            mstore8(spare, 1)\n", ""],
  ["a slot that changed is not written", "move/Stores", "if or(ruled, xor(found, before))", "if ruled"],
  ["entries do not choose the code", "move/Stores", "if or(ruled, xor(found, before))", "if xor(found, before)"],
  ["a proxy obeys its migration alone", "move/Guest", "if (msg.sender != _MIGRATION)", "if (false)"],
  ["a frozen proxy is handed on by the authority alone", "move/Guest", "msg.sender != IMigration(_MIGRATION).authority()", "false"],
  ["nothing is written while frozen", "move/StandIn", "if (ok ? !asked : out.length == 0)", "if (!ok && out.length == 0)"],
  ["ether is handed over for the migration alone", "move/Guest", "        _requireMigration();\n        IStandIn(to).novationTake", "        IStandIn(to).novationTake"],
  ["ether comes from the source alone", "move/Guest", "if (msg.sender != IMigration(_MIGRATION).source())", "if (false)"],
  ["ether goes where the state goes", "move/Migration", "        _pay(_config.source, _config.target);\n", ""],
  ["a movable contract asks who has it moved", "move/Movable", "        _authorizeMigration(migration);\n", ""],
  ["a movable contract takes ether from the source alone", "move/Movable", "migration == address(0) || msg.sender != IMigration(migration).source()", "false"],
  ["a gate lets nothing through that is not settled", "move/Gate", "if (!IMigration(_MIGRATION).settled(heads[i]))", "if (false)"],
  ["a gate runs nothing in its own storage", "move/Gate", "if (address(this) == _GATE)", "if (false)"],
  ["an argument has no bits that its type has not", "move/Gate", "if (_clean(key, value, 256 - _read(rules, at + 2, 2)) != value)", "if (false)"],
  ["a movable contract is frozen", "move/Movable", "if (s.migration != address(0) && !s.open)", "if (false)"],
  ["a deferred contract looks before it touches", "move/Deferred", "if (!IMigration(s.migration).settled(head))", "if (false)"],
  ["only approvers sign", "Members", "if (!isApprover(account))", "if (false)"],
  ["a signature is the approver's own", "Members", "!= account) revert WrongSignature", "== address(0)) revert WrongSignature"],
];

const test = ["test", "--no-match-contract", "Invariants|Gas", "--fail-fast"];
const quiet = (dir, args) => run(args, { cwd: dir, stdio: ["ignore", "pipe", "pipe"] });

const dir = mkdtempSync(join(tmpdir(), "mutants-"));
try {
  for (const part of ["src", "test"]) cpSync(join(root, part), join(dir, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(dir, "node_modules"));
  // Without the optimizer the compiler takes half the time and means the same.
  const config = readFileSync(join(root, "foundry.toml"), "utf8");
  writeFileSync(join(dir, "foundry.toml"), config.replace("optimizer = true", "optimizer = false"));
  if (quiet(dir, test).status !== 0) throw new Error("the tests do not pass as they are: run npm test");

  const words = process.argv.slice(2);
  let survivors = 0;
  for (const [what, file, text, replacement] of mutants.filter(([w]) => words.every((x) => w.includes(x)))) {
    const path = join(dir, "src", `${file}.sol`);
    const source = readFileSync(path, "utf8");
    if (source.split(text).length !== 2) throw new Error(`${file}.sol does not have this once: ${text}`);
    writeFileSync(path, source.replace(text, () => replacement));
    const built = quiet(dir, ["build"]);
    if (built.status !== 0) throw new Error(`the mutant does not compile: ${text}\n${built.stdout}${built.stderr}`);
    const survived = quiet(dir, test).status === 0;
    if (survived) survivors++;
    console.log(`${survived ? "SURVIVED" : "noticed "}  ${file}: not any more that ${what}`);
    writeFileSync(path, source);
  }
  process.exitCode = survivors ? 1 : 0;
} finally {
  rmSync(dir, { recursive: true });
}

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
  ["an approval counts once", "Consortium", "if (approvedBy[changeHash][approver])", "if (false)"],
  ["an activation needs the threshold", "Consortium", "if (p.approvals < threshold)", "if (p.approvals + 1 < threshold)"],
  ["an activation needs readiness", "Consortium", "if (p.vetted < c.readiness)", "if (false)"],
  ["a change starts from the active release", "Consortium", "if (c.parent != here.release)", "if (false)"],
  ["the code is the approved one", "Consortium", "|| codeHash != c.bookCodeHash", ""],
  ["the init call is the approved one", "Consortium", "if (initCallHash != c.initCallHash)", "if (false)"],
  ["the book obeys this consortium", "Consortium", "book.consortium() != address(this) ||", ""],
  ["a change is reverted once", "Consortium", "p.status = ChangeStatus.Reverted;", ""],
  ["a revert keeps to its window", "Consortium", "block.timestamp > here.revertUntil", "false"],
  ["a revert raises the epoch", "Consortium", "uint64 epoch = ++here.epoch;\n        if (here.book", "uint64 epoch = here.epoch;\n        if (here.book"],
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

// Measures how much of the contracts the unit and fuzz tests run, and exits
// with 1 when less than 95 % of the statements of a file in src. The invariant
// runs are left out: they would reach code without checking it closely.
import { run } from "./forge.mjs";

const least = 95;

const done = run(["coverage", "--report", "summary", "--no-match-contract", "Invariants|Gas"], {
  stdio: ["ignore", "pipe", "pipe"],
});
if (done.status !== 0) {
  console.error(done.stdout + done.stderr);
  throw new Error("the tests do not pass, so coverage says nothing");
}

// Rows read: | src/Book.sol | 100.00% (81/81) | 100.00% (106/106) | ...
const row = /^\|\s*(src\/\S+\.sol)\s*\|[^|]*\|\s*[\d.]+%\s*\((\d+)\/(\d+)\)/gm;
const files = [...done.stdout.matchAll(row)].map(([, file, ran, all]) => ({ file, share: (100 * ran) / all, ran, all }));
for (const wanted of ["src/Book.sol", "src/Consortium.sol", "src/Course.sol", "src/Members.sol", "src/Standing.sol"]) {
  if (!files.some(({ file }) => file === wanted)) throw new Error(`the report does not mention ${wanted}`);
}
for (const { file, share, ran, all } of files) {
  const verdict = share < least ? `less than ${least} %` : "ok";
  console.log(`${file}: ${share.toFixed(2)} % of statements (${ran} of ${all}), ${verdict}`);
  if (share < least) process.exitCode = 1;
}

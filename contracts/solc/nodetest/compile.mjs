// Compiles with npm's solc, for as long as it is asked to: a line with the file of
// an input and the file for its output, and an answer in one line of JSON.
//
//   node compile.mjs FOLDER-OF-SOLC
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { resolve } from "node:path";

const solc = createRequire(import.meta.url)(resolve(process.argv[2]));
const say = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");

say({ version: solc.version() });
for await (const line of createInterface({ input: process.stdin })) {
  const [input, output] = line.split("\t");
  const text = readFileSync(input, "utf8");
  try {
    const began = process.hrtime.bigint();
    const result = solc.lowlevel.compileStandard(text);
    const nanoseconds = Number(process.hrtime.bigint() - began);
    writeFileSync(output, result);
    say({ nanoseconds, peak: process.resourceUsage().maxRSS * 1024 });
  } catch (error) {
    say({ error: String(error) });
  }
}

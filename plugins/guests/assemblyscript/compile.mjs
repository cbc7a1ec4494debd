// Compiles rules: node compile.mjs COMPILER OUT FLAG...
//
// COMPILER is the compiler's module and OUT the file to write; sources are read
// from the working directory. The names of the sources that were read are
// printed, one a line: from them the bill of materials is made. What asc would
// read beside them, its asconfig.json, is not read, since it could change the
// bytes.

import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [compiler, out, ...flags] = process.argv.slice(2);
const asc = await import(pathToFileURL(compiler));
const read = new Set();

const { error, stderr } = await asc.main(["index.ts", "--outFile", "rules.wasm", ...flags], {
  async readFile(name, base) {
    if (!name.endsWith(".ts") && !name.endsWith("package.json")) return null;
    try {
      const text = await readFile(resolve(base, name), "utf8");
      read.add(name);
      return text;
    } catch {
      return null; // asc looks in several places
    }
  },
  writeFile: (_, content) => writeFile(out, content),
});
const said = stderr.toString();
if (said) process.stderr.write(said);
if (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} else {
  for (const name of [...read].sort()) console.log(name);
}

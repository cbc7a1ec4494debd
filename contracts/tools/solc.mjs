#!/usr/bin/env node
// Stands in for the solc command, so that forge works without a download: it
// answers --version, and --standard-json from standard input with the pinned
// compiler. forge puts every source into its request; paths need no reading.
import { readFileSync } from "node:fs";

import { solc } from "./compiler.mjs";

const args = process.argv.slice(2);
if (args.includes("--version")) {
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}`);
} else if (args.includes("--standard-json")) {
  const missing = (path) => ({ error: `${path} is not part of the request` });
  process.stdout.write(solc.compile(readFileSync(0, "utf8"), { import: missing }));
} else {
  console.error("solc.mjs answers --version and --standard-json only");
  process.exitCode = 2;
}

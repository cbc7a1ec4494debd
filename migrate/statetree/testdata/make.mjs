// Writes what the compiler makes of Kinds.sol, for the tests. Run it with
//
//   node make.mjs
//
// solc is the one of contracts/package.json.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { solc } from "../../../contracts/tools/compiler.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const code = ["object", "linkReferences"];
const selection = ["abi", "metadata", "storageLayout", "transientStorageLayout", ...code.map((c) => `evm.bytecode.${c}`), ...code.map((c) => `evm.deployedBytecode.${c}`), "evm.deployedBytecode.immutableReferences"];
const input = {
  language: "Solidity",
  sources: { "Kinds.sol": { content: readFileSync(join(here, "Kinds.sol"), "utf8") } },
  settings: { evmVersion: "prague", optimizer: { enabled: true, runs: 1 }, outputSelection: { "*": { "*": selection, "": ["ast"] } } },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
const wrong = (output.errors ?? []).filter((e) => e.severity === "error");
if (wrong.length) throw new Error(wrong.map((e) => e.formattedMessage).join("\n"));
delete output.errors;
writeFileSync(join(here, "kinds.json.gz"), gzipSync(JSON.stringify({ input, output }), { level: 9 }));

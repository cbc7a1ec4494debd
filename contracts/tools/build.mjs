// Writes the committed artefacts from src, or with --check compares them and
// exits with 1 when they are not what the sources give.
//
// An artefact is canonical JSON: keys sorted, two spaces, one line feed at the
// end. The same sources give the same bytes on every machine.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { compile, root, settings, solc } from "./compiler.mjs";

const contracts = ["Book", "Consortium"];

function artefact(name) {
  const source = `src/${name}.sol`;
  const { contract, sources } = compile(source, name, [
    "abi",
    "evm.bytecode.object",
    "evm.bytecode.linkReferences",
    "evm.deployedBytecode.object",
    "evm.deployedBytecode.immutableReferences",
    "storageLayout",
  ]);
  const { bytecode, deployedBytecode } = contract.evm;
  if (Object.keys(bytecode.linkReferences).length || Object.keys(deployedBytecode.immutableReferences ?? {}).length) {
    throw new Error(`${name} has libraries or immutables, so deployed code would differ from the artefact`);
  }
  return {
    format: 1,
    name,
    source,
    language: "Solidity",
    compiler: solc.version(),
    settings,
    sources,
    abi: contract.abi,
    creation: "0x" + bytecode.object,
    runtime: "0x" + deployedBytecode.object,
    storageLayout: contract.storageLayout,
  };
}

/** JSON with the keys of every object sorted. */
function canonical(value) {
  const sorted = (_, v) =>
    v && typeof v === "object" && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v;
  return JSON.stringify(value, sorted, 2) + "\n";
}

const check = process.argv.includes("--check");
let different = 0;
mkdirSync(join(root, "artifacts"), { recursive: true });
for (const name of contracts) {
  const file = join(root, "artifacts", `${name}.json`);
  const want = canonical(artefact(name));
  if (!check) {
    writeFileSync(file, want);
    console.log(`wrote artifacts/${name}.json`);
  } else if (!existsSync(file) || readFileSync(file, "utf8") !== want) {
    different++;
    console.error(`artifacts/${name}.json is not what src gives: run npm run build, then commit it`);
  } else {
    console.log(`artifacts/${name}.json is what src gives`);
  }
}
process.exitCode = different ? 1 : 0;

// Writes what compilers make of src, in many variants, for the tests. Run it with
//
//   node make.mjs OLD
//
// OLD is a folder with solc5@npm:solc@0.5.17 and solc4@npm:solc@0.4.26 installed;
// solc 0.8.34 and the contracts of OpenZeppelin are those of
// contracts/package.json.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { root, solc } from "../../tools/compiler.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const text = (name) => readFileSync(join(here, "src", name), "utf8");

function save(name, value) {
  writeFileSync(join(here, `${name}.json.gz`), gzipSync(JSON.stringify(value), { level: 9 }));
}

const code = ["object", "linkReferences"];
const outputs = ["abi", "metadata", "storageLayout", ...code.map((c) => `evm.bytecode.${c}`), ...code.map((c) => `evm.deployedBytecode.${c}`), "evm.deployedBytecode.immutableReferences"];

function build(sources, settings, { compile = (i) => solc.compile(i), ast = true, selection = outputs } = {}) {
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([name, content]) => [name, { content }])),
    settings: { ...settings, outputSelection: { "*": { "*": selection, "": ast ? ["ast"] : [] } } },
  };
  const output = JSON.parse(compile(JSON.stringify(input)));
  const wrong = (output.errors ?? []).filter((e) => e.severity === "error");
  if (wrong.length) throw new Error(wrong.map((e) => e.formattedMessage).join("\n"));
  delete output.errors;
  return { input, output };
}

const sources = Object.fromEntries(["Sums", "Vault", "Factory"].map((n) => [`src/${n}.sol`, text(`${n}.sol`)]));
// The same, but for a comment.
const commented = Object.fromEntries(Object.entries(sources).map(([name, s]) => [name, s + "// The same code.\n"]));
const base = { evmVersion: "prague", optimizer: { enabled: true, runs: 200 } };

for (const [pipeline, viaIR] of [["legacy", false], ["ir", true]]) {
  const settings = { ...base, viaIR };
  save(`${pipeline}-ipfs`, build(sources, settings));
  save(`${pipeline}-comment`, build(commented, settings, { ast: false }));
  for (const [name, metadata] of Object.entries({ none: { bytecodeHash: "none" }, bzzr1: { bytecodeHash: "bzzr1" }, bare: { appendCBOR: false, bytecodeHash: "none" } })) {
    save(`${pipeline}-${name}`, build(sources, { ...settings, metadata }, { ast: name === "bare" }));
  }
}

// Proxies import what is not under src.
const all = { "src/Proxies.sol": text("Proxies.sol") };
for (const queue = Object.keys(all); queue.length; ) {
  const name = queue.pop();
  for (const [, path] of all[name].matchAll(/import .*?"(.+?)";/g)) {
    const found = path.startsWith(".") ? join(dirname(name), path) : path;
    if (!all[found]) queue.push(found), (all[found] = readFileSync(join(root, "node_modules", found), "utf8"));
  }
}
const { input, output } = build(all, base, { ast: false, selection: outputs.filter((o) => o !== "storageLayout") });
const kept = ["Target", "Cloner", "ERC1967Proxy", "BeaconProxy", "UpgradeableBeacon", "TransparentUpgradeableProxy", "ProxyAdmin"];
for (const contracts of Object.values(output.contracts)) {
  for (const name of Object.keys(contracts)) if (!kept.includes(name)) delete contracts[name];
}
save("proxies", { input, output });

const old = process.argv[2];
if (old && existsSync(old)) {
  const require = createRequire(join(old, "package.json"));
  for (const [name, version] of [["solc5", "0.5.17"], ["solc4", "0.4.26"]]) {
    const compiler = require(name);
    const compile = compiler.compileStandardWrapper ?? compiler.compile;
    const selection = outputs.filter((o) => o !== "storageLayout" && !o.includes("immutable"));
    const source = text("Old.sol").replace("0.5.17", version);
    for (const [variant, tail] of [["", ""], ["-comment", "// The same code.\n"]]) {
      save(name + variant, build({ "src/Old.sol": source + tail }, {}, { compile: (i) => compile(i), selection }));
    }
  }
}

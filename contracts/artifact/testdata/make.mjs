// Writes the files of toolchains that the tests read. Run it with
//
//   node make.mjs HARDHAT2 HARDHAT3 OLD NODE22
//
// HARDHAT2 and HARDHAT3 are folders in which "npm install -E hardhat@2.29.1
// solc@0.8.34" and "npm install -E hardhat@3.18.0 solc@0.8.34" were run (the
// second with npm 11, and "type": "module" in its package.json). OLD is one with
// solc4@npm:solc@0.4.26, solc5@npm:solc@0.5.17 and solc82@npm:solc@0.8.2.
// NODE22 is a node of version 22, which Hardhat 3 needs. forge and solc 0.8.34
// are those of contracts/package.json.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { solc } from "../../tools/compiler.mjs";
import { run as forge } from "../../tools/forge.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [hardhat2, hardhat3, old, node22] = process.argv.slice(2);
const project = join(here, "project");
const settings = { evmVersion: "prague", optimizer: { enabled: true, runs: 200 } };

function write(path, data) {
  const file = join(here, path + ".gz");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, gzipSync(data, { level: 9 }));
}

/** Copies the JSON files below a folder, packed. */
function keep(from, to) {
  rmSync(join(here, to), { recursive: true, force: true });
  for (const e of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const file = join(e.parentPath ?? e.path, e.name);
    if (e.isFile() && e.name.endsWith(".json")) write(join(to, relative(from, file)), readFileSync(file));
  }
}

function run(command, args, cwd) {
  const done = spawnSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" } });
  if (done.status !== 0) throw new Error(`${command} ${args.join(" ")}: ${done.stdout}${done.stderr}`);
}

function foundry() {
  const cwd = mkdtempSync(join(tmpdir(), "fixture-"));
  cpSync(join(project, "src"), join(cwd, "src"), { recursive: true });
  cpSync(join(project, "packages"), join(cwd, "node_modules"), { recursive: true });
  writeFileSync(join(cwd, "foundry.toml"), `[profile.default]
libs = ["node_modules"]
remappings = ["@acme/=node_modules/@acme/"]
auto_detect_remappings = false
evm_version = "prague"
optimizer = true
optimizer_runs = 200
offline = true
`);
  for (const [to, ...args] of [
    ["foundry/plain"],
    ["foundry/extra", "--ast", "--extra-output", "storageLayout"],
    ["foundry/full", "--build-info", "--extra-output", "storageLayout"],
  ]) {
    rmSync(join(cwd, "out"), { recursive: true, force: true });
    const done = forge(["build", "--force", ...args], { cwd, stdio: "pipe" });
    if (done.status !== 0) throw new Error(done.stdout + done.stderr);
    keep(join(cwd, "out"), to);
  }
  const infos = join(cwd, "out", "build-info");
  const info = JSON.parse(readFileSync(join(infos, readdirSync(infos)[0])));
  rmSync(cwd, { recursive: true });
  return info.input;
}

/** The same input as Foundry's, without Foundry. */
function standard(input) {
  const outputs = ["abi", "metadata", "storageLayout", "evm.bytecode.object", "evm.bytecode.linkReferences", "evm.deployedBytecode.object", "evm.deployedBytecode.linkReferences", "evm.deployedBytecode.immutableReferences"];
  const given = {
    language: "Solidity",
    sources: input.sources,
    settings: { ...input.settings, outputSelection: { "*": { "*": outputs, "": ["ast"] } } },
  };
  const output = solc.compile(JSON.stringify(given));
  write("solc/input.json", JSON.stringify(given));
  write("solc/output.json", output);
  write("pair.json", JSON.stringify({ input: given, output: JSON.parse(output) }));
  given.sources["src/Base.sol"].content += "contract Broken { uint256 x = true; }\n";
  write("broken.json", solc.compile(JSON.stringify(given)));
}

function hardhat(dir, config, node, cli, to) {
  for (const folder of ["contracts", "artifacts", "cache"]) rmSync(join(dir, folder), { recursive: true, force: true });
  cpSync(join(project, "src"), join(dir, "contracts"), { recursive: true });
  cpSync(join(project, "packages"), join(dir, "node_modules"), { recursive: true });
  writeFileSync(join(dir, "hardhat.config.js"), config);
  run(node, [join(dir, "node_modules", "hardhat", cli), "compile"], dir);
  keep(join(dir, "artifacts"), to);
}

const more = { ...settings, outputSelection: { "*": { "*": ["storageLayout", "metadata"] } } };
const two = `const { subtask } = require("hardhat/config");
const { TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD } = require("hardhat/builtin-tasks/task-names");
subtask(TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD, async () => ({
  compilerPath: require.resolve("solc/soljson.js"), isSolcJs: true, version: "0.8.34", longVersion: "0.8.34+commit.80d5c536",
}));
module.exports = { solidity: { version: "0.8.34", settings: ${JSON.stringify(more)} } };
`;
const three = `import { createRequire } from "node:module";
const path = createRequire(import.meta.url).resolve("solc/soljson.js");
export default { solidity: { profiles: { default: { version: "0.8.34", path, preferWasm: true, settings: ${JSON.stringify(more)} } } } };
`;

/** Compilers that write placeholders, syntax trees and metadata in other ways. */
function others() {
  const require = createRequire(join(old, "package.json"));
  const source = readFileSync(join(here, "old", "Old.sol"), "utf8");
  for (const name of ["solc4", "solc5", "solc82"]) {
    const compiler = require(name);
    const input = {
      language: "Solidity",
      sources: { "old/Old.sol": { content: source } },
      settings: { outputSelection: { "*": { "*": ["abi", "metadata", "storageLayout", "evm.bytecode", "evm.deployedBytecode"], "": ["ast"] } } },
    };
    if (name === "solc4") input.settings.outputSelection["*"]["*"].splice(2, 1);
    if (name === "solc5") input.settings.outputSelection["*"]["*"].push("storageLayout");
    const compile = compiler.lowlevel?.compileStandard ?? compiler.compileStandardWrapper ?? compiler.compile;
    const output = JSON.parse(compile(JSON.stringify(input)));
    for (const contracts of Object.values(output.contracts)) {
      for (const { evm } of Object.values(contracts)) {
        for (const part of [evm.bytecode, evm.deployedBytecode]) {
          for (const drop of ["opcodes", "sourceMap", "generatedSources", "functionDebugData"]) delete part[drop];
        }
      }
    }
    write(`old/${name}.json`, JSON.stringify({ input, output }));
  }
}

standard(foundry());
if (hardhat2) hardhat(hardhat2, two, process.execPath, "internal/cli/bootstrap.js", "hardhat2/artifacts");
if (hardhat3) hardhat(hardhat3, three, node22, "dist/src/cli.js", "hardhat3/artifacts");
if (old && existsSync(old)) others();

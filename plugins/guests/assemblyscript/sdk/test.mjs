// Runs the tests of rules in Node.js: node novation/test.mjs [folder]
//
// The files *.test.ts are compiled with the rules, by the same compiler and
// runtime as the module of a release but with assertions and names, and every
// test gets a fresh instance, as every call on a pod does.

import { existsSync, realpathSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2] ?? ".");

/** A folder and those above it. */
function* upward(path) {
  for (; ; path = dirname(path)) {
    yield path;
    if (path === dirname(path)) return;
  }
}

/** Loads the compiler of the project, or the one that NOVATION_ASC names. */
async function compiler() {
  const named = process.env.NOVATION_ASC;
  const places = [...upward(folder)].map((at) => join(at, "node_modules", "assemblyscript"));
  if (named) places.push(...upward(realpathSync(named)));
  for (const place of places) {
    const file = join(place, "dist", "asc.js");
    if (existsSync(file)) return await import(pathToFileURL(file));
  }
  throw new Error(`there is no AssemblyScript compiler: run npm ci in ${folder}`);
}

async function compile(asc, file) {
  const out = await mkdtemp(join(tmpdir(), "novation-test-"));
  try {
    const wasm = relative(folder, join(out, "test.wasm"));
    const { error, stderr } = await asc.main(
      [file, "--outFile", wasm, "--debug", "--runtime", "stub", "--memoryBase", "64", "--exportStart", "_initialize"],
      { readFile: (name) => (name === "asconfig.json" ? null : readFile(resolve(folder, name), "utf8").catch(() => null)) },
    );
    if (error) throw new Error(`compiling ${file}: ${error.message}\n${stderr}`);
    return await WebAssembly.compile(await readFile(join(out, "test.wasm")));
  } finally {
    await rm(out, { recursive: true });
  }
}

/** Makes an instance and lists the tests that it declares and what fails in it. */
function instantiate(module) {
  const names = [], failures = [];
  let memory;
  const string = (p) => new TextDecoder("utf-16le").decode(new Uint8Array(memory.buffer, p, new Uint32Array(memory.buffer, p - 4)[0]));
  const imports = {
    test: { declare: (p) => names.push(string(p)), fail: (p) => failures.push(string(p)) },
    env: { abort: (message, file, line) => failures.push(`${message ? string(message) : "aborted"} (${file ? string(file) : "?"}:${line})`) },
  };
  const instance = new WebAssembly.Instance(module, imports);
  memory = instance.exports.memory;
  instance.exports._initialize();
  return { names, failures, run: instance.exports.runTest };
}

let failed = 0, count = 0;
process.chdir(folder);
const asc = await compiler();
const files = (await readdir(folder, { recursive: true })).filter((f) => f.endsWith(".test.ts") && !/(^|[\\/])node_modules[\\/]/.test(f)).sort();
for (const file of files) {
  const module = await compile(asc, file);
  for (const [i, name] of instantiate(module).names.entries()) {
    const { failures, run } = instantiate(module);
    try {
      run(i);
    } catch (error) {
      if (failures.length === 0) failures.push(error.stack);
    }
    count++;
    if (failures.length > 0) failed++;
    console.log(`${failures.length > 0 ? "FAIL" : "ok  "}  ${file}: ${name}`);
    for (const f of failures) console.log(`      ${f}`);
  }
}
console.log(`${count} tests, ${failed} failed`);
process.exitCode = failed > 0 || count === 0 ? 1 : 0;

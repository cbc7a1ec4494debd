// Compiles for the tests of contracts/layout, which compare what they work out
// with what the compiler reports.
//
//   node compile.mjs SOLC [FOLDER...]
//
// SOLC is the folder of an npm package solc. It reads one JSON value per line,
// {"sources": {NAME: TEXT}}, and writes one: {"version", "texts", "output",
// "dropped"}. Imports that are not among the sources are looked up in FOLDERs.
// A source that the compiler refuses is dropped, with its first error, and the
// others are compiled without it.
import { readFileSync, existsSync, realpathSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [solcFolder, ...folders] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const solc = require(realpathSync(solcFolder));
const version = solc.version().split('+')[0];
const minor = Number(version.split('.')[2]);
const outputs = ['storageLayout'];
if (version.startsWith('0.8.') && minor >= 28) outputs.push('transientStorageLayout');
process.removeAllListeners('uncaughtException');
process.removeAllListeners('unhandledRejection');

function compile(given) {
  const dropped = {};
  for (;;) {
    const texts = {};
    const sources = {};
    for (const [name, content] of Object.entries(given)) {
      if (!(name in dropped)) sources[name] = { content: (texts[name] = content) };
    }
    const read = name => {
      for (const f of folders) {
        const path = join(f, name);
        if (existsSync(path)) return { contents: (texts[name] = readFileSync(path, 'utf8')) };
      }
      return { error: 'not found' };
    };
    if (Object.keys(sources).length === 0) return { version, texts, dropped, output: { sources: {}, contracts: {} } };
    const input = {
      language: 'Solidity',
      sources,
      settings: { outputSelection: { '*': { '*': outputs, '': ['ast'] } } },
    };
    const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read }));
    const errors = (output.errors || []).filter(e => e.severity === 'error');
    const before = Object.keys(dropped).length;
    for (const e of errors) {
      for (const at of [e.sourceLocation, ...(e.secondarySourceLocations || [])]) {
        if (at && at.file in sources) dropped[at.file] ??= e.formattedMessage;
      }
    }
    if (errors.length > 0 && Object.keys(dropped).length === before) {
      // The error is in what was imported: drop who imports it.
      for (const e of errors) {
        const file = e.sourceLocation && e.sourceLocation.file;
        const base = file && file.split('/').pop();
        for (const name of Object.keys(sources)) {
          if (!base || sources[name].content.includes(base)) dropped[name] ??= e.formattedMessage;
        }
      }
      if (Object.keys(dropped).length === before) throw new Error(errors[0].formattedMessage);
    }
    if (errors.length === 0) {
      for (const c of Object.values(output.contracts || {})) for (const o of Object.values(c)) delete o.evm;
      return { version, texts, dropped, output: { sources: output.sources || {}, contracts: output.contracts || {} } };
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(compile(JSON.parse(line).sources)) + '\n');
}

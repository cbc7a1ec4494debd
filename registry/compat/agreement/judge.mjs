// What OpenZeppelin's upgrades-core says about pairs of contracts.
//
//	node judge.mjs QUESTION.json ANSWER.json
//
// The question is {"runs": [{"solc", "input", "pairs", "skipBad", "all"}]}. Solc
// is "solc" or the path of a soljson.js, input is standard JSON without
// settings. A pair names two contracts of its run: {"name", "old", "new",
// "allow", "kind"}; "oldRun" is the index of the run of the old one when that is
// another. With "skipBad" what does not compile is left out, with "all" the
// pairs are all contracts that the run shares with the one before it. With
// "noCode" no code is made, so that nothing is said about linked libraries.
//
// The answer is the runs, one on each line, with the compilers' outputs, and "theirs" in every
// pair. There are two answers about storage. "cli" is that of the command line,
// which does not know the slots of namespaces. "plugin" is that of the plugins,
// which compile a second time to learn them.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { posix } from 'node:path';
import * as core from '@openzeppelin/upgrades-core';

const require = createRequire(import.meta.url);
const wrapper = require('solc/wrapper');
// Contracts that cannot be deployed have a layout, too: these two are not part
// of what the package exports.
const { unfoldStorageLayout, inferUUPS, getErrors } = require('@openzeppelin/upgrades-core/dist/validate/query.js');

core.silenceWarnings();
const write = process.stderr.write.bind(process.stderr);
process.stderr.write = (s, ...rest) => /(Note|Warning): |unsafe flags/.test(s) || write(s, ...rest);

const selection = {
  '*': {
    '': ['ast'],
    '*': ['abi', 'storageLayout', 'transientStorageLayout', 'evm.bytecode.object', 'evm.bytecode.linkReferences'],
  },
};

const withoutCode = { '*': { '': ['ast'], '*': ['abi', 'storageLayout', 'transientStorageLayout'] } };

const compilers = new Map();

// A compiler that has failed on one input may fail on the next one, too, so that
// every input gets a new one where that is possible.
function load(name) {
  if (name === 'solc') return require(name);
  delete require.cache[require.resolve(name)];
  return wrapper(require(name));
}

function compile(name, input) {
  const solc = load(name);
  compilers.set(name, solc.version());
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  const errors = (output.errors ?? []).filter(e => e.severity === 'error');
  delete output.errors;
  return { output, errors };
}

const version = name => compilers.get(name).replace(/\+.*/, '');

// A validation of one run, and of the contracts that it can be asked about.
function validate(run, namespaced) {
  return core.validate(run.output, core.solcInputOutputDecoder(run.input, run.output), version(run.solc), run.input, namespaced);
}

async function secondOutput(run) {
  if (!Object.values(run.input.sources).some(s => s.content.includes('@custom:storage-location'))) return undefined;
  let input = core.makeNamespacedInput(run.input, run.output, version(run.solc));
  const { output, errors } = compile(run.solc, input);
  if (errors.length > 0) return { failed: errors[0].formattedMessage };
  return output;
}

// Takes files out of a run, and what imports them.
function drop(run, bad) {
  const { sources } = run.input;
  for (let more = true; more; ) {
    more = false;
    for (const [name, { content }] of Object.entries(sources)) {
      if (!bad.has(name) && imports(name, content).some(i => bad.has(i))) {
        bad.add(name);
        more = true;
      }
    }
  }
  for (const name of bad) delete sources[name];
  const here = ref => sources[ref.slice(0, ref.lastIndexOf(':'))];
  run.pairs = run.pairs?.filter(p => here(p.old) && here(p.new));
}

function imports(from, content) {
  const code = content.replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
  return [...code.matchAll(/\bimport\b[^;]*?["']([^"']+)["']/g)].map(([, to]) =>
    to.startsWith('.') ? posix.join(posix.dirname(from), to) : to,
  );
}

// Gives every contract that can be deployed a stand-in for its code: to make
// the code of a large package takes longer than everything else.
function standIn(output) {
  let n = 0;
  for (const { ast } of Object.values(output.sources)) {
    for (const c of ast.nodes.filter(c => c.nodeType === 'ContractDefinition')) {
      const deployable = c.contractKind !== 'interface' && !c.abstract && c.fullyImplemented !== false;
      const object = deployable ? `60${(++n).toString(16).padStart(8, '0')}00`.repeat(3) : '';
      output.contracts[ast.absolutePath][c.name].evm = { bytecode: { object, linkReferences: {} } };
    }
  }
}

async function prepare(run) {
  run.input.language ??= 'Solidity';
  run.input.settings = { ...run.input.settings, outputSelection: run.noCode ? withoutCode : selection };
  let { output, errors } = compile(run.solc, run.input);
  while (run.skipBad && errors.length > 0) {
    const bad = errors.flatMap(e => e.sourceLocation?.file ?? []);
    if (bad.length > 0) drop(run, new Set(bad));
    else if (!run.input.settings.optimizer) run.input.settings.optimizer = { enabled: true }; // "stack too deep" has no place
    else break;
    ({ output, errors } = compile(run.solc, run.input));
  }
  if (errors.length > 0) throw new Error(errors.map(e => e.formattedMessage).join('\n'));
  run.output = output;
  if (run.noCode) standIn(output);
  run.version = compilers.get(run.solc);
  const data = {};
  try {
    data.cli = validate(run, undefined);
    try {
      const second = await secondOutput(run);
      data.plugin = second?.failed ? data.cli : second === undefined ? data.cli : validate(run, second);
      if (second?.failed) data.pluginFailed = second.failed;
    } catch (e) {
      data.pluginFailed = e.message;
    }
  } catch (e) {
    data.failed = e.message;
  }
  return data;
}

function storage(before, after, pair, mode) {
  const old = before[mode] ?? before.cli;
  const next = after[mode] ?? after.cli;
  const opts = core.withValidationDefaults(options(pair));
  try {
    const report = core.getStorageUpgradeReport(unfoldStorageLayout(old, pair.old), unfoldStorageLayout(next, pair.new), opts);
    return { verdict: report.ok ? 'compatible' : 'incompatible', kinds: report.ops.map(o => o.kind) };
  } catch (e) {
    return { verdict: 'error', message: e.message };
  }
}

function options(pair) {
  const opts = { unsafeAllow: [] };
  for (const a of pair.allow ?? []) {
    if (a === 'rename') opts.unsafeAllowRenames = true;
    else if (a === 'skip-storage-check') opts.unsafeSkipStorageCheck = true;
    else opts.unsafeAllow.push(a);
  }
  return opts;
}

function safety(before, after, pair) {
  const data = after.cli;
  const uups = inferUUPS(data, pair.new) || (before.cli[pair.old] && inferUUPS(before.cli, pair.old));
  const v = data[pair.new].version;
  if (v === undefined) return { verdict: 'abstract' };
  try {
    const errors = getErrors(data, v, { ...options(pair), kind: pair.kind ?? (uups ? 'uups' : 'transparent') });
    return { verdict: errors.length === 0 ? 'compatible' : 'incompatible', kinds: errors.map(e => e.kind) };
  } catch (e) {
    return { verdict: 'error', message: e.message };
  }
}

function judge(before, after, pair) {
  const failed = before.failed ?? after.failed;
  if (failed) {
    const error = { verdict: 'error', message: failed };
    return { cli: error, plugin: error, safety: error };
  }
  return {
    cli: storage(before, after, pair, 'cli'),
    plugin: storage(before, after, pair, 'plugin'),
    safety: safety(before, after, pair),
    ...(before.pluginFailed ?? after.pluginFailed ? { pluginFailed: before.pluginFailed ?? after.pluginFailed } : {}),
  };
}

// All contracts that two runs share.
function shared(before, after) {
  const refs = run =>
    Object.values(run.output.sources).flatMap(({ ast }) =>
      ast.nodes
        .filter(n => n.nodeType === 'ContractDefinition' && n.contractKind === 'contract')
        .map(n => `${ast.absolutePath}:${n.name}`),
    );
  const old = new Set(refs(before));
  return refs(after)
    .filter(ref => old.has(ref))
    .map(ref => ({ name: ref, old: ref, new: ref }));
}

const suite = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const prepared = [];
for (const run of suite.runs) prepared.push(await prepare(run));
for (const [i, run] of suite.runs.entries()) {
  if (run.all && i > 0) run.pairs = shared(suite.runs[i - 1], run).map(p => ({ ...p, oldRun: i - 1 }));
  for (const pair of run.pairs ?? []) pair.theirs = judge(prepared[pair.oldRun ?? i], prepared[i], pair);
}
writeFileSync(process.argv[3], '');
for (const run of suite.runs) appendFileSync(process.argv[3], `${JSON.stringify(run)}\n`);

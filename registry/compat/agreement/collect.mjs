// Makes the question for judge.mjs out of versions of published packages.
//
//	node collect.mjs SUITE FOLDER > QUESTION.json
//
// SUITE is a key of packages.json. Packages are fetched into FOLDER with
// "npm pack" and must have the integrity that packages.json gives; with
// "--pin" that is written instead.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const [, , name, folder, pin] = process.argv;
const file = new URL('packages.json', import.meta.url);
const all = JSON.parse(readFileSync(file, 'utf8'));
const suite = all.suites[name];

// fetch returns the folder of a package.
function fetch(spec) {
  const dir = join(folder, spec.replaceAll('/', '+'));
  if (!existsSync(join(dir, 'package'))) {
    const part = `${dir}.part`;
    mkdirSync(part, { recursive: true });
    const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--silent', '--json', '--pack-destination', part, spec], { encoding: 'utf8' }));
    const tarball = readFileSync(join(part, filename));
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    if (pin === '--pin') all.integrity[spec] = integrity;
    else if (all.integrity[spec] !== integrity) throw new Error(`${spec} has integrity ${integrity}, want ${all.integrity[spec]}`);
    execFileSync('tar', ['xzf', filename], { cwd: part });
    renameSync(part, dir);
  }
  return join(dir, 'package');
}

function* files(dir, under = '') {
  for (const e of readdirSync(join(dir, under), { withFileTypes: true })) {
    const path = posix.join(under, e.name);
    if (e.isDirectory() && e.name !== 'node_modules') yield* files(dir, path);
    else if (e.name.endsWith('.sol')) yield path;
  }
}

function imports(from, content) {
  const code = content.replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
  return [...code.matchAll(/\bimport\b[^;]*?["']([^"']+)["']/g)].map(([, to]) =>
    to.startsWith('.') ? posix.join(posix.dirname(from), to) : to,
  );
}

// strip empties comments without annotations: older compilers in JavaScript
// crash on inputs of more than a megabyte.
function strip(content) {
  return content.replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\*[^]*?\*\/|\/\/.*/g, (all, text) =>
    text ?? (all.includes('@custom') ? all : all.replace(/[^\n]/g, '')),
  );
}

// run collects the sources of one version.
function run(version) {
  const spec = `${suite.package}@${version}`;
  const roots = [[suite.package, fetch(spec)]];
  for (const dep of suite.with?.[version] ?? suite.with?.['*'] ?? []) {
    const at = dep.lastIndexOf('@');
    roots.push([dep.slice(0, at), fetch(dep)]);
  }
  const sources = {};
  const missing = new Set();
  const read = name => {
    if (sources[name] || missing.has(name)) return;
    const root = roots.find(([prefix]) => name.startsWith(`${prefix}/`));
    const path = root && join(root[1], name.slice(root[0].length + 1));
    if (!path || !existsSync(path)) {
      missing.add(name);
      return;
    }
    // One compiler for all: what a file asks for is of no interest here.
    let content = readFileSync(path, 'utf8').replace(/^(\s*)pragma solidity[^;]*;/gm, '$1pragma solidity >=0.5.0;');
    if (suite.strip) content = strip(content);
    sources[name] = { content };
    for (const i of imports(name, content)) read(i);
  };
  const only = suite.only?.map(o => new RegExp(o));
  for (const f of files(roots[0][1])) {
    if (!only || only.some(o => o.test(f))) read(`${suite.package}/${f}`);
  }
  for (let more = true; more; ) {
    more = false;
    for (const [n, { content }] of Object.entries(sources)) {
      if (imports(n, content).some(i => missing.has(i))) {
        delete sources[n];
        missing.add(n);
        more = true;
      }
    }
  }
  const solc = join(fetch(`solc@${suite.solc}`), 'soljson.js');
  return { solc, all: true, skipBad: true, noCode: !suite.code, input: { sources, settings: suite.settings ?? {} } };
}

const question = { runs: suite.versions.map(run) };
if (pin === '--pin') writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
process.stdout.write(JSON.stringify(question));

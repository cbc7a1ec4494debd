// Runs forge with the pinned compiler: node tools/forge.mjs test -vvv. The
// compiler is run by the novation program, which is built for it, or is the one
// that NOVATION names. Other tools import run.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { root, soljson } from "./paths.mjs";

/** The forge command for this machine; package.json says for which there is one. */
function binary() {
  const os = { win32: "win32", darwin: "darwin" }[process.platform] ?? "linux";
  const cpu = { x64: "amd64" }[process.arch] ?? process.arch;
  const name = process.platform === "win32" ? "forge.exe" : "forge";
  return createRequire(import.meta.url).resolve(`@foundry-rs/forge-${os}-${cpu}/bin/${name}`);
}

let built;

/** The novation program, which stands in for solc. */
function novation() {
  if (process.env.NOVATION) return resolve(process.env.NOVATION);
  if (!built) {
    const name = process.platform === "win32" ? "novation.exe" : "novation";
    const program = join(root, "cache", name);
    const done = spawnSync("go", ["build", "-o", program, "./cmd/novation"], { cwd: join(root, ".."), stdio: "inherit" });
    if (done.error) throw done.error;
    if (done.status !== 0) throw new Error("the novation program does not build");
    built = program;
  }
  return built;
}

const compiling = new Set(["build", "test", "coverage", "snapshot"]);

/** Runs forge in a folder that has the layout of this one. */
export function run(args, { cwd = root, stdio = "inherit" } = {}) {
  const use = compiling.has(args[0]) ? ["--use", novation()] : [];
  const [command, ...rest] = args;
  const env = { ...process.env, NOVATION_SOLC: soljson, FOUNDRY_DISABLE_NIGHTLY_WARNING: "1" };
  const done = spawnSync(binary(), [command, ...use, ...rest], {
    cwd, stdio, env, encoding: "utf8", maxBuffer: 64 << 20,
  });
  if (done.error) throw done.error;
  return done;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = run(process.argv.slice(2)).status ?? 1;
}

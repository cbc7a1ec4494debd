// Runs forge with the pinned compiler: node tools/forge.mjs test -vvv.
// Other tools import run.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { root } from "./compiler.mjs";

/** The forge command for this machine; package.json says for which there is one. */
function binary() {
  const os = { win32: "win32", darwin: "darwin" }[process.platform] ?? "linux";
  const cpu = { x64: "amd64" }[process.arch] ?? process.arch;
  const name = process.platform === "win32" ? "forge.exe" : "forge";
  return createRequire(import.meta.url).resolve(`@foundry-rs/forge-${os}-${cpu}/bin/${name}`);
}

const compiling = new Set(["build", "test", "coverage", "snapshot"]);

/** Runs forge in a folder that has the layout of this one. */
export function run(args, { cwd = root, stdio = "inherit" } = {}) {
  const use = compiling.has(args[0]) ? ["--use", join(root, "tools", "solc.mjs")] : [];
  const [command, ...rest] = args;
  const env = { ...process.env, FOUNDRY_DISABLE_NIGHTLY_WARNING: "1" };
  const done = spawnSync(binary(), [command, ...use, ...rest], {
    cwd, stdio, env, encoding: "utf8", maxBuffer: 64 << 20,
  });
  if (done.error) throw done.error;
  return done;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = run(process.argv.slice(2)).status ?? 1;
}

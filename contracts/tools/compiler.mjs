// The pinned compiler and settings, and the reading of sources for it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

/** The folder of foundry.toml. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The compiler: a WebAssembly build, the same bytes on every machine. */
export const solc = require("solc");

/** The settings of the committed artefacts. foundry.toml says the same. */
export const settings = {
  evmVersion: "prague",
  metadata: { bytecodeHash: "ipfs" },
  optimizer: { enabled: true, runs: 200 },
  viaIR: false,
};

/** The text of a source by the name under which contracts import it. */
function read(name) {
  const file = name.startsWith("@") ? join(root, "node_modules", name) : join(root, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/**
 * Compiles one contract from one source and everything it imports.
 * Returns the compiler's output for the contract and the SHA-256 of each
 * source. Throws with the compiler's words on any error or warning.
 */
export function compile(source, contract, outputs) {
  const sources = {};
  const input = {
    language: "Solidity",
    sources: { [source]: { content: read(source) } },
    settings: { ...settings, outputSelection: { [source]: { [contract]: outputs } } },
  };
  const note = (name, text) => {
    sources[name] = "sha256:" + createHash("sha256").update(text).digest("hex");
  };
  note(source, read(source));
  const found = (name) => {
    const text = read(name);
    if (text === undefined) return { error: `${name} is missing: run npm ci` };
    note(name, text);
    return { contents: text };
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: found }));
  const complaints = (output.errors ?? []).filter((e) => e.severity !== "info");
  if (complaints.length) throw new Error(complaints.map((e) => e.formattedMessage).join("\n"));
  return { contract: output.contracts[source][contract], sources };
}

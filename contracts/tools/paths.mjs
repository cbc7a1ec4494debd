// Where things are.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of foundry.toml. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The compiler's file: a WebAssembly build, the same bytes on every machine. */
export const soljson = createRequire(import.meta.url).resolve("solc/soljson.js");

// The compiler of npm under Node, for the tools that make test data with it. The
// artefacts and the tests of the contracts do not need it.
import { createRequire } from "node:module";

export { root } from "./paths.mjs";

/** The compiler: a WebAssembly build, the same bytes on every machine. */
export const solc = createRequire(import.meta.url)("solc");

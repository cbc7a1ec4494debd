// Compiles standard JSON from standard input with the installed solc, and
// writes what the tests of registry/compat need of the output.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const solc = createRequire(import.meta.url)('solc');
const input = JSON.parse(readFileSync(0, 'utf8'));
input.settings = {
  outputSelection: {
    '*': { '': ['ast'], '*': ['abi', 'storageLayout', 'transientStorageLayout', 'evm.bytecode.object', 'evm.bytecode.linkReferences'] },
  },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
const errors = (output.errors ?? []).filter(e => e.severity === 'error');
if (errors.length > 0) throw new Error(errors.map(e => e.formattedMessage).join('\n'));
delete output.errors;
process.stdout.write(JSON.stringify({ input, output }));

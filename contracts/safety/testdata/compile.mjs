// Compiles standard JSON from standard input with the solc of contracts/, and
// writes input and output.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const solc = createRequire(new URL('../../package.json', import.meta.url))('solc');
const input = JSON.parse(readFileSync(0, 'utf8'));
input.settings = { outputSelection: { '*': { '': ['ast'] } } };
const output = JSON.parse(solc.compile(JSON.stringify(input)));
const errors = (output.errors ?? []).filter(e => e.severity === 'error');
if (errors.length > 0) throw new Error(errors.map(e => e.formattedMessage).join('\n'));
process.stdout.write(JSON.stringify({ sources: input.sources, trees: output.sources }));

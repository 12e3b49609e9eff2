import { synthesize } from '../../infra/synth.ts';

const [outDir] = process.argv.slice(2);
if (outDir === undefined) throw new Error('synthesize.ts wants the folder to write to');
// The rule packs take half the time and change nothing in the template; `npm run synth` and the tests run them.
await synthesize({ outDir, stage: 'laptop', checked: false });

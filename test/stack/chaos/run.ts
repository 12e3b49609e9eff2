import { parseArgs } from 'node:util';
import { understood, wholeNumber } from '../../command-line.ts';
import { synthesize } from '../../../infra/synth.ts';
import { testAssembly } from '../assemblies.ts';
import { chaos } from './chaos.ts';

/** `npm run chaos -- --tasks 1000 [--seed N]`: the chaos test with as many tasks as asked for, and one line at the end. */

const order = understood('npm run chaos -- --tasks 1000 [--seed N]', () => {
  const { values } = parseArgs({
    options: { tasks: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
  });
  return { tasks: wholeNumber('--tasks', values.tasks, 1), seed: wholeNumber('--seed', values.seed, 0) };
});
await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
const report = await chaos(order);
const wrong = [report.lost, report.doubles, report.stuck, report.overspent];
for (const what of wrong.flat()) console.log(what);
const [lost, doubles, stuck, overspent] = wrong.map(({ length }) => length);
console.log(
  `lost ${lost}, double submits ${doubles}, stuck ${stuck}, overspent ${overspent}, ` +
    `unknown ${report.unknown} (paid ${report.paid}), ${report.tasks} tasks, ${report.ended} workers ended`,
);
process.exitCode = wrong.flat().length === 0 ? 0 : 1;

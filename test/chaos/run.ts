import { parseArgs } from 'node:util';
import { setup } from '../global-setup.ts';
import { chaos } from './chaos.ts';

/** `npm run chaos -- --tasks 1000 [--seed N]`: the chaos test with as many tasks as asked for, and one line at the end. */

const { values } = parseArgs({
  options: { tasks: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
});
await setup();
const report = await chaos({ tasks: Number(values.tasks), seed: Number(values.seed) });
const wrong = [report.lost, report.doubles, report.stuck, report.overspent];
for (const what of wrong.flat()) console.log(what);
const [lost, doubles, stuck, overspent] = wrong.map(({ length }) => length);
console.log(
  `lost ${lost}, double submits ${doubles}, stuck ${stuck}, overspent ${overspent}, ` +
    `unknown ${report.unknown} (paid ${report.paid}), ${report.tasks} tasks, ${report.ended} workers ended`,
);
process.exitCode = wrong.flat().length === 0 ? 0 : 1;

import { parseArgs } from 'node:util';
import { understood, wholeNumber } from '../command-line.ts';
import { facts } from './engine/facts.ts';
import type { Finding } from './search/enumerate.ts';
import { addAccounts, TASKS_PER_SEED, type SeedReport } from './search/seeds.ts';
import { noAccounts } from './rules/reconciliation.ts';
import { eachInThread, patchedThread } from './search/threads.ts';

/** `npm run soak -- --tasks 1000000 [--seed N] [--versions] [--receivers]`: as many random tasks as asked for, on all cores, and one line at the end, which an interruption only brings closer. */

/** Few enough that an interruption does not wait long. */
const SEEDS_A_JOB = 25;
const MOST_SHOWN = 20;

const usage = 'npm run soak -- --tasks 1000000 [--seed N] [--versions] [--receivers]';
const { wanted, first, mixed } = understood(usage, () => {
  const { values } = parseArgs({
    options: {
      tasks: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      versions: { type: 'boolean', default: false },
      receivers: { type: 'boolean', default: false },
    },
  });
  return {
    wanted: wholeNumber('--tasks', values.tasks, 1),
    first: wholeNumber('--seed', values.seed, 0),
    mixed: {
      // Two versions of the code at work on the same rows.
      ...(values.versions ? { versions: true as const } : {}),
      // Receivers of events that fail, hang, move and are away for days.
      ...(values.receivers ? { receivers: true as const } : {}),
    },
  };
});
const sum = noAccounts();
const findings: Finding[] = [];
const begun = performance.now();
const rate = (): number => Math.round(sum.tasks / ((performance.now() - begun) / 1000));

/** Clients give up and budgets refuse: a seed stores somewhat fewer tasks than it has orders. */
const TASKS_STORED = TASKS_PER_SEED * 0.8;
const jobs = Array.from(
  { length: Math.ceil(wanted / TASKS_STORED / SEEDS_A_JOB) * 2 },
  (_, i) => first + i * SEEDS_A_JOB,
);

let isInterrupted = false;
process.once('SIGINT', () => {
  isInterrupted = true;
});

await eachInThread(jobs, patchedThread, async (from, thread) => {
  if (isInterrupted || sum.tasks >= wanted) return;
  const job = { type: 'seeds', from, count: SEEDS_A_JOB, thorough: false, ...mixed } as const;
  const { result } = await thread.ask({ job, facts });
  const report = result as SeedReport;
  addAccounts(sum, report.accounts);
  findings.push(...report.findings);
  for (const { what, replay } of report.findings.slice(0, MOST_SHOWN)) console.log(`${what}\n  ${replay}`);
  if (process.stdout.isTTY) process.stdout.write(`\r${sum.tasks} tasks, ${rate()}/s `);
});
if (process.stdout.isTTY) process.stdout.write('\r');

const { lost, doubleSubmits, stuck, overspent, unrecovered, unknown, paid } = sum;
console.log(`${sum.tasks} tasks from seed ${first} on`);
if (sum.deliveries > 0)
  console.log(`${sum.deliveries} events for one receiver each, of which ${sum.givenUp} were given up`);
if (findings.length > 0) console.log(`${findings.length} seeds went wrong`);
console.log(
  `lost ${lost}, double submits ${doubleSubmits}, stuck ${stuck}, overspent ${overspent}, unrecovered ${unrecovered}, unknown ${unknown} (paid ${paid}), tasks/s ${rate()}`,
);
process.exitCode =
  findings.length === 0 && lost + doubleSubmits + stuck + overspent + unrecovered === 0 ? 0 : 1;

import { parseArgs } from 'node:util';
import { understood, wholeNumber } from '../../command-line.ts';
import { facts } from '../engine/facts.ts';
import { eachInThread, patchedThread, type JobThread } from '../search/threads.ts';
import type { FuzzReport } from './fuzz-seeds.ts';

/** `npm run fuzz:provider -- --answers 1000000 [--seed N]`: as many changed answers as asked for, on all cores, and one line at the end. */

const SEEDS_A_JOB = 10;
/** A seed changes more answers than this. */
const LEAST_ANSWERS = 60;
const MOST_SHOWN = 20;

const { wanted, first } = understood('npm run fuzz:provider -- --answers 1000000 [--seed N]', () => {
  const { values } = parseArgs({
    options: { answers: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
  });
  return {
    wanted: wholeNumber('--answers', values.answers, 1),
    first: wholeNumber('--seed', values.seed, 0),
  };
});

const perJob = Math.min(SEEDS_A_JOB, Math.ceil(wanted / LEAST_ANSWERS));
const jobs = Array.from({ length: Math.ceil(wanted / LEAST_ANSWERS / perJob) }, (_, i) => first + i * perJob);

/** What came of some seeds; a run that broke off is a finding, and no end of the others. */
async function fuzzed(from: number, thread: JobThread): Promise<FuzzReport> {
  try {
    const job = { type: 'fuzz', from, count: perJob } as const;
    return (await thread.ask({ job, facts })).result as FuzzReport;
  } catch (error) {
    const [what, replay] = [String(error), `npm run fuzz:provider -- --answers 1 --seed ${from}`];
    return { answers: 0, tasks: 0, findings: [{ what, replay }] };
  }
}

let [answers, tasks, wrong] = [0, 0, 0];
const begun = performance.now();
await eachInThread(jobs, patchedThread, async (from, thread) => {
  if (answers >= wanted) return;
  const report = await fuzzed(from, thread);
  answers += report.answers;
  tasks += report.tasks;
  wrong += report.findings.length;
  for (const { what, replay } of report.findings.slice(0, MOST_SHOWN)) console.log(`${what}\n  ${replay}`);
});
const seconds = (performance.now() - begun) / 1000;
console.log(
  `${answers} changed answers in ${tasks} tasks from seed ${first} on: ${wrong} seeds went wrong, answers/s ${Math.round(answers / seconds)}`,
);
process.exitCode = wrong === 0 ? 0 : 1;

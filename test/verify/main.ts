import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StartError } from '../../local/start/start-error.ts';
import { understood } from '../command-line.ts';
import { differences, type Difference } from './compare.ts';
import { deploymentOf, freshOwner, withTarget, type Place } from './deployment.ts';
import { withLaptop } from './laptop.ts';
import type { Row } from './row.ts';
import { allRows, unpaidRows } from './rows.ts';
import { runRows, type Report } from './run-rows.ts';

/** Compares a deployment with the stack of this laptop, route by route and refusal by refusal. */
const usage = `npm run verify -- --stage NAME [--paid]
  --stage NAME   the deployment to judge (read from .darkroom/outputs-NAME.json, which npm run deploy writes); keys are
                 made for the run and revoked after it, with the AWS credentials of this shell
  --paid         also the rows for which the provider is paid: two of the cheapest images
Without --stage two stacks of this laptop are compared, with the simulated provider, all rows.
It ends with 0 where both answer alike, with 1 where they differ, with 2 where it could not begin.`;

const options = {
  stage: { type: 'string' },
  paid: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const root = join(import.meta.dirname, '..', '..');
const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => stopping.abort(new StartError(`Stopped by ${name}`)));
}

const json = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

function lineOf({ side, at, expected, found }: Difference): string {
  const where = at === '' ? 'the row' : at;
  return side === 'both'
    ? `    ${where}: the laptop says ${json(expected)}, the deployment ${json(found)}`
    : `    ${where}: ${json(expected)} is promised, the ${side} says ${json(found)}`;
}

function told(rows: readonly Row[], found: readonly Difference[]): string {
  const wrong = Map.groupBy(found, ({ row }) => row);
  const lines = [...wrong].flatMap(([row, its]) => [`  ${row}`, ...its.map(lineOf)]);
  const alike = rows.length - wrong.size;
  return [...lines, `${alike} of ${rows.length} rows are answered alike and as promised`].join('\n');
}

async function reportOf(place: Place, owner: string, rows: readonly Row[]): Promise<Report> {
  console.log(`${place.name}: ${rows.length} rows at ${place.url}`);
  return withTarget(place, owner, (target) => runRows(target, rows, { signal: stopping.signal }));
}

async function main(): Promise<number> {
  const { stage, paid, help } = understood(
    usage,
    () => parseArgs({ args: process.argv.slice(2), options, strict: true }).values,
  );
  if (help === true) {
    console.log(usage);
    return 0;
  }
  const deployment = stage === undefined ? undefined : await deploymentOf(root, stage);
  const rows = deployment === undefined || paid === true ? allRows : unpaidRows;
  const owner = freshOwner();
  const onLaptop = (): Promise<Report> => withLaptop(root, (place) => reportOf(place, owner, rows));
  const laptop = await onLaptop();
  const judged = deployment === undefined ? await onLaptop() : await reportOf(deployment, owner, rows);
  const found = differences(rows, laptop, judged);
  console.log(told(rows, found));
  return found.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 2;
}

import { parseArgs } from 'node:util';
import { textTable } from '../../bench/text-table.ts';
import type { Check, Verdict } from './check.ts';
import { checks } from './checks.ts';
import { everyModel, judge, openKit, type Kit } from './kit.ts';
import type { Subject } from './subject.ts';

/** `npm run models:check`: every check on every model, as a table; with `--model <id>`, the checks of one, one by one. */

const marks: Readonly<Record<Verdict['type'], string>> = {
  passed: 'ok',
  failed: 'FAILED',
  'not applicable': '-',
};

const linesOf = (verdict: Verdict): string[] => {
  if (verdict.type === 'passed') return [];
  const told = verdict.type === 'failed' ? verdict.faults : [verdict.reason];
  return told.map((line) => `         ${line}`);
};

const isCalled =
  (name: string) =>
  ({ entry }: Subject): boolean =>
    [entry.id, ...entry.aliases, ...entry.forms.map(({ wire }) => wire)].some(
      (own) => own.toLowerCase() === name.toLowerCase(),
    );

async function one(name: string, kit: Kit): Promise<number> {
  const models = everyModel().filter(isCalled(name));
  if (models.length === 0) console.error(`There is no model ${name}.`);
  let failed = models.length === 0 ? 1 : 0;
  for (const model of models) {
    console.log(`${model.name}: ${model.entry.title}`);
    for (const check of checks) {
      const verdict = await judge(check, model, kit);
      failed += verdict.type === 'failed' ? 1 : 0;
      console.log([`${marks[verdict.type].padEnd(8)} ${check.name}`, ...linesOf(verdict)].join('\n'));
    }
  }
  return failed;
}

interface Row {
  readonly name: string;
  readonly passed: number;
  readonly notApplicable: number;
  readonly failed: readonly (readonly [Check, Verdict])[];
}

async function rowOf(model: Subject, kit: Kit): Promise<Row> {
  const verdicts: [Check, Verdict][] = [];
  for (const check of checks) verdicts.push([check, await judge(check, model, kit)]);
  const count = (type: Verdict['type']): number =>
    verdicts.filter(([, verdict]) => verdict.type === type).length;
  return {
    ...{ name: model.name, passed: count('passed'), notApplicable: count('not applicable') },
    failed: verdicts.filter(([, verdict]) => verdict.type === 'failed'),
  };
}

async function all(kit: Kit): Promise<number> {
  const rows: Row[] = [];
  for (const model of everyModel()) rows.push(await rowOf(model, kit));
  const cells = rows.map(({ name, passed, notApplicable, failed }) => [
    name,
    ...[passed, notApplicable, failed.length].map(String),
  ]);
  console.log(textTable(['model', 'passed', 'not applicable', 'failed'], cells));
  for (const { name, failed } of rows) {
    for (const [check, verdict] of failed)
      console.log([`\n${name}: ${check.name}`, ...linesOf(verdict)].join('\n'));
  }
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const failed = sum((row) => row.failed.length);
  console.log(
    `\n${rows.length} models, ${checks.length} checks: ${sum((row) => row.passed)} passed, ` +
      `${sum((row) => row.notApplicable)} not applicable, ${failed} failed`,
  );
  return failed;
}

const { model } = parseArgs({ options: { model: { type: 'string' } } }).values;
const kit = await openKit();
try {
  const failed = await (model === undefined ? all(kit) : one(model, kit));
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await kit.close();
}

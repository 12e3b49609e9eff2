import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { archive } from './archive.ts';
import { bundles } from './bundles.ts';
import { client } from './client.ts';
import { cleanup } from './cleanup.ts';
import { erasure } from './erasure.ts';
import { countAll, type Scenario } from './counts.ts';
import { create } from './create.ts';
import { goalRow, type Findings, type Goal } from './goals.ts';
import { gate } from './gate.ts';
import { growth, growthToAMillion } from './growth.ts';
import { idle } from './idle.ts';
import { init } from './init.ts';
import { limits } from './limits.ts';
import { listeners } from './listeners.ts';
import { live } from './live.ts';
import { reportCost } from './report-cost.ts';
import { reportCounts } from './report-counts.ts';
import { schemas } from './schemas.ts';
import { textTable } from './text-table.ts';
import { thumbnails } from './thumbnails.ts';
import { uploads } from './uploads.ts';

let counted: Promise<Scenario[]> | undefined;
const scenarios = (): Promise<Scenario[]> => (counted ??= countAll());

const parts: Readonly<Record<string, () => Promise<Findings>>> = {
  counts: async () => reportCounts(await scenarios()),
  cost: async () => reportCost(await scenarios()),
  idle,
  bundles,
  client,
  init,
  schemas,
  create,
  archive,
  uploads,
  thumbnails,
  cleanup,
  erasure,
  limits,
  listeners,
  live,
  gate,
  growth,
  'growth-million': growthToAMillion,
};
/** Parts that run only where they are asked for by name. */
const long: ReadonlySet<string> = new Set(['growth-million']);

const file = join(import.meta.dirname, '..', '.build', 'bench.json');

/** The last numbers of each part; a part that runs alone replaces its own only. */
function remember(name: string, { numbers, goals }: Findings): void {
  let before: Record<string, unknown> = {};
  try {
    before = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch {
    // The first run.
  }
  mkdirSync(dirname(file), { recursive: true });
  const now = { at: new Date().toISOString(), node: process.version, cpus: cpus().length };
  writeFileSync(file, `${JSON.stringify({ ...before, [name]: { ...now, goals, numbers } }, null, 1)}\n`);
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    console.error(`No part ${unknown.join(', ')}; there are: ${Object.keys(parts).join(' ')}`);
    process.exitCode = 1;
    return;
  }
  const wanted = Object.entries(parts).filter(([name]) =>
    asked.length === 0 ? !long.has(name) : asked.includes(name),
  );
  const goals: Goal[] = [];
  for (const [name, run] of wanted) {
    const findings = await run();
    remember(name, findings);
    goals.push(...findings.goals);
    console.log(`== ${name} ${'='.repeat(Math.max(0, 95 - name.length))}\n\n${findings.text.join('\n')}\n`);
  }
  console.log(`== goals ${'='.repeat(90)}\n`);
  console.log(textTable(['', 'goal', 'measured', 'met'], goals.map(goalRow)));
  console.log('\nThe numbers are in .build/bench.json; docs/numbers.md says what falls short and why.');
}

await main();

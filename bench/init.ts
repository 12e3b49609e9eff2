import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allFunctions } from '../infra/functions.ts';
import { synthesize } from '../infra/synth.ts';
import { testAssembly } from '../test/stack/assemblies.ts';
import { functionNamed, resources } from './assembly.ts';
import { atMost, type Findings } from './goals.ts';
import { median, textTable } from './text-table.ts';

const root = join(import.meta.dirname, '..');
/** Each process is started so often, in turns with the others. */
export const ROUNDS = 15;

/** Stands for whatever the template fills in when it is deployed; nothing is called with it. */
const SOMETHING = 'https://something.example.com/x';
const always = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };

/** The environment that the template gives a function. */
function environmentOf(name: string): Record<string, string> {
  const found = Object.entries(resources()).find(
    ([id, { Type }]) => Type === 'AWS::Lambda::Function' && functionNamed(id) === name,
  );
  const given = found?.[1].Properties?.['Environment'] as { Variables?: Record<string, unknown> } | undefined;
  const filled = Object.entries(given?.Variables ?? {}).map(([name, value]) => {
    return [name, typeof value === 'string' ? value : SOMETHING] as const;
  });
  return { ...Object.fromEntries(filled), ...always };
}

/** CPU milliseconds, user and system, of a process that loads a module and ends; in the environment of a function. */
export function cpuOf(name: string, file: string): number {
  const script = `require(${JSON.stringify(file)}); const { user, system } = process.cpuUsage(); process.stdout.write(String((user + system) / 1000)); process.exit(0)`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', script], {
    env: environmentOf(name),
    encoding: 'utf8',
  });
  const reason = /^\w*Error: .*$/m.exec(stderr)?.[0] ?? stderr.slice(-200);
  if (status !== 0) throw new Error(`${name} does not load: ${reason}`);
  return Number(stdout);
}

/** The median CPU of loading each of these files, all in turns, by name; in the environment of the function `as`. */
export function cpuInTurns(
  files: readonly { name: string; as: string; file: string }[],
): Map<string, number> {
  const samples = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, as, file } of files)
      samples.set(name, [...(samples.get(name) ?? []), cpuOf(as, file)]);
  }
  return new Map([...samples].map(([name, values]) => [name, median(values)]));
}

/** A folder with a handler that does nothing, and its file. */
export function bareHandler(): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-bench-bare-'));
  const file = join(folder, 'index.js');
  writeFileSync(file, 'exports.handler = async () => ({ statusCode: 200 });\n');
  return { folder, file };
}

/** CPU of starting Node and loading each bundle, in turns with a handler that does nothing. */
export async function init(): Promise<Findings> {
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
  const folder = join(root, '.build', 'functions');
  const bare = bareHandler();
  const files = allFunctions.map(({ name }) => ({ name, as: name, file: join(folder, name, 'index.js') }));
  const medians = cpuInTurns([{ name: 'bare handler', as: '', file: bare.file }, ...files]);
  rmSync(bare.folder, { recursive: true });
  const base = medians.get('bare handler') ?? NaN;
  const ratio = (name: string): number => (medians.get(name) ?? NaN) / base;
  const times = (value: number): string => `${value.toFixed(2)}x`;
  return {
    text: [
      `CPU of a process that starts Node and loads the bundle, median of ${ROUNDS} in turns:`,
      '',
      textTable(
        ['', 'CPU ms', 'over bare'],
        [...medians].map(([name, value]) => [name, value.toFixed(1), times(ratio(name))]),
      ),
    ],
    goals: [
      atMost('module-init CPU, create-task, over bare', {
        limit: 4.4,
        measured: ratio('create-task'),
        show: times,
      }),
    ],
    numbers: Object.fromEntries(medians),
  };
}

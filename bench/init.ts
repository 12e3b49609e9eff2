import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleDoors } from '../infra/bundle.ts';
import { atMost, type Findings } from './goals.ts';
import { median, textTable } from './text-table.ts';

const root = join(import.meta.dirname, '..');
const ROUNDS = 15;

/** What a function finds in its environment; nothing is called with it. */
const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  TASK_TABLE: 'tasks',
  MEDIA_BUCKET: 'media',
  WORKFLOW_ARN: 'arn:aws:states:us-east-1:123456789012:stateMachine:tasks',
  KIE_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:kie',
  MEDIA_BASE_URL: 'https://media.example.com',
  PUBLIC_URL: 'https://api.example.com',
};

/** CPU milliseconds, user and system, of a process that loads a module and ends. */
function cpuOf(file: string): number {
  const script = `require(${JSON.stringify(file)}); const { user, system } = process.cpuUsage(); process.stdout.write(String((user + system) / 1000)); process.exit(0)`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', script], {
    env: environment,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${file} does not load: ${stderr}`);
  return Number(stdout);
}

/** CPU of starting Node and loading each bundle, in turns with a handler that does nothing. */
export async function init(): Promise<Findings> {
  const { folder, doors } = await bundleDoors(join(root, 'functions'), join(root, '.build', 'functions'));
  const bareFolder = mkdtempSync(join(tmpdir(), 'darkroom-bench-bare-'));
  const bare = join(bareFolder, 'index.js');
  writeFileSync(bare, 'exports.handler = async () => ({ statusCode: 200 });\n');
  const files = [['bare handler', bare], ...doors.map((door) => [door, join(folder, door, 'index.js')])];
  const samples = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name = '', file = ''] of files) {
      const before = samples.get(name) ?? [];
      samples.set(name, [...before, cpuOf(file)]);
    }
  }
  rmSync(bareFolder, { recursive: true });
  const medians = new Map([...samples].map(([name, values]) => [name, median(values)]));
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
    goals: [atMost('module-init CPU, create-task, over bare', 2.7, ratio('create-task'), times)],
    numbers: Object.fromEntries(medians),
  };
}

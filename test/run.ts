import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/**
 * The whole test run: `npm test`. Every step is a plain tool call; one that fails names itself and ends the run. Arguments
 * are handed to Vitest, and then only tests are run: `npm test -- test/stack/tasks`.
 */

const root = join(import.meta.dirname, '..');
const built = (name: string): string => join(root, '.build', name);
const report = built('test-report.json');
const only = process.argv.slice(2);

interface Step {
  readonly name: string;
  /** Of the pinned Node. */
  readonly args: readonly string[];
}

const step = (name: string, path: string, ...args: string[]): Step => ({
  name,
  args: [join(root, path), ...args],
});

/** Two processors, two lanes; the steps of a lane follow each other. */
const checks: readonly (readonly Step[])[] = [
  [step('lint', 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0')],
  [
    step(
      'types',
      'node_modules/typescript/bin/tsc',
      '-p',
      'tsconfig.json',
      '--incremental',
      '--tsBuildInfoFile',
      built('tsc.tsbuildinfo'),
    ),
    step('floors', 'test/floors.ts'),
    step('format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  ],
];

const tests = step(
  'tests',
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...only,
);

const running = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => running.forEach((child) => child.kill(signal)));
}

/** Runs a step and says how it went. What a check says is shown at its end, so that two do not speak at once. */
async function succeeds({ name, args }: Step, output: 'shown' | 'collected'): Promise<boolean> {
  const started = Date.now();
  const stdio = output === 'shown' ? 'inherit' : 'pipe';
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['inherit', stdio, stdio] });
  const said = Promise.all(
    [child.stdout, child.stderr].map(async (stream) => (stream === null ? '' : text(stream))),
  );
  running.add(child);
  const status = await new Promise((resolve) => child.once('close', resolve));
  running.delete(child);
  process.stdout.write((await said).join(''));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  return status === 0;
}

async function laneSucceeds(lane: readonly Step[]): Promise<boolean> {
  for (const check of lane) if (!(await succeeds(check, 'collected'))) return false;
  return true;
}

/** The closing line that a reader, or another program, looks for. */
function closingLine(): string {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
  };
  return `${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`;
}

rmSync(report, { force: true });
// Copies of code that earlier runs had tested.
rmSync(built('test-code'), { recursive: true, force: true });
const checked = only.length > 0 || (await Promise.all(checks.map(laneSucceeds))).every((lane) => lane);
const passed = checked && (await succeeds(tests, 'shown'));
if (existsSync(report)) console.log(closingLine());
process.exitCode = passed ? 0 : 1;

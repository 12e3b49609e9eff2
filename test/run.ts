import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The whole test run: `npm test`. Every step is a plain tool call; the first that fails names itself and ends the run. */

const root = join(import.meta.dirname, '..');
const tool = (path: string, ...args: string[]): string[] => [join(root, 'node_modules', path), ...args];
const report = join(root, '.build', 'test-report.json');
const only = process.argv.slice(2);

const checks: readonly (readonly [string, string[]])[] = [
  ['types', tool('typescript/bin/tsc', '-p', 'tsconfig.json')],
  ['lint', tool('eslint/bin/eslint.js', '.', '--max-warnings', '0')],
  ['format', tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
  ['floors', [join(root, 'test', 'floors.ts')]],
];
const vitest = tool(
  'vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
);

function run(name: string, args: readonly string[]): void {
  const started = Date.now();
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  console.log(
    `${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
  if (status !== 0) process.exit(1);
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
if (only.length === 0) for (const [name, args] of checks) run(name, args);
run('tests', [...vitest, ...only]);
console.log(closingLine());

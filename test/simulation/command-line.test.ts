import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const output = (script: string, args: readonly string[]) => {
  const file = join(import.meta.dirname, '..', script);
  const { status, stderr, stdout } = spawnSync(process.execPath, [file, ...args], { encoding: 'utf8' });
  return { status, stderr, stdout };
};

describe('the command line of the simulation', () => {
  it.each([
    ['simulation/soak.ts', ['--tasks', '0'], '--tasks is a whole number from 1 on; "0" is none'],
    ['simulation/soak.ts', ['--seed', 'x'], '--seed is a whole number'],
    ['simulation/simulate.ts', ['--scenario', 'nope'], 'There is no scenario "nope". There are: '],
    [
      'simulation/simulate.ts',
      ['--scenario', 'made and deleted', '--faults', '1:odd'],
      '"1:odd" is no fault',
    ],
    ['simulation/simulate.ts', ['--every', '--trace'], '--closely and --every stand alone'],
    ['stack/chaos/run.ts', ['--tasks', '0'], '--tasks is a whole number'],
  ])('%s %j names the error and the usage, and runs nothing', (script, args, what) => {
    const { status, stderr, stdout } = output(script, args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(what);
    expect(stderr).toContain('npm run ');
    expect(stderr).not.toContain('    at ');
  });
});

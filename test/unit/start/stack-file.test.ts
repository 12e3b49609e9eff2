import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { holderOf, takeLock } from '../../../local/start/lock.ts';
import { clearData } from '../../../local/start/reset.ts';
import { readStackFile, removeStackFile, writeStackFile } from '../../../local/start/stack-file.ts';
import { aFolder } from './a-folder.ts';
import { someFacts } from './some-facts.ts';

const otherPid = process.pid + 1;
const alive = (): boolean => true;
const dead = (): boolean => false;

describe('the stack file', () => {
  it('is whole, readable by its owner only, and gone when taken back', () => {
    const folder = aFolder();
    writeStackFile(someFacts(folder, 7));
    expect(readStackFile(folder)).toEqual(someFacts(folder, 7));
    expect(statSync(join(folder, 'stack.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['stack.json']);
    removeStackFile(folder);
    removeStackFile(folder);
    expect(readStackFile(folder)).toBeUndefined();
  });

  it('is nothing when it cannot be read', () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'stack.json'), '{"apiUrl": 1}');
    expect(readStackFile(folder)).toBeUndefined();
  });
});

describe('a data directory', () => {
  it('belongs to one stack at a time, from the first moment of its start', () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'lock'), String(otherPid));
    expect(() => takeLock(folder, alive)).toThrow(`Process ${otherPid} already runs a stack on ${folder}`);
  });

  it('belongs to the process that its stack file names, while that lives', () => {
    const folder = aFolder();
    writeStackFile(someFacts(folder, otherPid));
    expect(() => takeLock(folder, alive)).toThrow('already runs');
    expect(holderOf(folder, dead)).toBeUndefined();
  });

  it('is taken over from a dead process and given back once', () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'lock'), String(otherPid));
    const release = takeLock(folder, dead);
    expect(readdirSync(folder)).toEqual(['lock']);
    release();
    release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'is not mistaken for taken when its number has gone to another program',
    () => {
      const folder = aFolder();
      // This test's parent lives, and is no stack.
      writeFileSync(join(folder, 'lock'), String(process.ppid));
      takeLock(folder)();
    },
  );

  it('is cleared of our own files only', async () => {
    const folder = aFolder();
    for (const name of ['key.json', 'ports.json', 'outputs-dev.json', 'letter.txt']) {
      writeFileSync(join(folder, name), '');
    }
    expect(await clearData(folder)).toEqual(['key.json', 'ports.json']);
    expect(readdirSync(folder).sort()).toEqual(['letter.txt', 'outputs-dev.json']);
  });

  it('is not cleared under a running stack', async () => {
    const folder = aFolder();
    writeStackFile(someFacts(folder, otherPid));
    await expect(clearData(folder, alive)).rejects.toThrow('Stop it first');
  });
});

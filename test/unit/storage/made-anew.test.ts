import { beforeEach, describe, expect, it } from 'vitest';
import { executionName, isDriving } from '#domain/tasks/execution.ts';
import { incarnationAt } from '#domain/tasks/incarnation.ts';
import type { Output } from '#domain/tasks/output.ts';
import { taskStore, type TaskStore } from '#storage/tasks/task-store.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import * as samples from '../domain/samples.ts';

/** A task is deleted and made anew under its id, while invocations for the one before are still at work. */
const HOUR = 3600;
const request = { providerParams: {}, input: {} };
const made = (seconds: number) =>
  samples.sampleTask({
    createdAt: samples.at(seconds),
    incarnation: incarnationAt(samples.after(seconds)),
  });
const before = made(0);
const now = made(HOUR);
const occasion = { at: samples.at(HOUR + 1), actor: 'workflow' } as const;
const claimOf = (letter: string) => ({
  ...samples.claimed,
  claim: { ...samples.claim, tokenHash: letter.repeat(64) },
});
const output = (bytes: number): Output => ({
  n: 1,
  job: 1,
  index: 1,
  role: 'result',
  late: false,
  at: samples.at(HOUR + 2),
  state: 'stored',
  file: { key: 'images/a.png', media: 'image', contentType: 'image/png', bytes, sha256: 'a'.repeat(64) },
});

let memory: MemoryTable;
let tasks: TaskStore;
let nonces = 0;
beforeEach(async () => {
  memory = new MemoryTable();
  tasks = taskStore({
    table: memoryTable(memory),
    nonce: () => `nonce ${(nonces += 1)}`,
    backoff: async () => undefined,
  });
  await tasks.create(before, request);
  await tasks.remove(before, samples.at(HOUR * 2));
  await tasks.create(now, request);
});
const stored = async () => {
  const snapshot = await tasks.load(now.owner, now.id);
  if (snapshot === undefined) throw new Error('There is no task');
  return snapshot;
};

describe('an invocation for a deleted task', () => {
  it('claims nothing of the one made anew, whichever of them is first', async () => {
    await tasks.advanceJob(before, 1, { event: claimOf('b'), occasion });
    expect((await stored()).jobs).toEqual([]);
    const own = await tasks.advanceJob(now, 1, { event: claimOf('d'), occasion });
    expect(own).toMatchObject({ changed: true, value: { state: 'submitting', attempt: 1 } });

    const late = await tasks.advanceJob(before, 1, { event: claimOf('e'), occasion });
    expect(late).toMatchObject({ changed: false, value: { state: 'queued' } });
    expect((await stored()).jobs).toEqual([own.value]);
  });

  it('changes nothing of the task itself', async () => {
    expect(await tasks.amendTask(before, (task) => ({ ...task, run: 7 }))).toBeUndefined();
    expect(await tasks.amendSnapshot(before, () => ({ task: before, jobs: [], occasion }))).toBeUndefined();
    expect(await tasks.reload(before)).toBeUndefined();
    expect(await tasks.refind(before)).toBeUndefined();
    expect((await stored()).task).toEqual(now);
  });

  it('gives it no file, whichever of them is first', async () => {
    await tasks.saveOutput(before, output(1));
    expect((await stored()).outputs).toEqual([]);
    expect(await tasks.saveOutput(now, output(2))).toEqual(output(2));
    await tasks.saveOutput(before, output(3));
    expect((await stored()).outputs).toEqual([output(2)]);
  });

  it('removes nothing of it, as a delete that is slow would', async () => {
    await tasks.advanceJob(now, 1, { event: claimOf('d'), occasion });
    await tasks.saveOutput(now, output(2));
    const whole = await stored();
    await tasks.remove(before);
    expect(await stored()).toEqual(whole);
  });

  it('leaves nothing behind once the sweeper has come by', async () => {
    await tasks.advanceJob(before, 1, { event: claimOf('b'), occasion });
    await tasks.saveOutput(now, output(2));
    const whole = await stored();
    await tasks.clear(before);
    expect(await stored()).toEqual(whole);
    expect(memory.partition(`task#${now.owner}#${now.id}`).map(({ sk }) => sk)).toEqual([
      'output#001',
      'request',
      'task',
    ]);
  });
});

describe('an execution', () => {
  it('drives the task that it was started for, and no other run or task of this id', () => {
    expect(executionName(now)).toBe(`${now.id}-${now.incarnation ?? ''}-1`);
    expect(isDriving({ run: 1, execution: executionName(now) }, now)).toBe(true);
    expect(isDriving({ run: 1, execution: executionName(before) }, now)).toBe(false);
    expect(isDriving({ run: 2, execution: executionName(now) }, now)).toBe(false);
  });

  it('of a task that an earlier version created keeps its name, and drives it on', () => {
    const { incarnation, ...earlier } = now;
    expect(incarnation).toHaveLength(9);
    expect(executionName(earlier)).toBe(`${now.id}-1`);
    expect(isDriving({ run: 1, execution: `${now.id}-1` }, earlier)).toBe(true);
  });

  it('of an earlier definition, which does not say its name, drives its run', () => {
    expect(isDriving({ run: 1 }, now)).toBe(true);
    expect(isDriving({ run: 2 }, now)).toBe(false);
  });
});

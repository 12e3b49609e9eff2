import { beforeEach, describe, expect, it } from 'vitest';
import { countOpenTasks } from '#actions/limits/count-open-tasks.ts';
import { changeOwnerLimits } from '#actions/limits/owner-limits.ts';
import { storeTask } from '#actions/tasks/store-task.ts';
import type { TaskId } from '#domain/ids.ts';
import { incarnationAt } from '#domain/tasks/incarnation.ts';
import type { Task } from '#domain/tasks/task.ts';
import { amendOwnLimits } from '#storage/limits/limit-store.ts';
import { openTaskCounts } from '#storage/limits/open-task-counts.ts';
import { openTasks } from '#storage/limits/open-tasks.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { auditWriter } from '#storage/operators/audit-store.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import * as samples from '../domain/samples.ts';

/** What the sweeper makes of the count of an owner's open tasks, whatever other versions have left there. */
const MINUTE_MS = 60_000;
const request = { providerParams: {}, input: {} };
const silent = {
  info: () => undefined,
  warn: () => undefined,
  count: () => undefined,
  measure: () => undefined,
};
let now = 0;
let memory: MemoryTable;
let nonces = 0;
const clock = { now: () => now, sleep: async () => undefined };

function build() {
  const table = memoryTable(memory);
  const tasks = taskStore(
    table,
    () => `nonce ${(nonces += 1)}`,
    async () => undefined,
  );
  const places = { ...openTasks(table, undefined), ...openTaskCounts(table) };
  const random = { fraction: () => 0.5, hex128: () => '', secret256: () => '' };
  return {
    tasks,
    places,
    store: storeTask({ tasks, places, ledger: ledgerStore(table), clock, random }),
    count: countOpenTasks({ tasks, places, clock, log: silent }),
    limit: changeOwnerLimits({ usual: {}, amend: amendOwnLimits(table), audit: auditWriter(365), clock }),
  };
}
let world: ReturnType<typeof build>;
beforeEach(() => {
  memory = new MemoryTable();
  now = samples.after(0);
  world = build();
});

const taskOf = (n: number): Task =>
  samples.sampleTask({
    id: n.toString(16).padStart(32, '0') as TaskId,
    createdAt: new Date(now).toISOString(),
    incarnation: incarnationAt(now),
    lookAt: new Date(now + MINUTE_MS).toISOString(),
  });
const { owner } = samples.sampleTask();
const create = async (n: number): Promise<Task> =>
  (await world.store(taskOf(n), request, { held: undefined, told: undefined })).task;
const isOpened = async (n: number): Promise<boolean> =>
  create(n).then(
    () => true,
    () => false,
  );
const limit = (openTasks: number | null) => world.limit({ owner, limits: { openTasks }, by: owner });
async function sweep(): Promise<void> {
  now += 16 * MINUTE_MS;
  await world.count();
}
const count = (): unknown => memory.get({ pk: `limits#${owner}`, sk: 'open' })?.['open'];
const places = () => memory.partition(`open#${owner}`);
const rowOf = ({ id }: Task) => memory.get({ pk: `task#${owner}#${id}`, sk: 'task' });
const ended = (task: Task): Task => ({
  ...task,
  status: 'SUCCESS',
  ending: { at: new Date(now).toISOString() },
});
const end = (task: Task) => world.tasks.amendTask(task, ended);

describe('a count of open tasks', () => {
  it('is written by no task while there is no limit', async () => {
    await end(await create(1));
    expect([count(), places()]).toEqual([undefined, []]);
  });

  it('holds what was open before there was a limit, as soon as it was looked at', async () => {
    await create(1);
    await create(2);
    await create(3);
    await limit(3);
    expect(await isOpened(4)).toBe(true);
    await sweep();
    expect(count()).toBe(4);
    expect(await isOpened(5)).toBe(false);
    await end(storedTask(1));
    expect(await isOpened(5)).toBe(false);
    await end(storedTask(2));
    expect(await isOpened(5)).toBe(true);
  });

  it('lets nobody in while more are open than a limit that was lowered', async () => {
    await limit(3);
    const tasks = [await create(1), await create(2), await create(3)];
    await limit(1);
    for (const task of tasks) {
      expect(await isOpened(4)).toBe(false);
      await end(task);
    }
    expect(await isOpened(4)).toBe(true);
  });

  it('gives back what an earlier version has ended, and what it has removed', async () => {
    await limit(2);
    const [one, other] = [await create(1), await create(2)];
    const row = rowOf(one);
    if (row !== undefined) memory.spoil({ ...row, ...ended(one) });
    memory.transact([
      { type: 'remove', key: { pk: `task#${owner}#${other.id}`, sk: 'task' } },
      { type: 'remove', key: { pk: `task#${owner}#${other.id}`, sk: 'request' } },
    ]);
    expect(await isOpened(3)).toBe(false);
    await sweep();
    expect([count() ?? 0, places()]).toEqual([0, []]);
    expect(rowOf(one)).not.toHaveProperty('placed');
    expect([await isOpened(3), await isOpened(4), await isOpened(5)]).toEqual([true, true, false]);
  });

  it('keeps the place of a task whose row cannot be read', async () => {
    await limit(1);
    const task = await create(1);
    const row = rowOf(task);
    if (row !== undefined) memory.spoil({ ...row, history: 'torn' });
    await sweep();
    expect([count(), await isOpened(2)]).toEqual([1, false]);
  });

  it('is put right where it is not the number of places, but not over what moves meanwhile', async () => {
    await limit(5);
    await create(1);
    const seen = await world.places.read(owner);
    await create(2);
    await world.places.correct(owner, seen, 1);
    expect(count()).toBe(2);
    const row = memory.get({ pk: `limits#${owner}`, sk: 'open' });
    if (row !== undefined) memory.spoil({ ...row, open: 7 });
    await sweep();
    expect(count()).toBe(2);
  });

  it('goes when nothing is open any more, and is begun anew', async () => {
    await limit(1);
    await end(await create(1));
    await sweep();
    expect(count()).toBeUndefined();
    expect([await isOpened(2), await isOpened(3)]).toEqual([true, false]);
  });

  it('ends with the limit: who has a place gives it back, and nobody takes one', async () => {
    await limit(5);
    const counted = await create(1);
    await limit(null);
    await sweep();
    const free = await create(2);
    expect(rowOf(free)).not.toHaveProperty('placed');
    await end(counted);
    await sweep();
    expect(count()).toBeUndefined();
    // … and what was opened meanwhile is counted when there is one again.
    await limit(1);
    await sweep();
    expect([count(), await isOpened(3)]).toEqual([1, false]);
  });

  it('holds a task that is opened anew, also beyond the limit', async () => {
    await limit(1);
    const task = await create(1);
    await end(task);
    await create(2);
    await world.tasks.amendTask(task, ({ ending, ...open }) => {
      void ending;
      return { ...open, status: 'PENDING' };
    });
    expect([count(), await isOpened(3)]).toEqual([2, false]);
  });
});

/** The task of a number as it is stored. */
function storedTask(n: number): Task {
  const row = rowOf(taskOf(n));
  if (row === undefined) throw new Error('There is no such task');
  return row as unknown as Task;
}

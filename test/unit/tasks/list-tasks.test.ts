import { rowsOfTasks } from '../../../bench/growth-rows.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { isTaskId } from '#domain/ids.ts';
import { shownTask, type ShownTask } from '#domain/tasks/shown-task.ts';
import type { Task } from '#domain/tasks/task.ts';
import { listTasks, type TaskFilter, type TaskPage } from '#actions/tasks/read-tasks.ts';
import type { Table } from '#storage/table/table-port.ts';
import { entryOf, mayFit, readEntry } from '#storage/tasks/list-entry.ts';
import { taskStore, type TaskStore } from '#storage/tasks/task-store.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { at, owner, sampleTask } from '../domain/samples.ts';

let memory: MemoryTable;
let asked: { index: number; tasks: number; heads: number };
let tasks: TaskStore;
let list: (page: TaskPage) => Promise<{ items: ShownTask[]; next?: { createdAt: string; id: string } }>;

beforeEach(() => {
  memory = new MemoryTable();
  asked = { index: 0, tasks: 0, heads: 0 };
  const plain = memoryTable(memory);
  const table: Table = {
    ...plain,
    index: (query) => ((asked.index += 1), plain.index(query)),
    many: (keys) => ((asked.heads += Math.ceil(keys.length / 100)), plain.many(keys)),
    partition: (pk, prefix) => ((asked.tasks += 1), plain.partition(pk, prefix)),
  };
  tasks = taskStore({ table, nonce: () => 'nonce', backoff: async () => undefined });
  list = (page) => listTasks({ tasks })(owner, page);
});

/** Puts task `n` into the table; as an earlier version did, its place in the list says nothing of it. */
function put(n: number, more: Partial<Task> = {}, isEarlier = false): void {
  const id = n.toString(16).padStart(32, '0');
  if (!isTaskId(id)) throw new Error(`${id} is no id`);
  const task = sampleTask({ id, createdAt: at(n), ...more });
  const pk = `task#${owner}#${id}`;
  const listSk = isEarlier ? `${task.createdAt}#${id}` : entryOf(task);
  const row = { pk, sk: 'task', listPk: `tasks#${owner}`, listSk, rev: 1, by: 'x', ...task };
  memory.write({ type: 'put', row });
  memory.write({ type: 'put', row: { pk, sk: 'request', providerParams: {}, input: {} } });
}

/** The numbers of all tasks that are listed, page after page, and how many there are on each. */
async function walked(filter: TaskFilter, limit: number): Promise<{ found: number[]; pages: number[] }> {
  const found: number[] = [];
  const pages: number[] = [];
  let page = await list({ filter, limit });
  for (;;) {
    found.push(...page.items.map(({ task }) => Number.parseInt(task.id, 16)));
    pages.push(page.items.length);
    if (page.next === undefined) return { found, pages };
    page = await list({ filter, limit, after: page.next });
  }
}

/** So many tasks that have ended, a second apart. */
const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ n, at: at(n) }));

const rare = { promptId: 'a prompt # of its own', model: 'VEO3', wireModel: 'veo3', media: 'video' } as const;

describe('a list with a filter', () => {
  it('finds the one in ten thousand by whatever never changes, and reads hardly another task', async () => {
    for (let n = 0; n < 10_000; n += 1) put(n, n === 7 ? rare : {});
    const filters: readonly TaskFilter[] = [
      { promptId: rare.promptId },
      { model: 'VEO3' },
      { model: 'veo3' },
      { media: 'video' },
      { service: 'KIE', media: 'video', priority: 'normal' },
    ];
    for (const filter of filters) {
      asked = { index: 0, tasks: 0, heads: 0 };
      const { items, next } = await list({ filter, limit: 100 });
      expect(items).toMatchObject([{ task: { promptId: rare.promptId } }]);
      expect([next, asked]).toEqual([undefined, { index: 2, tasks: 1, heads: 0 }]);
    }
  });

  it('gives no empty page before the end, misses nothing and repeats nothing', async () => {
    const isRare = (n: number): boolean => n % 97 === 5;
    for (let n = 0; n < 5000; n += 1) put(n, isRare(n) ? rare : {}, n % 3 === 0 && n > 4000);
    const all = Array.from({ length: 5000 }, (_, n) => n).filter(isRare);
    for (const limit of [1, 20, 100]) {
      const { found, pages } = await walked({ media: 'video' }, limit);
      expect(found).toEqual(all.toReversed());
      expect(pages.slice(0, -1).every((count) => count === limit)).toBe(true);
      expect(pages.at(-1)).toBeGreaterThan(0);
    }
  });

  it('looks at four thousand tasks at most where the list does not tell, and goes on behind them', async () => {
    for (let n = 0; n < 4500; n += 1) put(n, n === 3 ? { ...rare, status: 'FAILED' } : {}, true);
    for (const filter of [rare, { status: 'FAILED' }] as const) {
      const { found, pages } = await walked(filter, 20);
      expect(found).toEqual([3]);
      expect(pages).toEqual([0, 1]);
    }
    expect((await walked({ status: 'CANCELED' }, 100)).found).toEqual([]);
  });

  it('reads a hundred tasks a request to tell their status, and whole only those that have it', async () => {
    const isFailed = (n: number): boolean => n % 100 === 7;
    for (let n = 0; n < 4000; n += 1) put(n, isFailed(n) ? { status: 'FAILED' } : {});
    const { items } = await list({ filter: { status: 'FAILED' }, limit: 100 });
    expect(items).toHaveLength(40);
    expect(asked).toEqual({ index: 2, tasks: 40, heads: 40 });
    const all = Array.from({ length: 4000 }, (_, n) => n).filter(isFailed);
    for (const limit of [3, 20]) {
      const { found, pages } = await walked({ status: 'FAILED' }, limit);
      expect(found).toEqual(all.toReversed());
      expect(pages.slice(0, -1).every((count) => count === limit)).toBe(true);
    }
  });

  it('reads hardly more than a page where most have the status that is asked for', async () => {
    for (let n = 0; n < 2000; n += 1) put(n, { status: n % 50 === 0 ? 'FAILED' : 'SUCCESS' });
    expect((await list({ filter: { status: 'SUCCESS' }, limit: 100 })).items).toHaveLength(100);
    expect(asked.tasks).toBeLessThanOrEqual(200);
    expect(asked.index + asked.heads).toBeLessThanOrEqual(11);
  });

  it('looks at a thousand tasks at most for an id of the provider, which jobs have', async () => {
    for (let n = 0; n < 1500; n += 1) put(n, { status: 'SUCCESS' });
    const { next } = await list({ filter: { externalTaskId: 'nobody' }, limit: 100 });
    expect(next).toMatchObject({ createdAt: at(500) });
    expect(asked).toMatchObject({ tasks: 1000, heads: 10 });
  });

  it('reads no more than a page where there is none, and open tasks a hundred rows a request', async () => {
    for (let n = 0; n < 300; n += 1) put(n);
    expect((await list({ filter: {}, limit: 20 })).items).toHaveLength(20);
    expect(asked).toEqual({ index: 1, tasks: 0, heads: 2 });
  });

  it.each([100, 1000, 4000])('reads a page of 100 of %i settled tasks by two requests', async (count) => {
    for (const row of await rowsOfTasks(owner, numbered(count))) memory.write({ type: 'put', row });
    const { items, next } = await list({ filter: {}, limit: 100 });
    expect([items.length, next === undefined]).toEqual([100, count === 100]);
    expect(asked).toEqual({ index: 1, tasks: 0, heads: 1 });
    const alone = await Promise.all(items.map(({ task }) => tasks.load(owner, task.id)));
    expect(items).toEqual(
      alone.flatMap((one) => (one === undefined ? [] : [{ ...shownTask(one), attempt: 1 }])),
    );
  });

  it('reads a task whole whose row was written since by a version that keeps no faces', async () => {
    for (const row of await rowsOfTasks(owner, numbered(4))) {
      const isOlder = row.sk === 'task' && Number(row['rev']) === 2 && row.pk.endsWith('0');
      memory.write({ type: 'put', row: isOlder ? { ...row, rev: 3, estimate: 1 } : row });
    }
    const { items } = await list({ filter: {}, limit: 4 });
    expect(items.map(({ task }) => task.estimate).sort()).toEqual([1, 4000, 4000, 4000]);
    expect(asked).toEqual({ index: 1, tasks: 1, heads: 1 });
  });
});

describe('the place of a task in its owner’s list', () => {
  it('tells what does not fit, whatever signs there are, and never leaves out what does', () => {
    const task = sampleTask({ wireModel: 'a/b#c d', service: 'Ü#', promptId: 'p'.repeat(256) });
    const entry = readEntry(entryOf(task));
    expect(entry).toMatchObject({ createdAt: task.createdAt, id: task.id });
    expect(entry.marks).toHaveLength(28);
    const { service, model, wireModel, promptId = '' } = task;
    for (const filter of [{}, { service }, { model }, { model: wireModel }, { promptId }, { media: 'image' }])
      expect(mayFit(filter)(entry)).toBe(true);
    for (const filter of [{ service: 'KIE' }, { model: 'VEO3' }, { promptId: 'p' }, { priority: 'low' }])
      expect(mayFit(filter)(entry)).toBe(false);
  });

  it('is read as earlier versions wrote it, and with what later ones may add', () => {
    expect(readEntry(`${at(0)}#abc`)).toEqual({ createdAt: at(0), id: 'abc' });
    expect(readEntry(`${entryOf(sampleTask())}#more`)).toEqual(readEntry(entryOf(sampleTask())));
  });
});

import { expect, it } from 'vitest';
import { archiveAgain } from '#actions/operators/archive-again.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import type { Output } from '#domain/tasks/output.ts';
import type { Write } from '#storage/table/table-port.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import * as samples from '../domain/samples.ts';

const failing: Output = {
  n: 1,
  job: 1,
  role: 'result',
  index: 1,
  late: false,
  sourceUrl: 'https://results.example/a.png',
  at: samples.at(10),
  state: 'failing',
  since: samples.at(10),
  failures: 1,
};

it('a missing output of a task that is still open is left to its run, and the decision has its line all the same', async () => {
  const memory = new MemoryTable();
  const table = memoryTable(memory);
  const tasks = taskStore({ table, nonce: () => 'nonce', backoff: async () => undefined });
  const task = samples.sampleTask();
  await tasks.create(task, { providerParams: {}, input: {} });
  await tasks.saveOutput(task, failing);
  const started: string[] = [];
  const again = archiveAgain({
    tasks,
    items: itemStore(table),
    workflow: {
      start: async ({ id }) => void started.push(id),
      stop: async () => undefined,
      state: async () => 'running',
      succeed: async () => 'gone',
      interrupt: async () => 'gone',
    },
    clock: { now: () => samples.after(60), sleep: async () => undefined },
  });
  const item: OperatorItem = {
    id: 'item',
    kind: 'output_missing',
    status: 'open',
    taskId: task.id,
    owner: task.owner,
    job: 1,
    createdAt: samples.at(30),
  };
  const told: Write = { type: 'put', row: { pk: 'audit', sk: 'line', action: 'archive-again' } };
  await again(item, 'try it', told);
  expect(await table.get({ pk: 'audit', sk: 'line' })).toMatchObject({ action: 'archive-again' });
  expect(started).toEqual([]);
});

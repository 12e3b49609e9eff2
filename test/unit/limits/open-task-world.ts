import { countOpenTasks } from '#actions/limits/count-open-tasks.ts';
import { changeOwnerLimits } from '#actions/limits/owner-limits.ts';
import { storeTask } from '#actions/tasks/store-task.ts';
import type { TaskId } from '#domain/ids.ts';
import type { WantedOwnLimits } from '#domain/limits/owner-limits.ts';
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

const MINUTE_MS = 60_000;
const request = { providerParams: {}, input: {} };
const silent = {
  info: () => undefined,
  warn: () => undefined,
  count: () => undefined,
  measure: () => undefined,
};
export const { owner } = samples.sampleTask();

function build(memory: MemoryTable, clock: { now: () => number; sleep: () => Promise<void> }) {
  const table = memoryTable(memory);
  let nonces = 0;
  const tasks = taskStore({ table, nonce: () => `nonce ${(nonces += 1)}`, backoff: async () => undefined });
  const places = { ...openTasks(table, {}), ...openTaskCounts(table) };
  const random = { fraction: () => 0.5, hex128: () => '', secret256: () => '' };
  return {
    tasks,
    counts: places,
    store: storeTask({ tasks, places, ledger: ledgerStore(table), clock, random }),
    lookAfter: countOpenTasks({ tasks, places, clock, log: silent }),
    change: changeOwnerLimits({ usual: {}, amend: amendOwnLimits(table), audit: auditWriter(365), clock }),
  };
}

/** One owner's tasks, told by numbers, over a table in memory: opened, ended and counted as in the service. */
export function openTaskWorld() {
  const memory = new MemoryTable();
  let now = samples.after(0);
  const parts = build(memory, { now: () => now, sleep: async () => undefined });
  const taskOf = (n: number, keyId?: string): Task =>
    samples.sampleTask({
      ...(keyId === undefined ? {} : { keyId }),
      id: n.toString(16).padStart(32, '0') as TaskId,
      createdAt: new Date(now).toISOString(),
      incarnation: incarnationAt(now),
      lookAt: new Date(now + MINUTE_MS).toISOString(),
    });
  const create = async (n: number, keyId?: string): Promise<Task> =>
    (await parts.store(taskOf(n, keyId), request, { held: undefined, told: undefined })).task;
  const rowOf = ({ id }: Task) => memory.get({ pk: `task#${owner}#${id}`, sk: 'task' });
  const ended = (task: Task): Task => ({
    ...task,
    status: 'SUCCESS',
    ending: { at: new Date(now).toISOString() },
  });
  const setLimits = (limits: WantedOwnLimits) => parts.change({ owner, limits, by: owner });
  return {
    ...parts,
    memory,
    create,
    rowOf,
    ended,
    setLimits,
    isOpened: (n: number, keyId?: string): Promise<boolean> =>
      create(n, keyId).then(
        () => true,
        () => false,
      ),
    limit: (openTasks: number | null) => setLimits({ openTasks }),
    end: (task: Task) => parts.tasks.amendTask(task, ended),
    /** What a tick of the sweeper does, when it is time to look at every count. */
    sweep: (): Promise<void> => {
      now += 16 * MINUTE_MS;
      return parts.lookAfter();
    },
    count: (): unknown => memory.get({ pk: `limits#${owner}`, sk: 'open' })?.['open'],
    places: () => memory.partition(`open#${owner}`),
    /** The task of a number as it is stored. */
    storedTask(n: number): Task {
      const row = rowOf(taskOf(n));
      if (row === undefined) throw new Error('There is no such task');
      return row as unknown as Task;
    },
  };
}

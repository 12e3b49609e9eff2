import type { Owner, TaskId } from '#domain/ids.ts';
import type { Task, TaskRequest } from '#domain/tasks/task.ts';
import type { LedgerStore } from '#storage/money/ledger-store.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';

/** Stores a task of four credits that has ended, its ledger line, and one output under a key; `at` is an ISO time. */
export async function storeEnded(
  { tasks, ledger }: { tasks: TaskStore; ledger: LedgerStore },
  { id, owner, at, key }: { id: TaskId; owner: Owner; at: string; key: string },
  path?: TaskRequest['path'],
): Promise<void> {
  const before: Task = {
    id,
    owner,
    status: 'SUCCESS',
    service: 'KIE',
    model: 'IMAGEN4',
    wireModel: 'google/imagen4-fast',
    dialect: 'jobs',
    media: 'image',
    jobs: 1,
    estimate: 4000,
    priority: 'normal',
    retryCount: 0,
    run: 1,
    createdAt: at,
    deadlineAt: at,
    expectedSeconds: 1,
    firstLookSeconds: 1,
    polls: 'quick',
    ending: { at },
    history: [],
  };
  const task = { ...before, settlement: { prices: [4000], final: true } };
  const request = { providerParams: {}, input: {}, ...(path === undefined ? {} : { path }) };
  const writes = await ledger.settleWrites(task, before, at);
  // Many that are stored at once are in each other's way in the sums of the day.
  while ((await tasks.create(task, request, writes)) === 'conflict');
  const file = { key, media: 'image', contentType: 'image/png', bytes: 5, sha256: 'x' } as const;
  await tasks.saveOutput(task, {
    n: 1,
    job: 1,
    index: 1,
    role: 'result',
    sourceUrl: 'https://x',
    late: false,
    state: 'stored',
    file,
    at,
  });
}

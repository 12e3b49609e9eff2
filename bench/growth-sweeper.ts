import { defaultService } from '#providers/services.ts';
import { sweepTasks, type SweepReport } from '#actions/workflow/sweep-tasks.ts';
import type { Owner, TaskId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import type { Task } from '#domain/tasks/task.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import type { Table } from '#storage/table/table-port.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import { indexedBy } from '#storage/tasks/task-lists.ts';
import { jobKey, requestKey, taskKey } from '#storage/tasks/task-rows.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import type { Workflow } from '#storage/compute/workflow.ts';
import { nodeDigest, systemRandom } from '../functions/compose/system-ports.ts';
import { ownAccountNotes } from '#storage/tasks/own-account-notes.ts';
import { firstAccount } from '../test/first-account.ts';
import { MemoryTable, memoryTable } from '../test/simulation/ports/memory-table.ts';

const NOW = Date.parse('2026-11-30T12:00:00.000Z');
const owner = 'ana' as Owner;

/** Open tasks that are all due at once, as after an hour without a sweeper. */
interface Crowd {
  readonly open: number;
  /** The last of them, with the latest times. */
  readonly neverStarted: number;
}

/** What one sweep of them came to. */
export interface Swept {
  /** Executions that were described. */
  readonly asked: number;
  readonly started: number;
  /** Requests to the table; a batch is one for each hundred rows. */
  readonly requests: number;
  /** Requests until the last task that was never started had been found. */
  readonly untilFound: number;
  /** Tasks that are still due. */
  readonly left: number;
  /** What the next sweep does. */
  readonly again: { readonly looked: number; readonly asked: number };
}

const idOf = (n: number): TaskId =>
  ((BigInt(n + 1) * 0x9e37_79b9_7f4a_7c15n) % (1n << 128n)).toString(16).padStart(32, '0') as TaskId;

function openTask(n: number): Task {
  const createdAt = isoTime(NOW - 600_000 + n);
  return {
    id: idOf(n),
    owner,
    status: 'PENDING',
    service: defaultService.name,
    model: 'VEO3',
    wireModel: 'veo3_fast',
    dialect: 'veo',
    media: 'video',
    jobs: 1,
    estimate: 4000,
    priority: 'normal',
    retryCount: 0,
    incarnation: '0mjve7pc0',
    run: 1,
    requestHash: 'a'.repeat(64),
    createdAt,
    deadlineAt: isoTime(NOW + 3600_000),
    expectedSeconds: 120,
    firstLookSeconds: 150,
    polls: 'slow',
    lookAt: isoTime(NOW - 60_000 + (n % 1000)),
    history: [],
  };
}

function fill(memory: MemoryTable, { open, neverStarted }: Crowd): void {
  for (let n = 0; n < open; n += 1) {
    const task = openTask(n);
    const version = { rev: 1, by: 'x' };
    memory.write({
      type: 'put',
      row: { ...taskKey(owner, task.id), ...indexedBy(task), ...task, ...version },
    });
    memory.write({ type: 'put', row: { ...requestKey(owner, task.id), providerParams: {}, input: {} } });
    if (n >= open - neverStarted) continue;
    const job = { n: 1, state: 'queued', attempt: 0, releases: 0, history: [], incarnation: '0mjve7pc0' };
    memory.write({ type: 'put', row: { ...jobKey(owner, task.id, 1), ...job, ...version } });
  }
}

/** A table in memory, and how many requests it has had. */
function counted(memory: MemoryTable): { table: Table; requests: () => number } {
  const plain = memoryTable(memory);
  let requests = 0;
  const one = (count = 1): void => void (requests += count);
  const table: Table = {
    get: (key) => (one(), plain.get(key)),
    many: (keys) => (one(Math.ceil(keys.length / 100)), plain.many(keys)),
    partition: (pk, prefix) => (one(), plain.partition(pk, prefix)),
    page: (pk, after, limit) => (one(), plain.page(pk, after, limit)),
    index: (query) => (one(), plain.index(query)),
    write: (write) => (one(), plain.write(write)),
    transact: (writes) => (one(), plain.transact(writes)),
    update: (write) => (one(), plain.update(write)),
  };
  return { table, requests: () => requests };
}

/** Sweeps once over a crowd, with a clock that stands still, and once more. */
export async function sweptOnce(crowd: Crowd): Promise<Swept> {
  const memory = new MemoryTable();
  fill(memory, crowd);
  const { table, requests } = counted(memory);
  let [asked, found, now] = [0, 0, NOW];
  const nothing = async (): Promise<never> => Promise.reject(new Error('Nothing else is asked'));
  const workflow: Workflow = {
    start: async () => void (found = requests()),
    state: async () => ((asked += 1), 'missing'),
    stop: nothing,
    succeed: nothing,
    interrupt: nothing,
  };
  const sweep = sweepTasks({
    tasks: taskStore({ table, nonce: systemRandom.hex128, backoff: async () => undefined }),
    ledger: ledgerStore(table),
    items: itemStore(table),
    workflow,
    clock: { now: () => now, sleep: async () => undefined },
    random: systemRandom,
    digest: nodeDigest,
    log: { info: () => undefined, warn: () => undefined, count: () => undefined, measure: () => undefined },
    gate: admissionGate(table, () => ({ creates: 20, windowMs: 12_000 })),
    probe: async () => ({ type: 'accepted' }),
    ...firstAccount,
    notes: ownAccountNotes(table),
    services: [],
    beginDispatch: async () => undefined,
    countOpen: async () => undefined,
  });
  const first: SweepReport = await sweep();
  const [inAll, askedFirst] = [requests(), asked];
  now += 60_000;
  const second = await sweep();
  return {
    asked: askedFirst,
    started: first.started,
    requests: inAll,
    untilFound: found,
    left: crowd.open - first.looked,
    again: { looked: second.looked, asked: asked - askedFirst },
  };
}

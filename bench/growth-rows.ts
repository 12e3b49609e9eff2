import type { Owner, TaskId } from '#domain/ids.ts';
import type { Output } from '#domain/tasks/output.ts';
import { lastFaceOf } from '#domain/tasks/shown-task.ts';
import type { Task, TaskRequest } from '#domain/tasks/task.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import type { Row } from '#storage/table/table-port.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { MemoryTable, memoryTable } from '../test/simulation/ports/memory-table.ts';

/** A task by its number, and the ISO time of its creation and end. */
export interface Numbered {
  readonly n: number;
  readonly at: string;
}

const isRare = (n: number): boolean => n % 100 === 50;
const hasFailed = (n: number): boolean => n % 100 === 51;

const film = { model: 'VEO3', wireModel: 'veo3_fast', media: 'video' } as const;
const picture = { model: 'IMAGEN4', wireModel: 'google/imagen4-fast', media: 'image' } as const;

function taskOf(owner: Owner, { n, at }: Numbered): Task {
  // Multiplied, so that the ids, and with them the shards, do not follow the time.
  const id = ((BigInt(n) * 0x9e37_79b9_7f4a_7c15n) % (1n << 128n)).toString(16).padStart(32, '0') as TaskId;
  const failure = { code: 'generation_failed', message: 'No', stage: 'generating' } as const;
  return {
    id,
    owner,
    status: hasFailed(n) ? 'FAILED' : 'SUCCESS',
    service: 'KIE',
    ...(isRare(n) ? film : picture),
    dialect: 'jobs',
    jobs: 1,
    estimate: 4000,
    priority: 'normal',
    ...(n === 0 ? { promptId: 'the oldest' } : {}),
    retryCount: 0,
    incarnation: '0mjve7pc0',
    run: 1,
    requestHash: 'a'.repeat(64),
    createdAt: at,
    deadlineAt: at,
    expectedSeconds: 10,
    firstLookSeconds: 20,
    polls: 'quick',
    ending: hasFailed(n) ? { at, failure } : { at },
    history: [],
  };
}

const request: TaskRequest = {
  providerParams: { prompt: 'p'.repeat(500) },
  input: { prompt: 'p'.repeat(500) },
};

/** Its row is left out: nothing that is measured reads it. */
const job = { n: 1, state: 'canceled', attempt: 1, releases: 0, history: [] } as const;

function outputOf({ id, owner, media }: Task, at: string): Output {
  const key = `images/generated/${owner}/${id}.png`;
  const file = {
    key,
    media: media === 'video' ? 'video' : 'image',
    contentType: 'image/png',
    bytes: 5,
    sha256: 'b'.repeat(64),
  } as const;
  const sourceUrl = 'https://x/y.png';
  return { n: 1, job: 1, index: 1, role: 'result', sourceUrl, late: false, state: 'stored', file, at };
}

/** All rows of tasks that have ended, as the stores write them: task, request and output, ledger lines and sums. */
export async function rowsOfTasks(owner: Owner, numbered: readonly Numbered[]): Promise<readonly Row[]> {
  const memory = new MemoryTable();
  const table = memoryTable(memory);
  let written = 0;
  const nonce = (): string => (written += 1).toString(16).padStart(32, '0');
  const tasks = taskStore({ table, nonce, backoff: async () => undefined });
  for (const one of numbered) {
    const { ending, ...open } = taskOf(owner, one);
    const task: Task = { ...open, status: 'PENDING' };
    await tasks.create(task, request);
    const outputs = hasFailed(one.n) ? [] : [await tasks.saveOutput(task, outputOf(task, one.at))];
    const settlement = { prices: [hasFailed(one.n) ? 0 : 4000], final: true };
    const ended: Task = { ...open, ...(ending === undefined ? {} : { ending }), settlement };
    await tasks.amendTask(task, () => ended, {
      extraWrites: (next, before) => ledgerStore(table).settleWrites(next, before, one.at),
      faceOf: (next) => lastFaceOf({ task: next, request, jobs: [job], outputs }),
    });
  }
  return memory.partitions('').flatMap((pk) => memory.partition(pk));
}

/** The rows of sums of many parts, added up. */
export class SumRows {
  readonly #rows = new Map<string, Row>();

  /** Takes the sums out of rows, and gives the others. */
  without(rows: readonly Row[]): readonly Row[] {
    for (const row of rows) if (row.pk.startsWith('usage#')) this.#add(row);
    return rows.filter(({ pk }) => !pk.startsWith('usage#'));
  }

  #add(row: Row): void {
    const before: Row = this.#rows.get(row.sk) ?? { pk: row.pk, sk: row.sk };
    const figures = Object.entries(row).filter(([, value]) => typeof value === 'number');
    const added = figures.map(([name, value]) => [name, Number(before[name] ?? 0) + Number(value)] as const);
    const next: Row = { ...before, ...Object.fromEntries(added), pk: row.pk, sk: row.sk };
    this.#rows.set(row.sk, next);
  }

  rows(): readonly Row[] {
    return [...this.#rows.values()];
  }
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { listTasks, type TaskPage } from '#actions/tasks/read-tasks.ts';
import { readUsage } from '#actions/money/read-usage.ts';
import type { Owner } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { addUnsummed } from '#storage/money/unsummed-lines.ts';
import { readProgress } from '#storage/money/usage-sums.ts';
import { documentClient, dynamoTable } from '#storage/table/dynamo-table.ts';
import type { Row, Table } from '#storage/table/table-port.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { createTable } from '../test/stack/storage/engine-table.ts';
import { atMost, type Findings } from './goals.ts';
import { rowsOfTasks, SumRows } from './growth-rows.ts';
import { sweptOnce } from './growth-sweeper.ts';
import { watchTables, type TableWatch } from './table-watch.ts';
import { fixed, textTable } from './text-table.ts';

const TABLE = 'growth';
const owner = 'ana' as Owner;
const NOW = Date.parse('2026-01-28T12:00:00.000Z');
/** The tasks are spread over the month until now. */
const BEGIN = Date.parse('2026-01-01T00:00:00.000Z');
const PAGE = 100;
const SIZES = [100, 1000, 10_000];
const MILLION = 1_000_000;
/** A batch write takes so many rows; so many of them are sent at once. */
const BATCH = 25;
const AT_ONCE = 8;
/** Tasks whose rows are made at a time. */
const PART = 1000;

/** What something asked of the table, and what it came to. */
export interface Growth {
  readonly what: string;
  readonly tasks: number;
  readonly requests: number;
  readonly readUnits: number;
  readonly found: number;
  readonly ms: number;
}

interface Room {
  readonly watch: TableWatch;
  readonly client: DynamoDBDocumentClient;
  readonly table: Table;
}

async function store(client: DynamoDBDocumentClient, rows: readonly Row[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) =>
    rows.slice(i * BATCH, (i + 1) * BATCH),
  );
  const write = async (first: number): Promise<void> => {
    for (let i = first; i < batches.length; i += AT_ONCE) {
      const puts = (batches[i] ?? []).map((Item) => ({ PutRequest: { Item } }));
      const { UnprocessedItems } = await client.send(
        new BatchWriteCommand({ RequestItems: { [TABLE]: puts } }),
      );
      if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('The engine took not all rows');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => write(i)));
}

/** Stores so many tasks that have ended, as the stores of this version write them. */
async function fill({ client }: Room, count: number): Promise<void> {
  const sums = new SumRows();
  for (let first = 0; first < count; first += PART) {
    const numbers = Array.from({ length: Math.min(PART, count - first) }, (_, i) => first + i);
    const tasks = numbers.map((n) => ({ n, at: isoTime(BEGIN + Math.floor((n * (NOW - BEGIN)) / count)) }));
    await store(client, sums.without(await rowsOfTasks(owner, tasks)));
  }
  await store(client, sums.rows());
}

/** Runs something, and says what it asked of the table. */
async function measured(
  { watch }: Room,
  { what, tasks }: { what: string; tasks: number },
  run: () => Promise<number>,
): Promise<Growth> {
  watch.take();
  const begun = performance.now();
  const found = await run();
  const ms = performance.now() - begun;
  const charges = watch.take();
  const readUnits = charges.reduce((sum, charge) => sum + charge.readUnits, 0);
  return { what, tasks, requests: charges.length, readUnits, found, ms };
}

/** Looks through the whole ledger, as often as that takes. */
async function lookThrough({ table }: Room): Promise<void> {
  let [before, now]: (string | undefined)[] = ['', undefined];
  while (before !== now) {
    before = now;
    await addUnsummed(table)(owner, NOW);
    now = (await readProgress(table, owner))?.after;
  }
}

/** One in a hundred is a film, one in a hundred has failed, and the oldest has a prompt of its own. */
const filters: readonly (readonly [string, TaskPage['filter']])[] = [
  ['page of 100', {}],
  ['prompt of one task', { promptId: 'the oldest' }],
  ['model of 1 %', { model: 'VEO3' }],
  ['status of 1 %', { status: 'FAILED' }],
];

async function measureAll(room: Room, tasks: number): Promise<Growth[]> {
  const store = taskStore({ table: room.table, nonce: () => 'bench', backoff: async () => undefined });
  const list = listTasks({ tasks: store });
  const clock = { now: () => NOW };
  const usage = readUsage({ ledger: ledgerStore(room.table), clock });
  const rows: Growth[] = [];
  for (const [what, filter] of filters)
    rows.push(
      await measured(
        room,
        { what, tasks },
        async () => (await list(owner, { filter, limit: PAGE })).items.length,
      ),
    );
  const read = async (): Promise<number> =>
    (await usage(owner)).models.reduce((sum, model) => sum + model.tasks, 0);
  rows.push(await measured(room, { what: 'usage, from the ledger', tasks }, read));
  await lookThrough(room);
  rows.push(await measured(room, { what: 'usage, from sums', tasks }, read));
  return rows;
}

/** Everything for one number of tasks, in a table of its own. */
async function grown(tasks: number): Promise<Growth[]> {
  const watch = await watchTables();
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const engine = new DynamoDBClient({ endpoint: watch.url, region: 'us-east-1', credentials });
  try {
    await createTable(engine, TABLE);
    const client = documentClient(engine);
    const room = { watch, client, table: dynamoTable(client, TABLE) };
    await fill(room, tasks);
    return await measureAll(room, tasks);
  } finally {
    engine.destroy();
    await watch.stop();
  }
}

const shownRow = ({ what, tasks, requests, readUnits, found, ms }: Growth): string[] => [
  what,
  String(tasks),
  String(found),
  String(requests),
  fixed(readUnits, 1),
  fixed(ms),
];

const NEVER_STARTED = 10;

async function sweepsOf(sizes: readonly number[]) {
  const sweeps = [];
  // A million open tasks would be as many as Step Functions runs at once.
  for (const open of sizes.filter((size) => size < MILLION))
    sweeps.push({ open, ...(await sweptOnce({ open, neverStarted: NEVER_STARTED })) });
  return sweeps;
}

async function findingsOf(sizes: readonly number[]): Promise<Findings> {
  const numbers: Growth[] = [];
  for (const size of sizes) numbers.push(...(await grown(size)));
  const sweeps = await sweepsOf(sizes);
  const most = (what: string, pick: (growth: Growth) => number): number =>
    Math.max(...numbers.filter((growth) => growth.what === what).map(pick));
  const requests = ({ requests: asked }: Growth): number => asked;
  return {
    text: [
      'One owner with so many tasks that have ended, spread over a month: what a read of lists and usage asks of',
      'the table. Times are of this machine. A list that finds less than there is ends with a cursor.',
      '',
      textTable(
        ['', 'tasks', 'found', 'requests', 'RU', 'ms'],
        Object.values(Object.groupBy(numbers, ({ what }) => what)).flatMap((same = []) => same.map(shownRow)),
      ),
      '',
      'So many open tasks that are due at once, ten of them never started, and one sweep (over a table in memory).',
      '',
      textTable(
        ['open', 'started', 'described', 'requests', 'until the last was found', 'looked at again'],
        sweeps.map(({ open, started, asked, requests, untilFound, again }) =>
          [open, started, asked, requests, untilFound, again.looked].map(String),
        ),
      ),
    ],
    goals: [
      atMost('read units of usage, from sums', {
        limit: 50,
        measured: most('usage, from sums', ({ readUnits }) => readUnits),
      }),
      atMost('table requests, a page of 100 tasks', { limit: 2, measured: most('page of 100', requests) }),
      atMost('table requests, the one task of a prompt', {
        limit: 3,
        measured: most('prompt of one task', requests),
      }),
      atMost('executions described for ten tasks that were never started', {
        limit: 10,
        measured: Math.max(...sweeps.map(({ asked }) => asked)),
      }),
    ],
    numbers: [...numbers, ...sweeps],
  };
}

/** Lists and usage of an owner with few and with many tasks, and sweeps over them. */
export const growth = (): Promise<Findings> => findingsOf(SIZES);

/** The same with a million, which takes a while to store. */
export const growthToAMillion = (): Promise<Findings> => findingsOf([...SIZES, MILLION]);

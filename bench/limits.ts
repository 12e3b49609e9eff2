import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { countRequests } from '#actions/limits/count-requests.ts';
import { isOwner, type Owner } from '#domain/ids.ts';
import type { CountedRequest } from '#domain/limits/request-rates.ts';
import { requestCounts } from '#storage/limits/request-counts.ts';
import { documentClient, dynamoTable } from '#storage/table/dynamo-table.ts';
import type { Table } from '#storage/table/table-port.ts';
import { createTable } from '../test/stack/storage/engine-table.ts';
import { atMost, type Findings } from './goals.ts';
import { watchTables, type TableWatch } from './table-watch.ts';
import { fixed, textTable } from './text-table.ts';

const TABLE = 'limits';
const CALLS = 10_000;
const FUNCTIONS = 4;
const LIMITS = [100, 1000, 6000, 30_000];
const digest = { sha256: (text: string) => createHash('sha256').update(text).digest('hex') };
const asked: CountedRequest = { key: '0123456789abcdef', changes: false, creates: 0 };

/** What became of a crowd below one limit. */
interface Crowd {
  readonly limit: number;
  readonly admitted: number;
  readonly writes: number;
  readonly refusedWrites: number;
  readonly reads: number;
}

function ownerOf(limit: number): Owner {
  const name = `limit-${limit}`;
  if (!isOwner(name)) throw new Error(`${name} is no owner`);
  return name;
}

/** All calls at once, dealt out to functions that share nothing but the table. */
async function crowdBelow(
  limit: number,
  { table, watch }: { table: Table; watch: TableWatch },
): Promise<Crowd> {
  const now = Date.parse('2026-11-21T10:00:00Z');
  const limits = { readsPerMinute: limit, keyReadsPerMinute: limit };
  const functions = Array.from({ length: FUNCTIONS }, (_, i) =>
    countRequests({
      counts: requestCounts(table, digest),
      limitsOf: async () => limits,
      clock: { now: () => now },
      name: `function ${i}`,
    }),
  );
  watch.take();
  const owner = ownerOf(limit);
  const answers = await Promise.all(
    Array.from({ length: CALLS }, async (_, i) => functions[i % FUNCTIONS]?.(owner, asked)),
  );
  const charges = watch.take();
  const writes = charges.filter(({ operation }) => operation === 'UpdateItem');
  return {
    limit,
    admitted: answers.filter((answer) => answer !== undefined && answer.exceeded === undefined).length,
    writes: writes.length,
    refusedWrites: writes.filter(({ refused }) => refused).length,
    reads: charges.length - writes.length,
  };
}

const shownRow = ({ limit, admitted, writes, refusedWrites, reads }: Crowd): string[] => [
  ...[limit, admitted, writes, refusedWrites, reads].map(String),
  fixed((10 * writes) / CALLS, 2),
];

/** How many of a crowd are admitted below limits of its owner and key, and what counting them takes. */
export async function limits(): Promise<Findings> {
  const watch = await watchTables();
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const engine = new DynamoDBClient({ endpoint: watch.url, region: 'us-east-1', credentials });
  try {
    await createTable(engine, TABLE);
    const table = dynamoTable(documentClient(engine), TABLE);
    const crowds: Crowd[] = [];
    for (const limit of LIMITS) crowds.push(await crowdBelow(limit, { table, watch }));
    const most = (pick: (crowd: Crowd) => number): number => Math.max(...crowds.map(pick));
    return {
      text: [
        `${CALLS} requests of one key at once, in one minute, over ${FUNCTIONS} functions that share nothing but the table.`,
        'Reads are those after a lease that was refused; the reading of an owner’s own limits, once a function, comes on top.',
        '',
        textTable(
          ['limit', 'admitted', 'writes', 'of them refused', 'reads', 'writes for ten requests'],
          crowds.map(shownRow),
        ),
      ],
      goals: [
        atMost('requests admitted beyond a limit', {
          limit: 0,
          measured: most(({ limit, admitted }) => Math.max(0, admitted - limit)),
        }),
        atMost('writes for ten requests of one key', {
          limit: 1,
          measured: most(({ writes }) => (10 * writes) / CALLS),
          show: (value) => fixed(value, 2),
        }),
      ],
      numbers: crowds,
    };
  } finally {
    engine.destroy();
    await watch.stop();
  }
}

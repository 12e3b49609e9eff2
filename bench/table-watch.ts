import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { startEngine } from '@darkroom/local-cloud/dynamodb';

/** One request that the table answered, and what it was charged. */
export interface Charge {
  /** The function that asked, by the name the local cloud gave it. */
  readonly caller: string;
  readonly operation: string;
  /** The items written, by kind: `task/job`, `gate/gate` …; empty for reads. */
  readonly items: readonly string[];
  readonly readUnits: number;
  /** What the indexes took is in here too. */
  readonly writeUnits: number;
  readonly indexUnits: number;
  /** A condition did not hold. AWS charges the write all the same: one unit an item is put down for it here. */
  readonly refused: boolean;
}

/** A table engine whose every request is written down. */
export interface TableWatch {
  readonly url: string;
  /** The requests since the last call. */
  take(): Charge[];
  stop(): Promise<void>;
}

const units = z.object({ CapacityUnits: z.number().default(0) });
const consumed = units.extend({ GlobalSecondaryIndexes: z.record(z.string(), units).default({}) });
const answered = z.object({
  ConsumedCapacity: z.union([consumed.transform((one) => [one]), z.array(consumed)]).default([]),
});
const key = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) });
const write = z.object({ Item: key.optional(), Key: key.optional() });
const asked = write.extend({
  TransactItems: z.array(z.record(z.string(), write)).default([]),
});

const reads = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems']);

const kindOf = ({ Item, Key }: z.output<typeof write>): string[] => {
  const found = Item ?? Key;
  const word = (text: string): string => text.split('#')[0] ?? '';
  return found === undefined ? [] : [`${word(found.pk.S)}/${word(found.sk.S)}`];
};

function itemsOf(body: unknown): string[] {
  const { TransactItems, ...single } = asked.parse(body);
  return [single, ...TransactItems.flatMap((item) => Object.values(item))].flatMap(kindOf);
}

/** A request to the table and what came of it. */
interface Exchange {
  readonly operation: string;
  readonly caller: string;
  readonly body: unknown;
  readonly answer: unknown;
  readonly ok: boolean;
}

function chargeOf({ operation, caller, body, answer, ok }: Exchange): Charge {
  const items = writes.has(operation) ? itemsOf(body) : [];
  const base = { caller, operation, items, readUnits: 0, writeUnits: 0, indexUnits: 0, refused: !ok };
  if (!ok) {
    const byCondition = /ConditionalCheckFailed|TransactionCanceled/.test(JSON.stringify(answer));
    return { ...base, writeUnits: byCondition ? items.length : 0 };
  }
  const { ConsumedCapacity } = answered.parse(answer);
  const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const all = sum(ConsumedCapacity.map(({ CapacityUnits }) => CapacityUnits));
  if (reads.has(operation)) return { ...base, readUnits: all };
  const indexes = ConsumedCapacity.flatMap((one) => Object.values(one.GlobalSecondaryIndexes));
  return { ...base, writeUnits: all, indexUnits: sum(indexes.map(({ CapacityUnits }) => CapacityUnits)) };
}

const header = ({ headers }: IncomingMessage, name: string): string => String(headers[name] ?? '');

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Starts a table engine of its own behind a proxy that asks for the price of everything, index by index. */
export async function watchTables(): Promise<TableWatch> {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-bench-tables-'));
  const engine = await startEngine(folder);
  let seen: Charge[] = [];

  const pass = async (request: IncomingMessage): Promise<{ status: number; text: string }> => {
    const target = header(request, 'x-amz-target');
    const operation = target.split('.')[1] ?? '';
    const body = JSON.parse((await bodyOf(request)) || '{}') as Record<string, unknown>;
    const counted = reads.has(operation) || writes.has(operation);
    const response = await fetch(engine.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
        'x-amz-date': header(request, 'x-amz-date'),
        authorization: header(request, 'authorization'),
      },
      body: JSON.stringify(counted ? { ...body, ReturnConsumedCapacity: 'INDEXES' } : body),
    });
    const text = await response.text();
    const caller = /(?:^|\s)app\/(\S+)/.exec(header(request, 'user-agent'))?.[1] ?? 'other';
    if (counted)
      seen.push(chargeOf({ operation, caller, body, answer: JSON.parse(text || '{}'), ok: response.ok }));
    return { status: response.status, text };
  };

  const server = createServer((request, response) => {
    pass(request).then(
      ({ status, text }) =>
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(text),
      () => response.destroy(),
    );
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

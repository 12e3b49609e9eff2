import { createServer, type IncomingMessage } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '@darkroom/local-cloud/dynamodb';

/** What becomes of one request to the table. `conflict` is what DynamoDB says when another transaction is in the way. */
export type Fate = 'pass' | 'conflict' | 'down';

/** A real table engine behind a proxy that makes the faults which a local engine never makes by itself. */
export interface TroubledTable {
  readonly url: string;
  /** Asked about every request: the operation (`PutItem` …) and the function that asks. */
  fate: (operation: string, caller: string) => Fate;
  stop(): Promise<void>;
}

const refusals = {
  conflict: {
    status: 400,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      Message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
      CancellationReasons: [{ Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }],
    },
  },
  down: {
    status: 500,
    body: { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: 'Internal' },
  },
} as const;

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Starts one; everything passes until `fate` says otherwise. */
export async function troubledTable(): Promise<TroubledTable> {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-trouble-'));
  const engine = await startEngine(folder);

  const answer = async (request: IncomingMessage): Promise<{ status: number; text: string }> => {
    const target = String(request.headers['x-amz-target'] ?? '');
    const body = await textOf(request);
    const caller = /(?:^|\s)app\/(\S+)/.exec(request.headers['user-agent'] ?? '')?.[1] ?? 'other';
    const fate = table.fate(target.split('.')[1] ?? '', caller);
    if (fate !== 'pass') {
      const refusal = refusals[fate];
      return { status: refusal.status, text: JSON.stringify(refusal.body) };
    }
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': String(request.headers['x-amz-date'] ?? ''),
      authorization: request.headers.authorization ?? '',
    };
    const response = await fetch(engine.url, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  };

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, text }) =>
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(text),
      () => response.destroy(),
    );
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const table: TroubledTable = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fate: () => 'pass',
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return table;
}

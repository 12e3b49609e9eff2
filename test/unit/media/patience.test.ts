import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { previewOutputs } from '#actions/files/preview-outputs.ts';
import type { Output } from '#domain/tasks/output.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { calledFunction } from '#storage/compute/functions.ts';

/** A Lambda that takes every call and answers none. */
const silent = createServer((request) => void request.resume());
beforeAll(() => new Promise<void>((done) => void silent.listen(0, '127.0.0.1', done)));
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

it('a media function that hangs is left after 20 seconds, and there are no previews', async () => {
  const { port } = silent.address() as AddressInfo;
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  const given: number[] = [];
  const counts: string[] = [];
  const warnings: unknown[] = [];
  const show = previewOutputs({
    uploads: { find: async () => undefined },
    digest: { sha256: () => '', hmac256: () => '', same: () => false },
    log: {
      info: () => undefined,
      warn: (_what, about) => void warnings.push(about),
      count: (name) => void counts.push(name),
      measure: () => undefined,
    },
    mediaBaseUrl: 'https://media.example.test',
    // The limit that is asked for runs in the time of the machine: here it is cut short.
    draw: (order, timeoutMs) => {
      given.push(timeoutMs);
      return calledFunction(client, 'media').call(order, Math.min(timeoutMs, 50));
    },
  });
  const task = { task: { id: '0'.repeat(32), owner: 'ana' }, request: {} } as unknown as TaskSnapshot;
  const file = { key: 'images/generated/ana/0.png', media: 'image' };
  expect(await show(task, [{ n: 1, state: 'stored', file } as unknown as Output])).toEqual([]);
  expect(given).toEqual([20_000]);
  expect(counts).toEqual(['PreviewFailed']);
  expect(warnings).toMatchObject([{ reason: expect.stringMatching(/abort|timeout/i) as string }]);
  client.destroy();
});

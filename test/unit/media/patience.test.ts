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

const owned = { task: { id: '0'.repeat(32), owner: 'ana' }, request: {} } as unknown as TaskSnapshot;
const file = { key: 'images/generated/ana/0.png', media: 'image' };
const outputs = [{ n: 1, state: 'stored', file } as unknown as Output];

/** What is drawn by calls that end like this, one after the other, each after so many milliseconds. */
function drawing(
  calls: readonly { readonly ms: number; readonly end: (timeoutMs: number) => Promise<unknown> }[],
) {
  let now = 0;
  const given: number[] = [];
  const counts: string[] = [];
  const warnings: unknown[] = [];
  const show = previewOutputs({
    uploads: { find: async () => undefined },
    digest: { sha256: () => '', hmac256: () => '', same: () => false },
    clock: { now: () => now },
    log: {
      info: () => undefined,
      warn: (_what, about) => void warnings.push(about),
      count: (name) => void counts.push(name),
      measure: () => undefined,
    },
    mediaBaseUrl: 'https://media.example.test',
    draw: async (_order, timeoutMs) => {
      const call = calls[given.length];
      given.push(timeoutMs);
      now += call?.ms ?? 0;
      return call?.end(timeoutMs);
    },
  });
  return { show: () => show(owned, outputs), given, counts, warnings };
}

it('a media function that hangs is left after 20 seconds, and there are no previews', async () => {
  const { port } = silent.address() as AddressInfo;
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  // The limit that is asked for runs in the time of the machine: here it is cut short.
  const end = (timeoutMs: number) => calledFunction(client, 'media').call({}, Math.min(timeoutMs, 50));
  const { show, given, counts, warnings } = drawing([{ ms: 20_000, end }]);
  expect(await show()).toEqual([]);
  expect(given).toEqual([20_000]);
  expect(counts).toEqual(['PreviewFailed']);
  expect(warnings).toMatchObject([{ reason: expect.stringMatching(/abort|timeout/i) as string }]);
  client.destroy();
});

const died = () => Promise.reject(new Error('Runtime.ExitError'));
const previews = [{ n: 1, sizes: [320, 1024] }];

it('a media function that has died is called once more, within the same 20 seconds', async () => {
  const { show, given, counts } = drawing([
    { ms: 4_000, end: died },
    { ms: 500, end: () => Promise.resolve({ previews }) },
  ]);
  expect(await show()).toEqual(previews);
  expect(given).toEqual([20_000, 16_000]);
  expect(counts).toEqual([]);
});

it('a media function that dies twice is left, and there are no previews', async () => {
  const { show, given, counts } = drawing([
    { ms: 4_000, end: died },
    { ms: 500, end: died },
  ]);
  expect(await show()).toEqual([]);
  expect(given).toHaveLength(2);
  expect(counts).toEqual(['PreviewFailed']);
});

import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { postEvent } from '#actions/webhooks/post-event.ts';
import { newDelivery } from '#domain/webhooks/delivery.ts';
import type { Webhook } from '#domain/webhooks/webhook.ts';
import { postOnce } from '#providers/network/post-once.ts';
import { ownerOf } from './delivering.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const example = 'docs/examples/receiver.mjs';
const secret = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`;

let receiver: ChildProcess;
let said = '';
let port = '';
beforeAll(async () => {
  receiver = spawn(process.execPath, [join(root, example)], {
    cwd: root,
    env: { ...process.env, PORT: '0', WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  receiver.stdout?.on('data', (chunk) => (said += String(chunk)));
  port = await vi.waitUntil(() => /listening on (\d+)/.exec(said)?.[1], { timeout: 50_000, interval: 20 });
});
afterAll(async () => {
  const ended = new Promise((done) => receiver.once('exit', done));
  receiver.kill();
  await ended;
});

const sentWith = (key: string) =>
  postEvent({
    clock: { now: () => Date.now() },
    post: (url, body, headers) =>
      postOnce({ url, body, headers }, { localOrigins: ['loopback'], timeoutMs: 50_000, answerBytes: 100 }),
    hmac: (_secret, text) => createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64'),
    ed25519: async () => Buffer.from('not asked about').toString('base64'),
  });

describe('the receiver in the documentation', () => {
  const webhook = (): Webhook => ({
    id: `wh_${'0'.repeat(32)}`,
    owner: ownerOf('ana'),
    url: `http://127.0.0.1:${port}/hook`,
    createdAt: '2026-11-21T10:00:00.000Z',
    secrets: [{ secret, madeAt: '2026-11-21T10:00:00.000Z' }],
  });
  const event = () =>
    newDelivery({ owner: ownerOf('ana'), webhookId: webhook().id }, Date.now(), {
      unique: '0123456789abcdef',
      type: 'task.succeeded',
      sequence: 5,
    });

  it('takes what is signed with its secret, and refuses all else', async () => {
    const sent = event();
    expect(await sentWith(secret.slice('whsec_'.length))(webhook(), sent, { id: 'x' })).toMatchObject({
      status: 204,
    });
    await vi.waitUntil(() => said.includes(`task.succeeded ${sent.id} 5`), { timeout: 50_000, interval: 20 });
    const other = Buffer.from('another secret of 32 characters..').toString('base64');
    expect(await sentWith(other)(webhook(), event(), { id: 'x' })).toMatchObject({ status: 400 });
  });

  it('stands in the page about webhooks as it is run', () => {
    const page = readFileSync(join(root, 'docs', 'webhooks.md'), 'utf8');
    expect(page).toContain(readFileSync(join(root, example), 'utf8').trim());
  });
});

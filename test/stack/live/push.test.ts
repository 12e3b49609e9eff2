import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TaskView } from '#contract/tasks/answers.ts';
import type { MadeTokenView } from '#contract/keys/token-answers.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';
import { LiveClient, ReturningClient, type Told } from './live-client.ts';

const MINUTE_MS = 60_000;
let world: World;
const clients: LiveClient[] = [];
beforeAll(async () => {
  world = await World.open();
  await world.newKey('ben');
});
afterAll(() => world.close());
afterEach(async () => {
  for (const client of clients.splice(0)) await client.leave();
  await world.settle();
});

const connected = async (): Promise<LiveClient> => {
  const client = await LiveClient.connect(world);
  clients.push(client);
  return client;
};
const keyOf = (owner: string): string => world.keys.get(owner) ?? '';
const ordered = async (prompt: string, more: Record<string, unknown> = {}): Promise<TaskView> =>
  (await world.create(orders.imagen(prompt), more)).body;
const tokenFor = async (order: Record<string, unknown>): Promise<string> => {
  const body = { scopes: ['tasks:read'], ...order };
  return (await world.request<MadeTokenView>('POST', '/api/v1/tokens', { body })).body.token;
};
const ended = ({ type }: Told): boolean => type === 'task.succeeded';

describe('a client that subscribes', () => {
  it('to its owner is told of a task from its beginning to its end, as webhooks are', async () => {
    const client = await connected();
    expect(await client.subscribe({ token: keyOf('ana'), owner: true })).toEqual({
      type: 'subscribed',
      owner: true,
      resumed: false,
    });
    const task = await world.run(orders.imagen('told while it happens'));
    await world.settle();
    await client.caughtUp();
    const events = client.events(task.id);
    expect(events[0]?.type).toBe('task.created');
    expect(events.at(-1)).toEqual({
      id: expect.stringMatching(/^evt_[0-9a-f]{28}$/) as string,
      type: 'task.succeeded',
      timestamp: expect.any(String) as string,
      sequence: expect.any(Number) as number,
      data: await world.task(task.id),
    });
    const sequences = events.map(({ sequence }) => sequence ?? 0);
    expect(sequences).toEqual([...new Set(sequences)].sort((left, right) => left - right));
  });

  it('is told of what it asks for, and nothing else: with tokens for one task and for one prompt', async () => {
    const [ofTask, ofPrompt, ofBen] = [await connected(), await connected(), await connected()];
    const [one, other] = [await ordered('of the page'), await ordered('of another', { promptId: 'p-7' })];
    const token = await tokenFor({ task: one.id });
    expect((await ofTask.subscribe({ token, task: one.id })).type).toBe('subscribed');
    const promptToken = await tokenFor({ prompt: 'p-7' });
    expect((await ofPrompt.subscribe({ token: promptToken, prompt: 'p-7' })).type).toBe('subscribed');
    expect((await ofBen.subscribe({ token: keyOf('ben'), owner: true })).type).toBe('subscribed');
    await world.untilEnded(one.id);
    await world.untilEnded(other.id);
    await world.settle();
    for (const client of [ofTask, ofPrompt, ofBen]) await client.caughtUp();
    const tasksOf = (client: LiveClient) => [...new Set(client.events().map(({ data }) => data?.['id']))];
    expect([tasksOf(ofTask), tasksOf(ofPrompt), tasksOf(ofBen)]).toEqual([[one.id], [other.id], []]);
    expect([ofTask, ofPrompt].map((client) => client.events().at(-1)?.type)).toEqual([
      'task.succeeded',
      'task.succeeded',
    ]);
  });

  it('has several subscriptions over one connection, and is told of none that it has ended', async () => {
    const client = await connected();
    const [one, other] = [await ordered('the first of two'), await ordered('the second of two')];
    await client.subscribe({ token: keyOf('ana'), task: one.id });
    await client.subscribe({ token: keyOf('ana'), task: other.id });
    client.say({ action: 'unsubscribe', task: one.id });
    expect(await client.hears(({ type }) => type === 'unsubscribed')).toEqual({
      type: 'unsubscribed',
      task: one.id,
    });
    await world.untilEnded(one.id);
    await world.untilEnded(other.id);
    await world.settle();
    await client.caughtUp();
    expect(client.events(one.id).filter(ended)).toEqual([]);
    expect(client.events(other.id).filter(ended)).toHaveLength(1);
  });

  it('first of all of an owner is told a little later to look itself: a change may have been under way', async () => {
    await world.newKey('cleo');
    const client = await connected();
    await client.subscribe({ token: keyOf('cleo'), owner: true });
    expect(client.told.map(({ type }) => type)).toEqual(['subscribed']);
    await world.advance(2 * MINUTE_MS);
    await client.caughtUp();
    expect(client.told.filter(({ type }) => type === 'resync')).toEqual([{ type: 'resync', owner: true }]);
  });
});

describe('the example in the documentation', () => {
  it('looks first, and then is told', async () => {
    const root = join(import.meta.dirname, '..', '..', '..');
    const follower = spawn(process.execPath, [join(root, 'docs/examples/live-node.mjs')], {
      env: { ...process.env, DARKROOM_URL: world.cloud.apiUrl, DARKROOM_KEY: keyOf('ana') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    follower.stdout.on('data', (chunk) => (said += String(chunk)));
    const says = (text: string) =>
      vi.waitUntil(() => said.includes(text), { timeout: 100_000, interval: 20 });
    await says('looked ');
    const { id } = await ordered('followed by the example');
    await world.request('POST', `/api/v1/generation/tasks/${id}/cancel`);
    await world.settle();
    await says(`${id}\n`);
    const lines = said.split('\n').filter((line) => line.endsWith(id));
    expect(lines[0]).toMatch(/^task\.created evt_/);
    const ended = once(follower, 'exit');
    follower.kill();
    await ended;
    await world.settle();
  });
});

describe('who may not', () => {
  const refused = async (message: unknown): Promise<[string | undefined, number]> => {
    const client = await LiveClient.connect(world);
    client.say(message);
    const { problem } = await client.hears(({ type }) => type === 'error');
    return [problem?.code, await client.closed];
  };

  it('is told why, with the codes of HTTP, and is sent away', async () => {
    const { id: task } = await ordered('asked for by many');
    const ofAna = { action: 'subscribe', token: keyOf('ana') };
    const unread = await world.newKey('ana', { scopes: ['uploads:read'] });
    world.keys.set('ana', ofAna.token);
    const page = await tokenFor({ task });
    const promptPage = await tokenFor({ prompt: 'p-1' });
    const cases: readonly (readonly [string, unknown])[] = [
      ['malformed_json', 'hello'],
      ['validation_failed', { action: 'fly' }],
      ['validation_failed', { ...ofAna, task: 'x' }],
      ['validation_failed', { ...ofAna, task, owner: true }],
      ['validation_failed', { ...ofAna, owner: true, after: 'evt_1' }],
      ['validation_failed', { action: 'subscribe', task }],
      ['unauthorized', { ...ofAna, token: 'dk_wrong', owner: true }],
      ['forbidden', { ...ofAna, token: unread, owner: true }],
      ['forbidden', { ...ofAna, token: page, owner: true }],
      ['forbidden', { ...ofAna, token: page, prompt: 'p-1' }],
      ['forbidden', { ...ofAna, token: promptPage, prompt: 'p-2' }],
      ['not_found', { ...ofAna, token: promptPage, task }],
      ['not_found', { ...ofAna, token: keyOf('ben'), task }],
      ['not_found', { ...ofAna, task: 'f'.repeat(32) }],
    ];
    const answers = await Promise.all(cases.map(async ([, message]) => (await refused(message))[0]));
    expect(answers).toEqual(cases.map(([code]) => code));
  });

  it('says nothing of himself for half a minute is sent away, and nothing is kept of him', async () => {
    const client = await connected();
    await client.caughtUp();
    await world.advance(31_000);
    client.say({ action: 'ping' });
    expect(await client.closed).toBe(1000);
  });

  it('has had his key revoked is told nothing a minute later, and is sent away', async () => {
    const owner = 'dora';
    const key = await world.newKey(owner);
    const client = await connected();
    await client.subscribe({ token: key, owner: true });
    const create = () =>
      world.request<TaskView>('POST', '/api/v1/generation/tasks', {
        as: 'dora-2',
        body: { providerParams: orders.imagen('of dora') },
      });
    world.keys.set('dora-2', await world.newKey(owner));
    await create();
    await world.settle();
    await client.caughtUp();
    expect(client.events().length).toBeGreaterThan(0);
    const hash = createHash('sha256').update(key).digest('hex');
    await keyStore(world.table).revoke(hash.slice(0, 16), world.clock.now());
    await world.advance(MINUTE_MS);
    const aMinuteLater = world.clock.now();
    await create();
    await world.settle();
    await client.closed;
    const times = client.events().map(({ timestamp = '' }) => Date.parse(timestamp));
    expect(times.filter((time) => time >= aMinuteLater)).toEqual([]);
  });
});

describe('a client that comes back', () => {
  it('is told what it has missed, in order, and that this is all', async () => {
    const first = await connected();
    await first.subscribe({ token: keyOf('ana'), owner: true });
    const before = await world.run(orders.imagen('seen'));
    await world.settle();
    await first.caughtUp();
    const after = first.events(before.id).at(-1)?.id ?? '';
    await first.breakOff();
    await world.settle();
    await world.advance(3 * MINUTE_MS);
    const missed = await world.run(orders.imagen('missed'));
    const again = await connected();
    expect((await again.subscribe({ token: keyOf('ana'), owner: true, after })).resumed).toBe(true);
    const events = again.events(missed.id);
    expect([events[0]?.type, events.at(-1)?.type]).toEqual(['task.created', 'task.succeeded']);
    const sequences = events.map(({ sequence }) => sequence ?? 0);
    expect(sequences).toEqual(sequences.toSorted((left, right) => left - right));
  });

  it.each([
    ['before anybody listened', -30 * 24 * 60 * MINUTE_MS],
    ['in the time to come', 5 * MINUTE_MS],
  ])('with an event from %s is told to look itself', async (_name, ms) => {
    const client = await connected();
    const after = `evt_${(world.clock.now() + ms).toString(16).padStart(12, '0')}${'0'.repeat(16)}`;
    const answer = await client.subscribe({ token: keyOf('ana'), owner: true, after });
    expect(answer.resumed).toBe(false);
    expect(client.told.filter(({ type }) => type === 'resync')).toHaveLength(1);
  });

  it('thirty times, whenever it happens, misses nothing', async () => {
    const returning = new ReturningClient(world);
    const tasks = new Set<string>();
    await returning.connect();
    for (let round = 0; round < 15; round += 1) {
      const { id } = await ordered(`of many, ${round}`);
      tasks.add(id);
      await returning.connect();
      const canceled = world.request('POST', `/api/v1/generation/tasks/${id}/cancel`);
      await returning.connect();
      await canceled;
      // What is behind these minutes is not told again.
      if (round % 5 === 4) await world.advance(3 * MINUTE_MS);
    }
    const { written, missed } = await returning.missed(tasks);
    await returning.client.leave();
    expect(written).toBeGreaterThanOrEqual(30);
    expect(missed).toEqual([]);
  });
});

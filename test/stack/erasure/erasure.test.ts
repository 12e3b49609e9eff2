import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErasureView } from '#contract/erasure/answers.ts';
import { fetchedObjects, putFetched, putObject, setBudget, TASKS, usageOf } from '../queries.ts';
import { animated, orders } from '../orders.ts';
import { aPicture } from '../../sample-media.ts';
import { uploaded } from '../uploads/uploaded.ts';
import { World } from '../test-stack.ts';
import { keysAbout, rowsAbout } from './scan.ts';

const ERASE = '/api/v1/me/data';
const MINUTE_MS = 60_000;
const HOUR_MS = 3600_000;

interface Refusal {
  readonly code: string;
  readonly confirmationToken: string;
  readonly expiresAt: string;
}

let world: World;
beforeAll(async () => {
  world = await World.open({ knobs: { latencyMinMs: 20_000, latencyMaxMs: 20_000 } });
  await world.newKey('ben');
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

const size = { width: 640, height: 360 };
const month = (): string => new Date(world.clock.now()).toISOString().slice(0, 7);
const ask = (as = 'ana') => world.request<Refusal>('DELETE', ERASE, { as });
const confirm = (token: string, as = 'ana') =>
  world.request<ErasureView & Refusal>('DELETE', `${ERASE}?confirmationToken=${token}`, { as });
const erase = async (as = 'ana'): Promise<ErasureView> =>
  (await confirm((await ask(as)).body.confirmationToken, as)).body;
const receipt = async ({ links }: ErasureView, as = 'ana'): Promise<ErasureView> =>
  (await world.request<ErasureView>('GET', links.self, { as })).body;

async function untilDone(
  erasure: ErasureView,
  { as = 'ana', limitMs = 2 * HOUR_MS } = {},
): Promise<ErasureView> {
  for (let passed = 0; passed <= limitMs; passed += 5 * MINUTE_MS) {
    const now = await receipt(erasure, as);
    if (now.status === 'done') return now;
    await world.advance(5 * MINUTE_MS);
  }
  throw new Error('The erasure does not end');
}

const create = async (as: string, providerParams: unknown, more: Record<string, unknown> = {}) => {
  const body = { providerParams, ...more };
  const answer = await world.request<{ id: string }>('POST', TASKS, { body, as });
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
  return answer.body.id;
};

/** Rows and objects of every kind that an owner can have. */
async function everything(as: string): Promise<void> {
  const own = await uploaded(world, await aPicture('jpeg', size), { as, keep: true, uploadPath: 'shots/1' });
  await create(as, orders.imagen('four pictures', { num_images: '4' }), { promptId: 'p' });
  await create(as, orders.imagen('it fails [fail:generation]'));
  await create(as, orders.imagen('placed'), {
    path: { project: 'p1', branch: 'main', scene: '1', shot: '2', role: 'start_frame' },
  });
  const source = await create(as, orders.imagen('a source'));
  await world.advance(2 * MINUTE_MS);
  const made = await world.request<{ assets: { sourceUrl: string }[] }>('GET', `${TASKS}/${source}`, { as });
  await create(as, animated(own.id, made.body.assets[0]?.sourceUrl ?? ''));
  await world.request('POST', '/api/v1/generation/batches', {
    as,
    body: { requests: [{ providerParams: orders.imagen('one of a batch') }] },
  });
  await world.advance(5 * MINUTE_MS);
}

describe('asking for everything to be removed', () => {
  it('removes nothing without a token, and hands one out', async () => {
    const before = await rowsAbout(world, 'ana');
    const refused = await ask();
    expect(refused).toMatchObject({ status: 428, body: { code: 'confirmation_required' } });
    expect(refused.body.expiresAt).toBe(new Date(world.clock.now() + 10 * MINUTE_MS).toISOString());
    expect(await rowsAbout(world, 'ana')).toEqual(before);
  });

  it('takes no token of another owner, none that is old and none that is made up', async () => {
    const { body } = await ask();
    expect((await confirm(body.confirmationToken, 'ben')).status).toBe(428);
    for (const token of ['x', '9999999999999.abc', `9${body.confirmationToken.slice(1)}`]) {
      expect((await confirm(token)).status).toBe(428);
    }
    await world.advance(10 * MINUTE_MS);
    expect((await confirm(body.confirmationToken)).status).toBe(428);
    expect((await world.request('DELETE', ERASE, { as: null })).status).toBe(401);
    expect((await confirm('x'.repeat(300))).status).toBe(422);
  });

  it('stands in the audit with its reason, however often its token is sent', async () => {
    await world.newKey('otto', { operator: true });
    await world.newKey('cleo');
    const { confirmationToken } = (await ask('cleo')).body;
    const query = `confirmationToken=${confirmationToken}&reason=${encodeURIComponent('The trial is over')}`;
    const begin = () => world.request<ErasureView>('DELETE', `${ERASE}?${query}`, { as: 'cleo' });
    const { body } = await begin();
    expect((await begin()).body).toEqual(body);
    await untilDone(body, { as: 'cleo' });
    const lines = await world.request<{ items: unknown[] }>('GET', '/api/v1/admin/audit?owner=cleo', {
      as: 'otto',
    });
    expect(lines.body.items).toMatchObject([
      { action: 'erasure-requested', actor: 'cleo', subject: body.id, reason: 'The trial is over' },
    ]);
    expect((await world.request('DELETE', `${ERASE}?reason=${'x'.repeat(501)}`)).status).toBe(422);
  });

  it('gives one receipt for one token, to its owner alone', async () => {
    const { confirmationToken } = (await ask('ben')).body;
    const first = await confirm(confirmationToken, 'ben');
    expect(first.status).toBe(202);
    expect(first.headers.get('location')).toBe(first.body.links.self);
    expect(first.headers.get('retry-after')).toBe('60');
    expect((await confirm(confirmationToken, 'ben')).body).toEqual(first.body);
    expect((await world.request('GET', first.body.links.self, { as: 'ana' })).status).toBe(404);
    expect((await world.request('GET', '/api/v1/me/erasures/none', { as: 'ben' })).status).toBe(404);
    await untilDone(first.body, { as: 'ben' });
  });
});

describe('an erasure', () => {
  it('leaves nothing of an owner in table and bucket but what the receipt names, and another owner whole', async () => {
    await setBudget(world, { monthlyCredits: 10_000 });
    await everything('ana');
    await everything('ben');
    const spent = await usageOf(world);
    // What a visit that died has left where strangers' files arrive.
    await putFetched(world, `fetched/ana/${'8'.repeat(32)}`);
    await putFetched(world, `fetched/ben/${'9'.repeat(32)}`);
    const [bens, bensKeys] = [await rowsAbout(world, 'ben'), await keysAbout(world, 'ben')];
    expect(await rowsAbout(world, 'ana')).toEqual(
      expect.arrayContaining(['task', 'upload', 'ledger', 'copy', 'budget', 'key']),
    );
    expect((await keysAbout(world, 'ana')).some((key) => key.startsWith('project_p1/'))).toBe(true);
    await putObject(world, `videos/generated/ana/${'7'.repeat(32)}.mp4`);
    await putObject(world, 'uploads/ana/readme.txt');

    const done = await untilDone(await erase());
    expect(done.erased).toMatchObject({ tasks: 6, uploads: 2 });
    expect(done.erased.files).toBe(4 + 1 + 1 + 1 + 1 + 3);
    expect(done.waitingFor).toEqual({ tasks: 0, uploads: 0 });
    expect(done.doneAt).toBeDefined();

    expect(await keysAbout(world, 'ana')).toEqual([]);
    expect(await fetchedObjects(world)).toEqual([`fetched/ben/${'9'.repeat(32)}`]);
    expect(await rowsAbout(world, 'ana')).toEqual([
      'audit',
      'budget',
      'erasure',
      'key',
      'ledger',
      'owner',
      'usage',
    ]);
    const ledger = await world.table.partition('ledger#ana');
    expect(ledger.map(({ sk }) => sk.slice(0, 8))).toEqual(ledger.map(() => `${month()}~`));
    expect(await usageOf(world)).toEqual(spent);
    expect((await world.get<{ items: unknown[] }>(TASKS)).body.items).toEqual([]);

    expect(await rowsAbout(world, 'ben')).toEqual(bens);
    expect(await keysAbout(world, 'ben')).toEqual(bensKeys);
  });

  it('leaves what is made after it alone, and the key works on', async () => {
    const old = await create('ana', orders.imagen('of before'));
    await world.advance(2 * MINUTE_MS);
    const erasure = await erase();
    await world.advance(1);
    const fresh = await uploaded(world, await aPicture('jpeg', size));
    const later = await create('ana', orders.imagen('of after'));
    const done = await untilDone(erasure);
    expect(done.erased.tasks).toBe(1);
    expect((await world.get(`${TASKS}/${old}`)).status).toBe(404);
    expect((await world.get<{ status: string }>(`${TASKS}/${later}`)).body.status).toBe('SUCCESS');
    expect((await world.get(`/api/v1/uploads/${fresh.id}`)).status).toBe(200);
    expect(await world.table.partition('ledger#ana', `${month()}-`)).not.toEqual([]);
  });

  it('cancels what is open, waits for what the provider has been asked, and removes it when it has ended', async () => {
    await untilDone(await erase());
    world.kie.setKnobs({ latencyMinMs: 25 * MINUTE_MS, latencyMaxMs: 25 * MINUTE_MS });
    const detached = await create('ana', orders.imagen('it takes long'), { keepOutputs: true });
    await world.advance(MINUTE_MS);
    const erasure = await erase();
    await world.advance(6 * MINUTE_MS);
    expect((await world.get<{ status: string }>(`${TASKS}/${detached}`)).body.status).toBe('CANCELED');
    expect(await receipt(erasure)).toMatchObject({ status: 'running', waitingFor: { tasks: 1 } });
    // What it waits for has an end 25 minutes after it began, and may be removed 20 minutes after that.
    await world.advance(44 * MINUTE_MS);
    const done = await receipt(erasure);
    expect(done).toMatchObject({ status: 'done', erased: { files: 1 } });
    expect(await keysAbout(world, 'ana')).toEqual([]);
    expect((await world.get(`${TASKS}/${detached}`)).status).toBe(404);
    world.kie.setKnobs({ latencyMinMs: 20_000, latencyMaxMs: 20_000 });
  });

  it('waits for an upload whose address is still good, so that nothing comes after it', async () => {
    const bytes = await aPicture();
    const { body: ticket } = await world.request<{ uploadUrl: string; headers: Record<string, string> }>(
      'POST',
      '/api/v1/uploads',
      { body: { fileName: 'late.png', contentType: 'image/png', bytes: bytes.length } },
    );
    const erasure = await erase();
    await world.advance(10 * MINUTE_MS);
    expect(await receipt(erasure)).toMatchObject({ status: 'running', waitingFor: { uploads: 1 } });
    const late = { method: 'PUT', headers: ticket.headers, body: new Uint8Array(bytes) };
    expect((await fetch(ticket.uploadUrl, late)).status).toBe(200);
    expect((await untilDone(erasure, { limitMs: 3 * HOUR_MS })).erased.uploads).toBe(1);
    expect(await keysAbout(world, 'ana')).toEqual([]);
  });
});

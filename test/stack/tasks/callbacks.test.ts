import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbackHeaders, signCallback } from '#providers/kie/callback.ts';
import { eventsOf, itemsOf, takenFor } from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const KEY = 'whk_callbacks';
let world: World;
beforeAll(async () => {
  world = await World.open({ webhookKey: KEY });
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

interface Letter {
  readonly externalId?: string;
  readonly ageSeconds?: number;
  readonly key?: string;
}

/** Calls as Kie.ai does, signed with its key unless told otherwise. */
async function call(path: string, letter: Letter = {}): Promise<number> {
  const { externalId = 'ext-1', ageSeconds = 0, key = KEY } = letter;
  const timestamp = String(Math.floor(world.clock.now() / 1000) - ageSeconds);
  const headers = {
    [callbackHeaders.timestamp]: timestamp,
    [callbackHeaders.signature]: signCallback(externalId, timestamp, key),
  };
  const body = { code: 200, data: { taskId: externalId, state: 'success' } };
  return (await world.request('POST', path, { as: null, body, headers })).status;
}

interface Running {
  readonly id: string;
  /** The path of its callback address. */
  readonly path: string;
  readonly externalId: string;
}

/** A task that the provider works on, and whose own callback never comes. */
async function running(prompt: string): Promise<Running> {
  const { body } = await world.create(orders.imagen(`${prompt} [callback-lost] [latency:600]`));
  await world.until(body.id, ({ stage }) => stage === 'generating');
  const entry = world.kie.ledger.find((one) => one.prompt.startsWith(prompt));
  return {
    id: body.id,
    path: new URL(entry?.callbackUrl ?? '').pathname,
    externalId: entry?.taskId ?? '',
  };
}

const queries = (): number => world.kie.requests.filter(({ path }) => path.includes('recordInfo')).length;

describe('a callback for a task of ours', () => {
  it('wakes it when it is signed, and again when its time stamp is stale', async () => {
    for (const ageSeconds of [0, 301]) {
      const { path, externalId } = await running(`wakes at ${String(ageSeconds)}`);
      const before = queries();
      expect(await call(path, { externalId, ageSeconds })).toBe(200);
      await world.settle();
      expect(queries()).toBeGreaterThan(before);
    }
  });

  it('is 401 and wakes nobody when its signature, or its token, is another’s', async () => {
    const { path, externalId } = await running('not for you');
    const other = await running('somebody else');
    const before = queries();
    expect(await call(path, { externalId, key: 'whk_guessed' })).toBe(401);
    const strangers = path.replace(/[^.]+$/, other.path.split('.').at(-1) ?? '');
    expect(await call(strangers, { externalId })).toBe(401);
    await world.settle();
    expect(queries()).toBe(before);
    expect(await itemsOf(world)).toEqual([]);
  });
});

describe('a callback for a task that is not there', () => {
  const nowhere = (owner = 'ana', id = 'f'.repeat(32)): string =>
    `/webhooks/kie/${id}/1.${owner}.${'A'.repeat(43)}`;

  it('is an item for the operator when the provider signed it, once', async () => {
    expect(await call(nowhere(), { externalId: 'stray-1' })).toBe(200);
    expect(await call(nowhere('ben', 'e'.repeat(32)), { externalId: 'stray-1' })).toBe(200);
    const items = await itemsOf(world);
    expect(items).toMatchObject([{ kind: 'orphan', status: 'open', externalTaskId: 'stray-1' }]);
    const path = `/api/v1/admin/items/${encodeURIComponent(items[0]?.id ?? '')}`;
    const body = { reason: 'A test of theirs' };
    const adopt = { ...body, externalTaskId: 'stray-1' };
    expect((await world.request('POST', `${path}/adopt`, { as: 'root', body: adopt })).status).toBe(409);
    expect((await world.request('POST', `${path}/write-off`, { as: 'root', body })).status).toBe(200);
  });

  it('is 401 and nothing more when it is not signed, or signed long ago', async () => {
    expect(await call(nowhere(), { externalId: 'stray-2', key: 'whk_guessed' })).toBe(401);
    expect(await call(nowhere(), { externalId: 'stray-2', ageSeconds: 400 })).toBe(401);
    expect((await itemsOf(world)).map(({ externalTaskId }) => externalTaskId)).not.toContain('stray-2');
  });
});

it('a callback that comes again, or after the end, is answered and changes nothing', async () => {
  const prompt = 'twice told';
  const task = await world.run(orders.imagen(prompt));
  const entry = world.kie.ledger.find((one) => one.prompt === prompt);
  const { pathname } = new URL(entry?.callbackUrl ?? '');
  expect(await call(pathname, { externalId: entry?.taskId ?? '' })).toBe(200);
  await world.settle();
  expect(await world.task(task.id)).toEqual(task);
  expect(takenFor(world, prompt)).toBe(1);
});

describe('where the answer to the paid call is lost', () => {
  it('a signed callback brings it home, though its family echoes no address', async () => {
    const input = { prompt: 'a boat gone astray', duration: 5, quality: '720p', aspectRatio: '16:9' };
    world.kie.setKnobs({ failNext: ['500-created'] });
    const task = await world.run({ service: 'KIE', model: 'runway', input });
    expect(task).toMatchObject({ status: 'SUCCESS', attempt: 1 });
    expect((await eventsOf(world, task.id)).map(({ type }) => type)).toContain('job-adopted');
    expect(takenFor(world, input.prompt)).toBe(1);
  });

  it('the operator is told which ids it may have where that cannot be found out', async () => {
    const prompt = 'lost for good';
    world.kie.setKnobs({ failNext: ['500-created'], callbackLostShare: 1 });
    const { body } = await world.create(orders.imagen(prompt));
    await world.settle();
    world.kie.setKnobs({ callbackLostShare: 0 });
    const entry = world.kie.ledger.find((one) => one.prompt === prompt);
    const { pathname } = new URL(entry?.callbackUrl ?? '');
    expect(await call(pathname, { externalId: 'maybe-1' })).toBe(200);
    expect(await world.untilEnded(body.id)).toMatchObject({ failCode: 'outcome_unknown' });
    const items = (await itemsOf(world)).filter(({ taskId }) => taskId === body.id);
    expect(items).toMatchObject([{ kind: 'outcome_unknown', candidateIds: ['maybe-1'] }]);
  });
});

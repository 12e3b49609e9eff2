import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerView, type CallerView } from '#contract/account/answers.ts';
import { usualScopes } from '#domain/keys/scopes.ts';
import { setBudget } from '../queries.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

const ask = (as: string | null) => world.request<CallerView>('GET', '/api/v1/me', { as });
const idOfKey = (owner: string): string =>
  createHash('sha256')
    .update(world.keys.get(owner) ?? '')
    .digest('hex')
    .slice(0, 16);

describe('GET /api/v1/me', () => {
  it('tells the holder of a key whose key it is, what it opens, and what a request may ask for', async () => {
    const { status, body } = await ask('ana');
    expect(status).toBe(200);
    expect(callerView.strict().parse(body)).toEqual({
      owner: 'ana',
      key: { id: idOfKey('ana'), createdAt: expect.any(String) as string },
      scopes: usualScopes,
      operator: false,
      access: ['open', 'key'],
      ownerLimits: { readsPerMinute: 30_000, writesPerMinute: 30_000, createsPerMinute: 6000 },
      liveUrl: `${world.cloud.socketUrl}/live`,
      limits: {
        bodyBytes: 262_144,
        batchTasks: 100,
        pageItems: 100,
        waitSeconds: 25,
        uploadBytes: { image: 52_428_800, audio: 104_857_600, video: 524_288_000 },
        inlineUploadBytes: 4_194_304,
        fetchedUploadBytes: 104_857_600,
      },
    });
    expect(JSON.stringify(body)).not.toContain(world.keys.get('ana'));
  });

  it('tells an operator so, and the name of the key where it has one', async () => {
    await world.newKey('chief', { operator: true, name: 'night shift' });
    expect((await ask('chief')).body).toMatchObject({
      owner: 'chief',
      key: { id: idOfKey('chief'), name: 'night shift' },
      operator: true,
      access: ['open', 'key', 'operator'],
    });
  });

  it('shows the budget once there is one', async () => {
    await world.newKey('saver');
    expect((await ask('saver')).body.budget).toBeUndefined();
    await setBudget(world, { monthlyCredits: 30 }, 'saver');
    expect((await ask('saver')).body.budget?.monthly).toEqual({
      limitCredits: 30,
      reservedCredits: 0,
      spentCredits: 0,
      freeCredits: 30,
    });
  });

  it('is 401 without a key', async () => {
    expect(await ask(null)).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  });
});

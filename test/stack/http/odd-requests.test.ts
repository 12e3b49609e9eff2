import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BudgetView } from '#contract/money/answers.ts';
import { aPicture } from '../../sample-media.ts';
import { World } from '../test-stack.ts';
import { UPLOADS } from '../uploads/upload-calls.ts';

interface Problem {
  readonly code: string;
  readonly errors?: readonly { path: string }[];
}

const LINK = '/api/v1/storage/presigned-url';
let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

describe('a list', () => {
  it.each([
    'from=2027-01-01T00:00:00Z&to=2026-01-01T00:00:00Z',
    // A minute later, in the words of another zone.
    'from=2026-01-01T00:01:00Z&to=2026-01-01T02:00:00%2B02:00',
  ])('whose end comes before its beginning is refused: %s', async (query) => {
    const { status, body } = await world.get<Problem>(`/api/v1/generation/tasks?${query}`);
    expect([status, body.code, body.errors?.[0]?.path]).toEqual([422, 'validation_failed', '/to']);
  });

  it('of one moment is none that ends before it begins', async () => {
    const moment = '2026-01-01T00:00:00Z';
    expect(await world.get(`/api/v1/generation/tasks?from=${moment}&to=${moment}`)).toMatchObject({
      status: 200,
      body: { items: [] },
    });
  });
});

it('whatever a query string says twice is refused, since only one of them could be meant', async () => {
  for (const [path, name] of [
    ['/api/generation/tasks?promptId=a&promptId=b', 'promptId'],
    ['/api/v1/generation/tasks?limit=5&status=FAILED&limit=5', 'limit'],
  ] as const) {
    const { status, body } = await world.get<Problem>(path);
    expect([status, body.code]).toEqual([422, 'validation_failed']);
    expect(body.errors).toEqual([{ path: `/${name}`, message: 'is said twice' }]);
  }
});

it('a path that ends in an encoded query string is none of ours', async () => {
  const { status, body } = await world.get<Problem>('/api/v1/me%3Fx');
  expect([status, body.code]).toEqual([404, 'not_found']);
});

describe('an address for reading an object', () => {
  it('is not given of an output that is not there', async () => {
    const absent = `images/generated/ana/${'0'.repeat(32)}.png`;
    const { status, body } = await world.get<Problem>(`${LINK}?key=${absent}`);
    expect([status, body.code]).toEqual([404, 'not_found']);
  });

  it.each([
    ['x.html', 'x.html.png'],
    ['x.PNG', 'x.PNG'],
    ['png', 'png.png'],
  ])('saves a picture that was called %s as %s', async (fileName, saved) => {
    const { body } = await world.request<{ fileName: string; downloadUrl: string }>(
      'POST',
      `${UPLOADS}/base64`,
      { body: { base64Data: (await aPicture()).toString('base64'), fileName } },
    );
    expect(body.fileName).toBe(fileName);
    const { headers } = await fetch(body.downloadUrl);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="${saved}"; filename*=UTF-8''${saved}`,
    );
  });
});

describe('a change of a budget', () => {
  const path = (owner: string): string => `/api/v1/admin/owners/${owner}/budget`;
  const put = (owner: string, body: unknown) =>
    world.request<BudgetView>('PUT', path(owner), { as: 'root', body });

  it('keeps what it leaves out, and lifts what it says is null', async () => {
    await put('ben', { monthlyCredits: 40, dailyCredits: 10 });
    expect((await put('ben', { dailyCredits: 5 })).body).toMatchObject({
      monthly: { limitCredits: 40 },
      daily: { limitCredits: 5 },
    });
    const { body } = await put('ben', { dailyCredits: null });
    expect([body.monthly?.limitCredits, body.daily]).toEqual([40, undefined]);
  });

  it('that says nothing changes nothing, and leaves no row of an owner that never was', async () => {
    for (const body of [{}, { reason: 'Why not' }, { reason: null }]) {
      const answer = await put('nobody', body);
      expect([answer.status, answer.body.monthly, answer.body.daily]).toEqual([200, undefined, undefined]);
    }
    expect(await world.table.partition('budget#nobody')).toEqual([]);
    expect((await world.request('GET', path('nobody'), { as: 'root' })).body).toEqual({ changes: [] });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallerView } from '#contract/account/answers.ts';
import { madeTokenView, type MadeTokenView } from '#contract/keys/token-answers.ts';
import type { TaskView } from '#contract/tasks/answers.ts';
import type { Problem } from '#contract/wire/problem.ts';
import { aPicture } from '../../sample-media.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';
import { UPLOADS } from '../uploads/upload-calls.ts';

const TOKENS = '/api/v1/tokens';
const TASKS = '/api/v1/generation/tasks';
type Refusal = Problem & { requiredScope?: string };
interface TaskList {
  readonly items: readonly TaskView[];
  readonly nextCursor?: string;
}

let world: World;
let first: string;
let second: string;
let elsewhere: string;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('ben');
  await world.newKey('root', { operator: true });
  await world.newKey('reader', { scopes: ['tasks:read'] });
  const create = async (promptId: string): Promise<string> =>
    (await world.create(orders.imagen(promptId), { promptId })).body.id;
  [first, second, elsewhere] = [await create('höhle "1"'), await create('höhle "1"'), await create('meer')];
});
afterAll(() => world.close());

const make = <Body = MadeTokenView>(body: unknown, as = 'ana') =>
  world.request<Body>('POST', TOKENS, { as, body });
const tokenFor = async (body: unknown, as = 'ana'): Promise<string> => (await make(body, as)).body.token;
const ask = <Body = Refusal>(token: string, path: string, body?: unknown) =>
  world.request<Body>(body === undefined ? 'GET' : 'POST', path, {
    as: null,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body }),
  });
const reading = { scopes: ['tasks:read'] };

describe('a request for a token that is not one', () => {
  it.each([
    [{ task: '0'.repeat(32), scopes: ['tasks:write'] }, '/scopes/0'],
    [{ task: '0'.repeat(32), scopes: ['tasks:read'], ttlSeconds: 9999 }, '/ttlSeconds'],
    [{ task: 'x', scopes: ['tasks:read'] }, '/task'],
    [{ prompt: 'p', scopes: [] }, '/scopes'],
    [{ owner: 'ana', scopes: ['tasks:read'], more: 1 }, '/more'],
    [{ upload: true, scopes: ['uploads:read'] }, '/scopes'],
  ])('%o is told by its place', async (body, path) => {
    const { status, body: problem } = await make<Refusal>(body);
    expect([status, problem.errors?.map((fault) => fault.path)]).toEqual([422, [path]]);
    expect(problem.errors?.[0]?.message).not.toContain('One of task');
  });

  it.each([{ scopes: ['tasks:read'] }, { task: '0'.repeat(32), prompt: 'p', scopes: ['tasks:read'] }])(
    '%o is told what it may name',
    async (body) => {
      const { status, body: problem } = await make<Refusal>(body);
      expect([status, problem.errors?.[0]?.message]).toEqual([422, expect.stringContaining('One of task')]);
    },
  );
});

describe('a token for one task', () => {
  it('is of its own deployment’s kind, and none under another beginning', async () => {
    const token = await tokenFor({ task: first, ...reading });
    expect((await ask(token, '/api/v1/me')).status).toBe(200);
    expect((await ask(token.replace('dkt_test_', 'dkt_live_'), '/api/v1/me')).status).toBe(401);
  });

  it('opens no kind of routes as a whole but the open ones, as it is told itself', async () => {
    const token = await tokenFor({ task: first, ...reading });
    expect((await ask<CallerView>(token, '/api/v1/me')).body.access).toEqual(['open']);
  });

  it('opens its status, result and timeline, and says what it is', async () => {
    const { status, headers, body } = await make({ task: first, ...reading, ttlSeconds: 60 });
    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(madeTokenView.strict().parse(body)).toEqual({
      token: expect.stringMatching(/^dkt_test_[\w-]+\.[\w-]+\.[\w-]{43}$/) as string,
      owner: 'ana',
      task: first,
      scopes: ['tasks:read'],
      expiresAt: expect.any(String) as string,
    });
    for (const part of ['', '/status', '/events'])
      expect((await ask(body.token, `${TASKS}/${first}${part}`)).status).toBe(200);
    const me = (await ask<CallerView>(body.token, '/api/v1/me')).body;
    expect(me.token).toEqual({ task: first, expiresAt: body.expiresAt });
    expect(me.budget).toBeUndefined();
  });

  it('answers for another task of the owner as for one that never was', async () => {
    const token = await tokenFor({ task: first, ...reading });
    for (const part of ['', '/status', '/events']) {
      const other = await ask(token, `${TASKS}/${elsewhere}${part}`);
      const never = await ask(token, `${TASKS}/${'0'.repeat(32)}${part}`);
      expect([other.status, { ...other.body, requestId: '' }]).toEqual([
        404,
        { ...never.body, requestId: '' },
      ]);
    }
    for (const path of [TASKS, '/api/v1/usage'])
      expect(await ask(token, path)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('is made for a task that is there, and one’s own: 404 otherwise, the same for both', async () => {
    const others = await make<Refusal>({ task: first, ...reading }, 'ben');
    const never = await make<Refusal>({ task: '0'.repeat(32), ...reading }, 'ben');
    expect([others.status, never.status]).toEqual([404, 404]);
    expect({ ...others.body, requestId: '' }).toEqual({ ...never.body, requestId: '' });
  });
});

describe('a token for a prompt', () => {
  it('lists the tasks of the prompt alone, and reads each', async () => {
    const token = await tokenFor({ prompt: 'höhle "1"', ...reading });
    const ids = ({ body }: { body: TaskList }) => body.items.map(({ id }) => id);
    expect(new Set(ids(await ask<TaskList>(token, TASKS)))).toEqual(new Set([first, second]));
    expect(ids(await ask<TaskList>(token, `${TASKS}?promptId=meer`))).toEqual([]);
    expect((await ask(token, `${TASKS}/${second}`)).status).toBe(200);
    expect((await ask(token, `${TASKS}/${elsewhere}`)).status).toBe(404);
  });

  it('goes through the pages, whose cursors name no other task', async () => {
    for (let i = 0; i < 3; i += 1) await world.create(orders.imagen('other'), { promptId: 'other' });
    const token = await tokenFor({ prompt: 'höhle "1"', ...reading });
    const [seen, cursors]: [string[], string[]] = [[], []];
    let cursor: string | undefined = '';
    for (let page = 0; cursor !== undefined && page < 10; page += 1) {
      const { body }: { body: TaskList } = await ask<TaskList>(
        token,
        `${TASKS}?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
      if (cursor !== undefined) cursors.push(Buffer.from(cursor, 'base64url').toString());
    }
    expect(seen.toSorted()).toEqual([first, second].toSorted());
    for (const one of cursors)
      expect([first, second, 'f'.repeat(32)].some((id) => one.includes(id))).toBe(true);
  });
});

describe('a token for all that is an owner’s', () => {
  it('opens what its scopes say', async () => {
    const token = await tokenFor({ owner: 'ana', scopes: ['tasks:read'] });
    for (const path of [TASKS, `${TASKS}/${elsewhere}`, '/api/v1/usage'])
      expect((await ask(token, path)).status).toBe(200);
    expect(await ask(token, `${UPLOADS}/${'0'.repeat(32)}`)).toMatchObject({
      status: 403,
      body: { requiredScope: 'uploads:read' },
    });
  });

  it('is made for another owner by operators only', async () => {
    expect(await make<Refusal>({ owner: 'ben', ...reading })).toMatchObject({
      status: 403,
      body: { requiredScope: 'operator' },
    });
    expect((await make({ owner: 'ben', ...reading }, 'root')).body.owner).toBe('ben');
  });
});

describe('a token for one upload', () => {
  const uploading = { upload: true, scopes: ['uploads:write', 'uploads:read'] };
  const announced = { fileName: 'a.png', contentType: 'image/png', bytes: 100 };

  it('makes one, reads it, and makes no second, whichever way it came and whatever became of it', async () => {
    const token = await tokenFor(uploading);
    const base64Data = (await aPicture()).toString('base64');
    const refused = await ask(token, `${UPLOADS}/base64`, { base64Data: 'QUJD' });
    expect(refused.status).toBe(415);
    const { status, body } = await ask<{ id: string }>(token, `${UPLOADS}/base64`, { base64Data });
    expect(status).toBe(201);
    expect((await ask(token, `${UPLOADS}/${body.id}`)).status).toBe(200);
    const again = () => ask(token, UPLOADS, announced);
    expect(await again()).toMatchObject({ status: 409, body: { code: 'conflict' } });
    await world.request('DELETE', `${UPLOADS}/${body.id}`);
    expect(await again()).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('makes one of many that are asked for at once', async () => {
    const token = await tokenFor(uploading);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(token, UPLOADS, announced)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  it('reads, completes and removes no upload of others, be they the same owner’s', async () => {
    const token = await tokenFor(uploading);
    const others = (await world.request<{ id: string }>('POST', UPLOADS, { body: announced })).body.id;
    expect((await ask(token, `${UPLOADS}/${others}`)).status).toBe(404);
    expect((await ask(token, `${UPLOADS}/${others}/complete`, {})).status).toBe(404);
    const remove = await world.request('DELETE', `${UPLOADS}/${others}`, {
      as: null,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(remove.status).toBe(403);
  });
});

describe('what makes tokens', () => {
  it('gives no scope that it lacks, and none that changes anything', async () => {
    expect(await make<Refusal>({ upload: true, scopes: ['uploads:write'] }, 'reader')).toMatchObject({
      status: 403,
      body: { requiredScope: 'uploads:write' },
    });
    for (const body of [
      { owner: 'ana', scopes: ['tasks:write'] },
      { task: first, scopes: ['uploads:read'] },
      { owner: 'root', scopes: ['operator'] },
      { task: first, prompt: 'meer', ...reading },
      { ...reading },
      { task: first, ...reading, ttlSeconds: 3601 },
    ])
      expect(await make<Refusal>(body, 'root')).toMatchObject({
        status: 422,
        body: { code: 'validation_failed' },
      });
  });

  it('is a key, and no token', async () => {
    const token = await tokenFor({ owner: 'ana', ...reading });
    for (const path of [TOKENS, '/api/v1/keys'])
      expect((await ask(token, path, { task: first, ...reading })).status).toBe(403);
  });

  it('is outlived by none', async () => {
    await world.newKey('cleo', { expiresAt: world.clock.now() + 20_000 });
    const { body } = await make({ owner: 'cleo', ...reading }, 'cleo');
    expect(Date.parse(body.expiresAt)).toBeLessThanOrEqual(world.clock.now() + 20_000);
  });
});

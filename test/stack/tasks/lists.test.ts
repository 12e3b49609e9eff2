import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatusView, TaskView } from '#contract/tasks/answers.ts';
import type { Fault } from '#domain/error.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

interface Page {
  readonly items: readonly TaskView[];
  readonly nextCursor?: string;
}

const TASKS = '/api/v1/generation/tasks';
let world: World;
const made: TaskView[] = [];

beforeAll(async () => {
  world = await World.open();
  const plans = [
    [orders.imagen('one'), { promptId: 'a' }],
    [orders.veo('two'), { promptId: 'a' }],
    [orders.imagen('three [fail:generation]'), { promptId: 'b' }],
    [orders.midjourney('four'), { priority: 'low' }],
    [orders.imagen('five'), {}],
  ] as const;
  for (const [order, more] of plans) {
    made.push(await world.run(order, more));
    await world.advance(60_000);
  }
});
afterAll(() => world.close());

const list = async (query: string): Promise<string[]> => {
  const { status, body } = await world.get<Page>(`${TASKS}?${query}`);
  expect(status).toBe(200);
  return body.items.map((task) => String(made.findIndex(({ id }) => id === task.id)));
};

describe('the list', () => {
  it('shows the newest first, whole', async () => {
    const { body } = await world.get<Page>(TASKS);
    expect(body.items.map(({ id }) => id)).toEqual(made.map(({ id }) => id).reverse());
    expect(body.items[4]).toEqual(made[0]);
    expect(body.nextCursor).toBeUndefined();
  });

  it.each([
    ['promptId=a', ['1', '0']],
    ['status=FAILED', ['2']],
    ['model=IMAGEN4', ['4', '2', '0']],
    ['service=KIE&media=video', ['1']],
    ['media=image&status=SUCCESS', ['4', '3', '0']],
    ['promptId=nobody', []],
    ['priority=low', ['3']],
    ['priority=normal&media=image', ['4', '2', '0']],
    ['externalTaskId=nobody', []],
  ])('finds by %s', async (query, expected) => {
    expect(await list(query)).toEqual(expected);
  });

  it.each(['1', '3'])('finds task %s by the id that the provider gave it', async (which) => {
    expect(await list(`externalTaskId=${made[Number(which)]?.externalTaskId}`)).toEqual([which]);
  });

  it.each([
    ['prompt_id=a', 'promptId'],
    ['external_task_id=x', 'externalTaskId'],
    ['Status=FAILED', 'status'],
    ['state=FAILED', 'status'],
  ])('does not ignore %s, and names %s', async (query, nearest) => {
    type Refusal = { suggestions: string[]; errors: Fault[] };
    const { status, body } = await world.get<Refusal>(`${TASKS}?${query}`);
    expect({ status, ...body }).toMatchObject({ status: 422, errors: [{ path: `/${query.split('=')[0]}` }] });
    expect(body.suggestions).toContain(nearest);
    expect(body.errors[0]?.message).toContain(`did you mean ${nearest}?`);
  });

  it('finds by time', async () => {
    const from = encodeURIComponent(made[1]?.createdAt ?? '');
    const to = encodeURIComponent(made[3]?.createdAt ?? '');
    expect(await list(`from=${from}&to=${to}`)).toEqual(['3', '2', '1']);
  });

  it('gives pages that miss nothing and repeat nothing', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await world.get<Page>(`${TASKS}?limit=2${more}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(made.map(({ id }) => id).reverse());
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=nonsense', 'status=DONE', 'from=yesterday'])(
    'refuses %s with 422',
    async (query) => {
      const { status, body } = await world.get<{ code: string }>(`${TASKS}?${query}`);
      expect(status).toBe(422);
      expect(body.code).toBe('validation_failed');
    },
  );

  it('refuses a cursor together with times that it was not given for', async () => {
    const { body } = await world.get<Page>(`${TASKS}?limit=2`);
    const earlier = encodeURIComponent(made[1]?.createdAt ?? '');
    const cursor = encodeURIComponent(body.nextCursor ?? '');
    const wrong = await world.get<{ code: string; errors: { path: string }[] }>(
      `${TASKS}?limit=2&to=${earlier}&cursor=${cursor}`,
    );
    expect([wrong.status, wrong.body.code, wrong.body.errors[0]?.path]).toEqual([
      422,
      'validation_failed',
      'cursor',
    ]);
    const right = await world.get<Page>(`${TASKS}?limit=2&from=${earlier}&cursor=${cursor}`);
    expect(right.body.items.map(({ id }) => id)).toEqual([made[2]?.id, made[1]?.id]);
  });

  it('answers under its older name too', async () => {
    const { body } = await world.get<Page>('/api/v1/generation/history?limit=1');
    expect(body.items[0]?.id).toBe(made[4]?.id);
  });
});

describe('the plain list of a prompt', () => {
  const PLAIN = '/api/generation/tasks';

  it('is an array of the same tasks, and nothing around it', async () => {
    const { status, headers, body } = await world.get<TaskView[]>(`${PLAIN}?promptId=a`);
    expect([status, headers.get('link')]).toEqual([200, null]);
    expect(body).toEqual([made[1], made[0]]);
    expect((await world.get(`${PLAIN}?promptId=nobody`)).body).toEqual([]);
  });

  it.each(['', '?promptId=', '?promptId=a&limit=2'])('refuses %j with 422', async (query) => {
    expect((await world.get(`${PLAIN}${query}`)).status).toBe(422);
  });
});

describe('the status', () => {
  it('is light, has an ETag, and 304 for who has it already', async () => {
    const path = `${TASKS}/${made[0]?.id ?? ''}/status`;
    const first = await world.get<StatusView>(path);
    expect(first.body).toEqual({ id: made[0]?.id, status: 'SUCCESS', stage: 'done', attempt: 1 });
    expect(first.headers.get('retry-after')).toBeNull();
    const again = await world.get(path, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect(again.body).toBe('');
  });

  it('tells while a task runs when to ask again', async () => {
    const { body } = await world.create(orders.veo('running'));
    await world.settle();
    const answer = await world.get<StatusView>(`${TASKS}/${body.id}/status`);
    expect(answer.body).toMatchObject({ status: 'PENDING', stage: 'generating' });
    expect(answer.headers.get('retry-after')).toBe(String(answer.body.nextCheckSeconds));
    await world.untilEnded(body.id);
  });
});

describe('health and media', () => {
  it('health answers without a key', async () => {
    for (const path of ['/health', '/api/v1/health']) {
      const { status, body } = await world.request<{ status: string }>('GET', path, { as: null });
      expect(status).toBe(200);
      expect(body.status).toBe('ok');
    }
  });

  it('media redirects to bytes that a browser may show, and supports ranges', async () => {
    const asset = made[0]?.assets[0];
    const redirect = await fetch(asset?.url ?? '', { redirect: 'manual' });
    expect(redirect.status).toBe(302);
    const response = await fetch(asset?.url ?? '', { headers: { range: 'bytes=0-9' } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-type')).toBe(asset?.contentType);
    expect((await response.arrayBuffer()).byteLength).toBe(10);
  });

  it('media is shown in place, saved under our own name, and nothing of it can act', async () => {
    const asset = made[0]?.assets[0];
    for (const url of [asset?.url, asset?.thumbnailUrl]) {
      const redirect = await fetch(url ?? '', { redirect: 'manual' });
      expect(redirect.headers.get('x-content-type-options')).toBe('nosniff');
      expect(redirect.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      const bytes = await fetch(redirect.headers.get('location') ?? '');
      expect(bytes.headers.get('content-type')).toMatch(/^image\/(?:png|jpeg|webp)$/);
      const [, id, ending] = /([0-9a-f]{32})_[0-9a-f]{32}\.(png|jpg|webp)$/.exec(url ?? '') ?? [];
      expect(bytes.headers.get('content-disposition')).toBe(`inline; filename="${id}.${ending}"`);
      await bytes.arrayBuffer();
    }
  });

  it('HEAD of a medium answers as GET does, to the end of the redirect, with no body', async () => {
    const asset = made[0]?.assets[0];
    for (const url of [asset?.url ?? '', asset?.thumbnailUrl ?? '']) {
      const [get, head] = await Promise.all([
        fetch(url, { redirect: 'manual' }),
        fetch(url, { method: 'HEAD', redirect: 'manual' }),
      ]);
      const shownBy = ({ status, headers }: Response) => [
        status,
        // What concerns the connection alone is no part of the answer.
        ...[...headers.keys()].filter((name) => !/^(?:connection|keep-alive)$/.test(name)),
        headers.get('cache-control'),
        headers.get('content-security-policy'),
        headers.get('x-content-type-options'),
        headers.get('location')?.split('?')[0],
      ];
      expect(head.status).toBe(302);
      expect(shownBy(head)).toEqual(shownBy(get));

      const [fetched, probed] = await Promise.all([fetch(url), fetch(url, { method: 'HEAD' })]);
      expect(probed.status).toBe(200);
      for (const name of ['content-type', 'content-length', 'content-disposition', 'etag'])
        expect(probed.headers.get(name)).toBe(fetched.headers.get(name));
      expect((await probed.arrayBuffer()).byteLength).toBe(0);
      expect((await fetched.arrayBuffer()).byteLength).toBeGreaterThan(0);
    }
  });

  it('HEAD of what is no medium is refused as GET is, with no body', async () => {
    const path = '/media/uploads/ana/secret.png';
    const head = await world.request('HEAD', path, { as: null });
    expect(head.status).toBe(404);
    expect(head.headers.get('content-type')).toBe('application/problem+json');
    expect(head.body).toBe('');
  });

  it.each(['/media/uploads/ana/secret.png', '/media/..%2Fx', '/media/images/generated/ana/x.png'])(
    'media refuses %s',
    async (path) => {
      expect((await world.request('GET', path, { as: null })).status).toBe(404);
    },
  );
});

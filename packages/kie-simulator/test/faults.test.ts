import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aKie } from './simulator.ts';
import { anyText, containing } from './expectations.ts';

const imagen = 'google/imagen4-fast';

describe('trouble at the create call', () => {
  it.each([
    ['[401]', 401],
    ['[402]', 402],
    ['[403]', 403],
    ['[422]', 422],
    ['[429]', 429],
    ['[455]', 455],
    ['[500]', 500],
    ['[param]', 500],
  ])('%s refuses with body code %d and creates nothing', async (word, code) => {
    const { kie, order } = await aKie();
    expect(await order(imagen, { prompt: `a lighthouse ${word}` })).toMatchObject({
      http: 200,
      code,
      data: null,
    });
    expect(kie.ledger).toEqual([]);
    expect(kie.credits).toBe(10_000);
  });

  it('answers 500 although the task exists and is billed', async () => {
    const { kie, order, advance } = await aKie();
    const reply = await order(imagen, { prompt: '[500-created]' });
    expect(reply).toMatchObject({ code: 500, msg: 'Server exception, please try again later' });
    await advance(2_000);
    expect(kie.ledger).toMatchObject([{ state: 'success', charged: 4, refunded: 0 }]);
    expect(kie.credits).toBe(9_996);
  });

  it('breaks the connection with or without creating', async () => {
    const { kie, order } = await aKie();
    await expect(order(imagen, { prompt: '[no-answer]' })).rejects.toThrow('fetch failed');
    expect(kie.ledger).toHaveLength(0);
    await expect(order(imagen, { prompt: '[no-answer-created]' })).rejects.toThrow('fetch failed');
    expect(kie.ledger).toHaveLength(1);
    expect(kie.requests.map(({ code }) => code)).toEqual([0, 0]);
  });

  it('shows a gateway page, or half a JSON text', async () => {
    const { kie } = await aKie();
    const send = (prompt: string): Promise<Response> =>
      fetch(`${kie.url}/api/v1/jobs/createTask`, {
        method: 'POST',
        headers: { authorization: `Bearer ${kie.apiKey}` },
        body: JSON.stringify({ model: imagen, input: { prompt } }),
      });
    const page = await send('[502-html]');
    expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
      502,
      'text/html',
      containing('Bad Gateway'),
    ]);
    await expect((await send('[bad-json]')).json()).rejects.toThrow(SyntaxError);
    expect(kie.ledger).toEqual([]);
  });

  it('meets the firewall for a word of the prompt, or altogether, and a page answers', async () => {
    const { kie } = await aKie();
    const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
      fetch(`${kie.url}${path}`, { headers: { authorization: `Bearer ${kie.apiKey}` }, ...init });
    const order = (prompt: string): Promise<Response> =>
      ask('/api/v1/jobs/createTask', {
        method: 'POST',
        body: JSON.stringify({ model: imagen, input: { prompt } }),
      });
    const page = await order('a lighthouse [403-html]');
    expect([page.status, await page.text()]).toEqual([403, containing('blocked')]);
    expect((await order('a lighthouse')).status).toBe(200);
    kie.setKnobs({ edgeBlocked: true });
    expect((await order('a lighthouse')).status).toBe(403);
    expect((await ask('/api/v1/chat/credit')).status).toBe(403);
    expect(kie.ledger).toHaveLength(1);
  });

  it('answers 429 to status questions beyond the limit, and counts none of those', async () => {
    const { kie, createImage, call, advance } = await aKie();
    const path = `/api/v1/jobs/recordInfo?taskId=${await createImage('x')}`;
    kie.setKnobs({ queryLimit: 2 });
    const codes = async (): Promise<number[]> => {
      const answers = [];
      for (let count = 0; count < 3; count += 1) answers.push((await call(path)).code);
      return answers;
    };
    expect(await codes()).toEqual([200, 200, 429]);
    await advance(1_000);
    expect(await codes()).toEqual([200, 200, 429]);
  });

  it('hangs without counting as work, and answers slowly by the clock', async () => {
    const { kie, order, clock, advance } = await aKie();
    const patience = { signal: AbortSignal.timeout(100) };
    await expect(
      fetch(`${kie.url}/api/v1/jobs/createTask`, {
        method: 'POST',
        headers: { authorization: `Bearer ${kie.apiKey}` },
        body: JSON.stringify({ model: imagen, input: { prompt: '[hang-created]' } }),
        ...patience,
      }),
    ).rejects.toThrow();
    await kie.idle();
    expect(kie.ledger).toHaveLength(1);

    const slow = order(imagen, { prompt: '[slow-create]' });
    while (kie.ledger.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const before = clock.now();
    await advance(20_000);
    expect((await slow).code).toBe(200);
    expect(clock.now() - before).toBe(20_000);
  });

  it('serves the queue of failures first, one word a create', async () => {
    const { kie, order } = await aKie({ knobs: { failNext: ['429', 'ok', '500-created'], failureShare: 0 } });
    const codes = [];
    for (let count = 0; count < 4; count += 1) codes.push((await order(imagen, { prompt: 'x' })).code);
    expect(codes).toEqual([429, 200, 500, 200]);
    expect(kie.ledger).toHaveLength(3);
    expect(kie.knobs.failNext).toEqual([]);
  });

  it('refuses every create or query with the code of the knob', async () => {
    const { kie, order, createImage, call } = await aKie();
    const id = await createImage('x');
    kie.setKnobs({ createCode: 455, queryCode: 500 });
    expect((await order(imagen, { prompt: 'x' })).code).toBe(455);
    expect((await call(`/api/v1/jobs/recordInfo?taskId=${id}`)).code).toBe(500);
    kie.setKnobs({ createCode: 0, queryCode: 0, storm429Share: 1 });
    expect((await order(imagen, { prompt: 'x' })).code).toBe(429);
    expect((await call(`/api/v1/jobs/recordInfo?taskId=${id}`)).code).toBe(429);
    kie.setKnobs({ storm429Share: 0, queryFailShare: 1 });
    expect((await call(`/api/v1/jobs/recordInfo?taskId=${id}`)).code).toBe(500);
  });
});

describe('trouble while generating', () => {
  it.each([
    ['[generation]', '500'],
    ['[content]', '400'],
    ['[501]', '501'],
    ['[timeout]', '408'],
    ['[image-fetch]', '451'],
  ])('%s ends the task with code %s', async (word, failCode) => {
    const { createImage, recordOf, advance } = await aKie();
    const id = await createImage(`a lighthouse ${word}`);
    await advance(2_000);
    expect(await recordOf(id)).toMatchObject({ state: 'fail', failCode, failMsg: anyText });
  });

  it('never ends a stuck task and forgets a vanished one', async () => {
    const { kie, createImage, recordOf, call, advance } = await aKie();
    const stuck = await createImage('[stuck]');
    const gone = await createImage('[vanish]');
    await advance(48 * 3_600_000);
    expect((await recordOf(stuck)).state).toBe('generating');
    expect((await call(`/api/v1/jobs/recordInfo?taskId=${gone}`)).code).toBe(422);
    expect(kie.ledger.map(({ state }) => state)).toEqual(['running', 'running']);
  });

  it('succeeds without output, and shows states nobody knows', async () => {
    const { createImage, recordOf, advance } = await aKie();
    const empty = await createImage('[empty]');
    const blank = await createImage('[empty-json]');
    const odd = await createImage('[unknown-state]');
    await advance(1_000);
    expect((await recordOf(odd)).state).toBe('archiving');
    await advance(1_000);
    expect(await recordOf(empty)).toMatchObject({ state: 'success', resultJson: '{"resultUrls":[]}' });
    expect(await recordOf(blank)).toMatchObject({ state: 'success', resultJson: '' });
    expect((await recordOf(odd)).state).toBe('success');
  });

  it('succeeds, and names its files only later', async () => {
    const { createImage, recordOf, advance } = await aKie();
    const id = await createImage('[late-files]');
    await advance(2_000);
    expect(await recordOf(id)).toMatchObject({ state: 'success', resultJson: '' });
    await advance(60_000);
    expect(await recordOf(id)).toMatchObject({ resultJson: expect.stringContaining('http') as string });
  });

  it('takes as long as the prompt asks', async () => {
    const { createImage, recordOf, advance } = await aKie();
    const id = await createImage('a slow lighthouse [latency:7200]');
    await advance(7_199_999);
    expect((await recordOf(id)).state).toBe('generating');
    await advance(1);
    expect((await recordOf(id)).state).toBe('success');
  });

  it('answers the first queries of a task wrongly', async () => {
    const { createImage, call } = await aKie({ knobs: { queryFaultCount: 2 } });
    const path = `/api/v1/jobs/recordInfo?taskId=${await createImage('[query-500]')}`;
    expect([(await call(path)).code, (await call(path)).code, (await call(path)).code]).toEqual([
      500, 500, 200,
    ]);
  });

  it('returns another number of outputs than asked', async () => {
    const { createImage, urlsOf, advance } = await aKie({ knobs: { outputs: 6 } });
    const id = await createImage('six');
    await advance(2_000);
    expect(await urlsOf(id)).toHaveLength(6);
  });

  it('fails by chance, seeded, and keeps the credits when told to', async () => {
    const outcomes = async (): Promise<(string | null)[]> => {
      const { kie, createImage, advance } = await aKie({
        seed: 7,
        knobs: { failureShare: 0.5, failureKind: '501', billFailures: true },
      });
      for (let count = 0; count < 10; count += 1) await createImage('dice');
      await advance(2_000);
      expect(kie.credits).toBe(10_000 - 40);
      return kie.ledger.map(({ failCode }) => failCode);
    };
    const first = await outcomes();
    expect(new Set(first)).toEqual(new Set([null, '501']));
    expect(await outcomes()).toEqual(first);
  });

  it('fetches the inputs when asked, and fails when one cannot be had', async () => {
    const fetched: string[] = [];
    const source = createServer((request, response) => {
      fetched.push(request.url ?? '');
      response.writeHead(request.url === '/there.png' ? 200 : 403).end();
    });
    await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void source.close());
    const { port } = source.address() as AddressInfo;
    const { order, idOf, recordOf, advance } = await aKie({ knobs: { fetchInputs: true } });
    const edit = async (name: string): Promise<string> =>
      idOf(
        await order('google/nano-banana-edit', {
          prompt: 'x',
          image_urls: [`http://127.0.0.1:${port}/${name}`],
        }),
      );
    const [good, bad] = [await edit('there.png'), await edit('secret.png')];
    await advance(2_000);
    expect((await recordOf(good)).state).toBe('success');
    expect(await recordOf(bad)).toMatchObject({ state: 'fail', failCode: '451' });
    expect(fetched.sort()).toEqual(['/secret.png', '/there.png']);
  });
});

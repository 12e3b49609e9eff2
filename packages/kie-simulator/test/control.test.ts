import { describe, expect, it } from 'vitest';
import { aKie, aCallbackServer } from './simulator.ts';
import { anyList, anyText, listWith } from './expectations.ts';

describe('the control endpoint', () => {
  it('shows and turns knobs, and refuses what it does not know', async () => {
    const { kie } = await aKie();
    const put = (body: object) =>
      fetch(`${kie.url}/__sim/knobs`, { method: 'PUT', body: JSON.stringify(body) });
    expect(await (await put({ latencyMinMs: 5, failNext: ['stuck'] })).json()).toMatchObject({
      latencyMinMs: 5,
      latencyMaxMs: 2_000,
      failNext: ['stuck'],
    });
    expect((await put({ nonsense: 1 })).status).toBe(400);
    expect((await put({ failureKind: 'nonsense' })).status).toBe(400);
    expect(await (await fetch(`${kie.url}/__sim/knobs`)).json()).toEqual(kie.knobs);
    expect(await (await fetch(`${kie.url}/__sim/faults`)).json()).toContain('500-created');
  });

  it('filters ledger and requests by task and callback address', async () => {
    const { kie, createImage, recordOf } = await aKie();
    const { url } = await aCallbackServer();
    const first = await createImage('one', `${url}/alpha`);
    await createImage('two', `${url}/beta`);
    await recordOf(first);
    const read = async (path: string): Promise<unknown> => (await fetch(`${kie.url}/__sim/${path}`)).json();
    expect(await read(`ledger?taskId=${first}`)).toMatchObject([{ prompt: 'one' }]);
    expect(await read('ledger?callBackUrl=beta')).toMatchObject([
      { prompt: 'two', callbackUrl: `${url}/beta` },
    ]);
    expect(await read(`requests?taskId=${first}`)).toMatchObject([{ method: 'GET', code: 200 }]);
    expect(await read('requests?callBackUrl=alpha')).toMatchObject([{ method: 'POST' }]);
  });

  it('sets the balance and resets', async () => {
    const { kie, createImage, clock } = await aKie({ hmacKey: 'secret' });
    const call = (path: string, method: string, body?: object) =>
      fetch(`${kie.url}/__sim/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    await createImage('one');
    kie.setKnobs({ createCode: 500 });
    await call('credits', 'PUT', { credits: 12.5 });
    expect(kie.credits).toBe(12.5);
    expect((await call('credits', 'PUT', { credits: 'much' })).status).toBe(400);
    await call('reset', 'POST');
    expect([kie.ledger, kie.requests, kie.credits]).toEqual([[], [], 10_000]);
    expect(kie.knobs).toMatchObject({ createCode: 0, hmacKey: 'secret' });
    expect(clock.next()).toBeUndefined();
  });

  it('takes other keys from now on, until it is reset', async () => {
    const { kie, call } = await aKie();
    const rotate = (keys: unknown): Promise<Response> =>
      fetch(`${kie.url}/__sim/keys`, { method: 'PUT', body: JSON.stringify({ keys }) });
    const codeWith = async (key: string): Promise<number> =>
      (await call('/api/v1/chat/credit', { headers: { authorization: `Bearer ${key}` } })).code;
    expect((await rotate('a text')).status).toBe(400);
    expect((await rotate(['another'])).status).toBe(200);
    expect([await codeWith(kie.apiKey), await codeWith('another')]).toEqual([401, 200]);
    kie.reset();
    expect([await codeWith(kie.apiKey), await codeWith('another')]).toEqual([200, 401]);
  });

  it('learns a model that the provider did not have, and makes it', async () => {
    const { kie, order, call } = await aKie();
    const learn = (body: object) =>
      fetch(`${kie.url}/__sim/models`, { method: 'POST', body: JSON.stringify(body) });
    const facts = {
      ...{ id: 'somebody/candle', title: 'Candle', vendor: 'Somebody', media: 'image', family: 'jobs' },
      ...{ status: 'listed', result: 'jobs.resultUrls', prices: [{ credits: 2.5, per: 'image' }] },
      input: { prompt: { type: 'string', required: true } },
    };
    expect(await order('somebody/candle', { prompt: 'x' })).toMatchObject({ code: 422 });
    expect((await learn({ ...facts, media: 'smell' })).status).toBe(400);
    expect((await learn(facts)).status).toBe(200);
    expect(await order('somebody/candle', {})).toMatchObject({ code: 500, msg: 'prompt is required' });
    expect(await order('somebody/candle', { prompt: 'x' })).toMatchObject({ code: 200 });
    expect(kie.credits).toBe(9_997.5);
    const { data } = await call('/api/v1/models/somebody/candle/schema');
    expect(JSON.stringify(data)).toContain('"required":["prompt"]');
  });

  it('answers a wrong path with the list of endpoints', async () => {
    const { kie } = await aKie();
    const reply = await fetch(`${kie.url}/__sim/nothing`);
    expect(reply.status).toBe(404);
    expect(await reply.json()).toMatchObject({ endpoints: listWith(['GET /__sim/ledger']) });
    expect(await (await fetch(`${kie.url}/__sim/idle`)).json()).toEqual({ done: true });
  });
});

describe('the catalogue', () => {
  it('lists models as the service does, with filters', async () => {
    const { call } = await aKie();
    const all = (await call('/api/v1/models')).data as { total: number; models: object[] };
    expect(all.total).toBe(218);
    expect(all.models).toHaveLength(218);
    expect(all.models[0]).toEqual({
      model: anyText,
      slug: anyText,
      title: anyText,
      provider: anyText,
      taskType: anyList,
      description: anyText,
      pricingDesc: anyText,
    });
    const { data } = await call('/api/v1/models?q=imagen4&provider=google');
    expect((data as { models: { model: string }[] }).models.map(({ model }) => model)).toEqual([
      'google/imagen4',
      'google/imagen4-fast',
      'google/imagen4-ultra',
    ]);
  });

  it('shows schema and price of a model, slashes as they are', async () => {
    const { call } = await aKie();
    const schema = await call('/api/v1/models/google/imagen4-fast/schema');
    expect(JSON.stringify(schema.data)).toContain('"required":["prompt","aspect_ratio"]');
    expect((await call('/api/v1/models/google/imagen4-fast/price')).data).toEqual({
      model: 'google/imagen4-fast',
      pricingDesc: 'Any: 4 credits ($0.02) per image',
    });
    expect((await call('/api/v1/models/nothing/here/price')).code).toBe(404);
  });
});

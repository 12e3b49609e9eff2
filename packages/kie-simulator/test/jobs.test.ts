import { describe, expect, it } from 'vitest';
import { aKie } from './simulator.ts';
import { anyNumber, anyText, matching } from './expectations.ts';

const lighthouse = { prompt: 'a lighthouse at dusk', aspect_ratio: '16:9' };

describe('the jobs family', () => {
  it('answers a create with a 32-digit id under both names, and HTTP 200', async () => {
    const { order } = await aKie();
    const { http, code, msg, data } = await order('google/imagen4-fast', lighthouse);
    expect({ http, code, msg }).toEqual({ http: 200, code: 200, msg: 'success' });
    expect(data).toEqual({ taskId: matching(/^[0-9a-f]{32}$/), recordId: anyText });
  });

  it('goes from waiting over generating to success and shows results only then', async () => {
    const { createImage, recordOf, advance } = await aKie();
    const id = await createImage('a lighthouse');
    expect(await recordOf(id)).toMatchObject({
      state: 'waiting',
      resultJson: '',
      failCode: null,
      costTime: null,
    });
    await advance(1_000);
    expect(await recordOf(id)).toMatchObject({ state: 'generating', resultJson: '', completeTime: null });
    await advance(1_000);
    const done = await recordOf(id);
    expect(done).toMatchObject({ state: 'success', costTime: 2, creditsConsumed: 4, failMsg: null });
    expect(JSON.parse(done.resultJson)).toEqual({
      resultUrls: [matching(/^http:\/\/127\.0\.0\.1:/)],
    });
  });

  it('encodes the input twice in param', async () => {
    const { order, idOf, recordOf } = await aKie();
    const id = idOf(await order('google/imagen4-fast', lighthouse, 'http://127.0.0.1:9/x'));
    const param = JSON.parse(String((await recordOf(id))['param'])) as Record<string, string>;
    expect(param).toMatchObject({ model: 'google/imagen4-fast', callBackUrl: 'http://127.0.0.1:9/x' });
    expect(JSON.parse(param['input'] ?? '')).toEqual(lighthouse);
  });

  it('does not know a task at first, for as long as the knob says', async () => {
    const { createImage, call, advance } = await aKie({
      knobs: { recordNullMaxMs: 3_000, latencyMinMs: 60_000 },
    });
    const id = await createImage('a lighthouse');
    const path = `/api/v1/jobs/recordInfo?taskId=${id}`;
    expect(await call(path)).toMatchObject({ http: 200, code: 422, msg: 'recordInfo is null', data: null });
    await advance(3_000);
    expect((await call(path)).code).toBe(200);
  });

  it('may pass through queuing, and may jump from waiting to the end', async () => {
    const queuing = await aKie({ knobs: { queuingShare: 1 } });
    const first = await queuing.createImage('a queue');
    await queuing.advance(400);
    expect((await queuing.recordOf(first)).state).toBe('queuing');
    const jumping = await aKie({ knobs: { skipShare: 1 } });
    const second = await jumping.createImage('a jump');
    await jumping.advance(1_999);
    expect((await jumping.recordOf(second)).state).toBe('waiting');
    await jumping.advance(1);
    expect((await jumping.recordOf(second)).state).toBe('success');
  });

  it('takes as long as the real service when asked to', async () => {
    const { kie, order, advance } = await aKie({ knobs: { realisticTimes: true } });
    await order('z-image', { prompt: 'x', aspect_ratio: '1:1' });
    await order('bytedance/seedance-2', { prompt: 'waves' });
    await advance(313_000);
    const [picture = 0, film = 0] = kie.ledger.map(
      ({ createdAt, completedAt }) => ((completedAt ?? Infinity) - createdAt) / 1000,
    );
    expect(picture).toBeGreaterThanOrEqual(5);
    expect(picture).toBeLessThanOrEqual(30);
    expect(film).toBeGreaterThanOrEqual(154);
    expect(film).toBeLessThanOrEqual(313);
  });

  it('refuses queries without an id and for unknown ids', async () => {
    const { call } = await aKie();
    expect(await call('/api/v1/jobs/recordInfo')).toMatchObject({
      code: 400,
      msg: 'taskId parameter is required',
    });
    expect(await call('/api/v1/jobs/recordInfo?taskId=x')).toMatchObject({
      code: 422,
      msg: 'recordInfo is null',
    });
  });

  it('fails with a code and a text and gives the credits back', async () => {
    const { kie, createImage, recordOf, advance } = await aKie();
    const id = await createImage('a lighthouse [fail:content]');
    expect(kie.credits).toBe(9_996);
    await advance(2_000);
    const failed = await recordOf(id);
    expect(failed).toMatchObject({ state: 'fail', resultJson: '', failCode: '400', creditsConsumed: 0 });
    expect(failed['failMsg']).toMatch(/content policy/);
    expect(kie.credits).toBe(10_000);
    expect(kie.ledger).toMatchObject([{ taskId: id, charged: 4, refunded: 4, state: 'fail' }]);
  });

  it('has newer fields and the shapes of the pages behind knobs', async () => {
    const { kie, createImage, recordOf, advance } = await aKie({
      knobs: { newerFields: true, docShapes: true },
    });
    const id = await createImage('a lighthouse');
    expect(await recordOf(id)).toMatchObject({ successFlag: 0, response: null, failCode: '', failMsg: '' });
    await advance(2_000);
    const done = await recordOf(id);
    expect(done).toMatchObject({ successFlag: 1, costTime: 2_000, updateTime: anyNumber });
    expect(done['response']).toEqual(JSON.parse(done.resultJson));
    kie.setKnobs({ newerFields: false, docShapes: false });
    expect(await recordOf(id)).not.toHaveProperty('successFlag');
  });

  it('refuses the twenty-first create within any ten seconds and creates nothing', async () => {
    const { kie, order, advance } = await aKie();
    const codes = await Promise.all(
      Array.from(
        { length: 21 },
        async () => (await order('z-image', { prompt: 'x', aspect_ratio: '1:1' })).code,
      ),
    );
    expect(codes.filter((code) => code === 200)).toHaveLength(20);
    expect(codes.filter((code) => code === 429)).toHaveLength(1);
    expect(kie.ledger).toHaveLength(20);
    await advance(9_999);
    expect((await order('z-image', { prompt: 'x', aspect_ratio: '1:1' })).code).toBe(429);
    await advance(1);
    expect((await order('z-image', { prompt: 'x', aspect_ratio: '1:1' })).code).toBe(200);
  });

  it('answers 402 and creates nothing when the balance does not suffice', async () => {
    const { kie, order, call } = await aKie({ credits: 5.5 });
    expect((await order('google/imagen4-fast', lighthouse)).code).toBe(200);
    expect(await order('google/imagen4-fast', lighthouse)).toMatchObject({
      http: 200,
      code: 402,
      data: null,
    });
    expect(kie.ledger).toHaveLength(1);
    expect((await call('/api/v1/chat/credit')).data).toBe(1.5);
  });

  it('lets nobody in without the key, and mirrors codes into HTTP when asked', async () => {
    const { kie, call } = await aKie({ knobs: { mirrorStatus: true } });
    const wrongKey = { headers: { authorization: 'Bearer nonsense' } };
    expect(await call('/api/v1/chat/credit', wrongKey)).toMatchObject({
      http: 401,
      code: 401,
      msg: 'You do not have access permissions',
    });
    kie.setKnobs({ mirrorStatus: false });
    expect((await call('/api/v1/chat/credit', wrongKey)).http).toBe(200);
    expect(await call('/api/v1/nothing')).toMatchObject({ http: 404, code: 404 });
  });

  it('writes every request down with the code it was answered with', async () => {
    const { kie, order } = await aKie();
    await order('google/imagen4-fast', lighthouse);
    await order('no-such-model', lighthouse);
    expect(kie.requests).toMatchObject([
      { method: 'POST', path: '/api/v1/jobs/createTask', code: 200, body: { input: lighthouse } },
      { method: 'POST', path: '/api/v1/jobs/createTask', code: 422 },
    ]);
  });
});

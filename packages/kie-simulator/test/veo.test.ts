import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aKie, aCallbackServer } from './simulator.ts';
import { anyText, containing, matching } from './expectations.ts';

const veoRecord = z.looseObject({
  successFlag: z.number(),
  response: z.looseObject({ resultUrls: z.array(z.string()) }).nullable(),
});

async function aVeo(options: Parameters<typeof aKie>[0] = {}) {
  const simulator = await aKie(options);
  const { post, call, idOf, advance } = simulator;
  const generate = (body: object) => post('/api/v1/veo/generate', { prompt: 'waves', ...body });
  return {
    ...simulator,
    generate,
    film: async (body: object = {}): Promise<string> => {
      const id = idOf(await generate(body));
      await advance(2_000);
      return id;
    },
    record: async (id: string) => veoRecord.parse((await call(`/api/v1/veo/record-info?taskId=${id}`)).data),
  };
}

describe('the Veo family', () => {
  it('runs from flag 0 to flag 1 with urls and resolution', async () => {
    const { generate, idOf, record, advance, kie } = await aVeo();
    const id = idOf(await generate({ model: 'veo3_fast', resolution: '1080p' }));
    expect(id).toMatch(/^veo_task_/);
    expect(await record(id)).toMatchObject({
      successFlag: 0,
      response: null,
      errorCode: null,
      completeTime: null,
    });
    await advance(2_000);
    expect(await record(id)).toMatchObject({
      taskId: id,
      successFlag: 1,
      creditsConsumed: 65,
      response: { taskId: id, resultUrls: [matching(/\.mp4$/)], resolution: '1080p' },
    });
    expect(kie.ledger).toMatchObject([{ family: 'veo', model: 'veo3_fast', charged: 65 }]);
  });

  it('takes the fast tier when no model is named, and either spelling of the ratio', async () => {
    const { film, record, kie } = await aVeo();
    expect(await record(await film({ aspectRatio: '9:16' }))).toMatchObject({
      response: { originUrls: [anyText] },
    });
    expect(
      (await record(await film({ aspect_ratio: '16:9', aspectRatio: '9:16' }))).response,
    ).not.toHaveProperty('originUrls');
    expect(kie.ledger.map(({ model }) => model)).toEqual(['veo3_fast', 'veo3_fast']);
  });

  it('checks model, fields and the number of images of each mode', async () => {
    const { generate, kie } = await aVeo();
    const url = 'https://x.example/a.png';
    const refused: [object, number][] = [
      [{ model: 'veo9' }, 422],
      [{ prompt: '' }, 500],
      [{ duration: 5 }, 500],
      [{ generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO', imageUrls: [] }, 422],
      [{ generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO', imageUrls: [url, url, url] }, 422],
      [{ generationType: 'REFERENCE_2_VIDEO', imageUrls: [url], duration: 6 }, 422],
      [{ generationType: 'REFERENCE_2_VIDEO', imageUrls: [url], model: 'veo3' }, 500],
    ];
    for (const [body, code] of refused)
      expect({ body, code: (await generate(body)).code }).toEqual({ body, code });
    expect(kie.ledger).toEqual([]);
    expect((await generate({ generationType: 'REFERENCE_2_VIDEO', imageUrls: [url, url, url] })).code).toBe(
      200,
    );
  });

  it('shows failures as flags 2 and 3 with a code, and says the same in the callback', async () => {
    const { generate, idOf, record, advance } = await aVeo();
    const { url, deliveries } = await aCallbackServer();
    const blocked = idOf(await generate({ prompt: '[content]', callBackUrl: url }));
    const broken = idOf(await generate({ prompt: '[501]', callBackUrl: url }));
    await advance(2_000);
    expect(await record(blocked)).toMatchObject({
      successFlag: 2,
      errorCode: 400,
      response: null,
      creditsConsumed: 0,
    });
    expect(await record(broken)).toMatchObject({ successFlag: 3, errorCode: 501 });
    const bodies = deliveries.map(({ body }) => ({ code: body.code, data: body.data }));
    expect(bodies).toContainEqual({ code: 400, data: { taskId: blocked, fallbackFlag: false } });
    expect(bodies).toContainEqual({ code: 501, data: { taskId: broken, fallbackFlag: false } });
  });

  it('pushes info with plain urls on success', async () => {
    const { film } = await aVeo();
    const { url, deliveries } = await aCallbackServer();
    const id = await film({ callBackUrl: url });
    expect(deliveries[0]?.body.data).toMatchObject({
      taskId: id,
      info: { resultUrls: [matching(/\.mp4$/)], resolution: '720p' },
      promptJson: containing('waves'),
    });
  });

  it('answers 422 to unknown ids', async () => {
    const { call } = await aVeo();
    expect(await call('/api/v1/veo/record-info?taskId=x')).toMatchObject({
      code: 422,
      msg: 'record is null',
    });
  });

  it('makes 1080p on the first call and refuses until it is ready', async () => {
    const { film, call, advance, kie } = await aVeo();
    const path = `/api/v1/veo/get-1080p-video?taskId=${await film()}&index=0`;
    expect(await call(path)).toMatchObject({
      code: 400,
      msg: containing('1080P is processing'),
    });
    expect((await call(path)).code).toBe(400);
    await advance(2_000);
    expect(await call(path)).toMatchObject({
      code: 200,
      data: { resultUrl: matching(/\.mp4$/) },
    });
    expect(kie.ledger.map(({ model, charged }) => [model, charged])).toEqual([
      ['veo3_fast', 60],
      ['veo/get-1080p-video', 5],
    ]);
  });

  it('makes 4K as a task of its own and answers 422 to repeats, in the end with the film', async () => {
    const { film, post, idOf, record, advance } = await aVeo();
    const { url, deliveries } = await aCallbackServer();
    const taskId = await film();
    const ask = () => post('/api/v1/veo/get-4k-video', { taskId, index: 0, callBackUrl: url });
    const first = await ask();
    expect(first).toMatchObject({ code: 200, data: { resultUrls: null, imageUrls: null } });
    expect(await ask()).toMatchObject({
      code: 422,
      msg: containing('processing'),
      data: { resultUrls: null },
    });
    await advance(4_000);
    expect(await ask()).toMatchObject({
      code: 422,
      msg: containing('generated successfully'),
      data: { taskId: idOf(first), resultUrls: [matching(/\.mp4$/)] },
    });
    expect(await record(idOf(first))).toMatchObject({ successFlag: 1, response: { resolution: '4k' } });
    expect(deliveries[0]?.body.data).toMatchObject({
      taskId: idOf(first),
      info: { resultUrls: [anyText] },
    });
  });

  it('extends a finished film, but not one that went to 1080p', async () => {
    const { film, post, idOf, record, call, advance, kie } = await aVeo();
    const taskId = await film();
    const extend = () => post('/api/v1/veo/extend', { taskId, prompt: 'more waves', model: 'quality' });
    const longer = idOf(await extend());
    await advance(2_000);
    expect(await record(longer)).toMatchObject({
      successFlag: 1,
      response: { fullResultUrls: [anyText] },
    });
    expect(kie.ledger[1]).toMatchObject({ parent: taskId, model: 'veo/extend', charged: 250 });
    await call(`/api/v1/veo/get-1080p-video?taskId=${taskId}`);
    expect((await extend()).code).toBe(400);
    expect((await post('/api/v1/veo/extend', { taskId: 'nobody', prompt: 'x' })).code).toBe(422);
  });
});

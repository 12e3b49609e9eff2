import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aKie, aCallbackServer } from './simulator.ts';
import { anyText, containing, matching } from './expectations.ts';

const midjourneyRecord = z.looseObject({
  successFlag: z.number(),
  resultInfoJson: z.object({ resultUrls: z.array(z.object({ resultUrl: z.string() })) }).nullable(),
});

async function aMidjourney() {
  const simulator = await aKie();
  const { post, call, idOf } = simulator;
  return {
    ...simulator,
    start: async (body: object): Promise<string> =>
      idOf(await post('/api/v1/mj/generate', { prompt: 'a fox', ...body })),
    record: async (id: string) =>
      midjourneyRecord.parse((await call(`/api/v1/mj/record-info?taskId=${id}`)).data),
  };
}

const source = ['https://x.example/a.png'];

describe('the Midjourney family', () => {
  it('makes four pictures, as objects in the record and as strings in the callback', async () => {
    const { start, record, advance, kie } = await aMidjourney();
    const { url, deliveries } = await aCallbackServer();
    const id = await start({ taskType: 'mj_txt2img', speed: 'fast', aspectRatio: '16:9', callBackUrl: url });
    expect(await record(id)).toMatchObject({ successFlag: 0, resultInfoJson: null, completeTime: null });
    await advance(2_000);
    const done = await record(id);
    expect(done).toMatchObject({
      taskId: id,
      taskType: 'mj_txt2img',
      successFlag: 1,
      createTime: matching(/Z$/),
    });
    const urls = (done.resultInfoJson?.resultUrls ?? []).map(({ resultUrl }) => resultUrl);
    expect(urls.map((address) => address.slice(-9))).toEqual([
      '_0_0.jpeg',
      '_0_1.jpeg',
      '_0_2.jpeg',
      '_0_3.jpeg',
    ]);
    expect(deliveries[0]?.body.data).toMatchObject({ taskId: id, resultUrls: urls });
    expect(kie.ledger).toMatchObject([{ family: 'mj', model: 'mj_txt2img', charged: 8, outputs: 4 }]);
  });

  it('knows six task types and what each needs', async () => {
    const { post, start } = await aMidjourney();
    const ask = async (body: object) => await post('/api/v1/mj/generate', { prompt: 'a fox', ...body });
    expect(await ask({})).toMatchObject({ code: 500, msg: 'taskType is required' });
    expect(await ask({ taskType: 'mj_dance' })).toMatchObject({
      code: 500,
      msg: containing('taskType'),
    });
    expect(await ask({ taskType: 'mj_img2img' })).toMatchObject({ code: 500, msg: 'fileUrls is required' });
    expect(await ask({ taskType: 'mj_txt2img', stylization: 1_001 })).toMatchObject({ code: 500 });
    for (const taskType of ['mj_img2img', 'mj_style_reference', 'mj_omni_reference']) {
      expect(await start({ taskType, fileUrls: source })).toMatch(/^mj_task_/);
    }
    expect(await start({ taskType: 'mj_img2img', fileUrl: source[0], stylization: 1 })).toMatch(/^mj_task_/);
    for (const taskType of ['mj_video', 'mj_video_hd']) {
      expect(await start({ taskType, fileUrls: source, motion: 'high' })).toMatch(/^mj_task_/);
    }
  });

  it('makes as many films as the batch says', async () => {
    const { start, record, advance } = await aMidjourney();
    const id = await start({ taskType: 'mj_video', fileUrls: source, motion: 'low', videoBatchSize: 2 });
    await advance(2_000);
    const films = (await record(id)).resultInfoJson?.resultUrls ?? [];
    expect(films.map(({ resultUrl }) => resultUrl.slice(-8))).toEqual(['_0_0.mp4', '_0_1.mp4']);
  });

  it('upscales, varies and extends what has been made', async () => {
    const { start, post, idOf, record, advance } = await aMidjourney();
    const { url, deliveries } = await aCallbackServer();
    const picture = await start({ taskType: 'mj_txt2img' });
    const film = await start({ taskType: 'mj_video', fileUrls: source, motion: 'high' });
    expect((await post('/api/v1/mj/generateUpscale', { taskId: picture, imageIndex: 0 })).code).toBe(422);
    await advance(2_000);
    const upscaled = idOf(await post('/api/v1/mj/generateUpscale', { taskId: picture, imageIndex: 3 }));
    const varied = idOf(await post('/api/v1/mj/generateVary', { taskId: picture, imageIndex: 1 }));
    const wish = { taskId: film, taskType: 'mj_video_extend_auto', index: 0, callBackUrl: url };
    const extended = idOf(await post('/api/v1/mj/generateVideoExtend', wish));
    expect((await post('/api/v1/mj/generateVary', { taskId: picture, imageIndex: 4 })).code).toBe(500);
    const manual = { ...wish, taskType: 'mj_video_extend_manual' };
    expect(await post('/api/v1/mj/generateVideoExtend', { ...manual, prompt: '' })).toMatchObject({
      msg: 'prompt is required',
    });
    await advance(2_000);
    expect((await record(upscaled)).resultInfoJson?.resultUrls).toHaveLength(1);
    expect((await record(varied)).resultInfoJson?.resultUrls).toHaveLength(4);
    expect((await record(extended)).resultInfoJson?.resultUrls).toHaveLength(1);
    expect(deliveries[0]?.body.data).toMatchObject({
      successFlag: 1,
      resultInfoJson: { resultUrls: [{ resultUrl: anyText }] },
    });
  });

  it('fails with flag 3, a code and an empty list in the callback', async () => {
    const { start, record, advance } = await aMidjourney();
    const { url, deliveries } = await aCallbackServer();
    const id = await start({ taskType: 'mj_txt2img', prompt: 'a fox [generation]', callBackUrl: url });
    await advance(2_000);
    expect(await record(id)).toMatchObject({ successFlag: 3, errorCode: 500, resultInfoJson: null });
    expect(deliveries[0]?.body).toMatchObject({ code: 500, data: { taskId: id, resultUrls: [] } });
  });
});

import { describe, expect, it } from 'vitest';
import { aKie, aCallbackServer } from './simulator.ts';
import { anyText, matching } from './expectations.ts';

const address = matching(/^http:.*\/f\//);

describe('the small families with endpoints of their own', () => {
  it.each([
    [
      '/api/v1/runway/generate',
      { prompt: 'waves', duration: 5, quality: '720p' },
      '/api/v1/runway/record-detail',
      { state: 'success', videoInfo: { videoUrl: address, imageUrl: address } },
      { data: { task_id: anyText, video_url: address } },
    ],
    [
      '/api/v1/aleph/generate',
      { prompt: 'waves', videoUrl: 'https://x.example/a.mp4' },
      '/api/v1/aleph/record-info',
      { successFlag: 1, response: { resultVideoUrl: address } },
      { data: { result_video_url: address } },
    ],
    [
      '/api/v1/gpt4o-image/generate',
      { prompt: 'waves', size: '3:2' },
      '/api/v1/gpt4o-image/record-info',
      { successFlag: 1, status: 'SUCCESS', progress: '1.00', response: { resultUrls: [address] } },
      { data: { info: { result_urls: [address] } } },
    ],
    [
      '/api/v1/flux/kontext/generate',
      { prompt: 'waves' },
      '/api/v1/flux/kontext/record-info',
      { successFlag: 1, response: { resultImageUrl: address } },
      { data: { info: { resultImageUrl: address } } },
    ],
    [
      '/api/v1/generate',
      { prompt: 'waves', customMode: false, instrumental: true, model: 'V6' },
      '/api/v1/generate/record-info',
      { status: 'SUCCESS', response: { sunoData: [{ audioUrl: address, imageUrl: address }] } },
      { data: { callbackType: 'complete', data: [{ audio_url: address }] } },
    ],
  ])('%s makes a task, a record and a callback', async (path, body, query, done, pushed) => {
    const { post, call, idOf, advance } = await aKie();
    const { url, deliveries } = await aCallbackServer();
    const id = idOf(await post(path, { ...body, callBackUrl: url }));
    expect(JSON.stringify((await call(`${query}?taskId=${id}`)).data)).not.toContain('/f/');
    await advance(2_000);
    expect((await call(`${query}?taskId=${id}`)).data).toMatchObject(done);
    expect(deliveries[0]?.body).toMatchObject({ code: 200, ...pushed });
  });

  it('asks Suno calls for a callback address and answers nothing for unknown ids', async () => {
    const { post, call } = await aKie();
    const song = { prompt: 'waves', customMode: false, instrumental: true, model: 'V6' };
    expect(await post('/api/v1/generate', song)).toMatchObject({
      code: 422,
      msg: 'Please enter callBackUrl.',
    });
    expect(await call('/api/v1/generate/record-info?taskId=x')).toMatchObject({ code: 200, data: null });
  });

  it('answers the Omni helpers at once', async () => {
    const { post } = await aKie();
    expect((await post('/api/v1/omni/audio/create', { audio_id: 'kore', name: 'Anna' })).data).toMatchObject({
      kieAudioId: anyText,
      name: 'Anna',
    });
    const character = await post('/api/v1/omni/character/create', {
      descriptions: 'x',
      image_urls: ['https://x/a.png'],
    });
    expect(character.data).toEqual({ characterId: anyText });
  });
});

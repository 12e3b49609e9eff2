import { describe, expect, it } from 'vitest';
import { planGeneration } from '#providers/catalog.ts';
import { dialectNamed } from '#providers/dialects.ts';
import { asQueried } from '#providers/dialect.ts';
import { isRemoteJobId } from '#domain/ids.ts';
import type { Call } from '#providers/call.ts';

const options = { allowRetired: true, now: new Date('2026-11-20T00:00:00Z') };

function startOf(params: Record<string, unknown>, callbackUrl?: string): Call {
  const plan = planGeneration({ service: 'KIE', ...params }, options);
  return dialectNamed(plan.dialect).start(plan, callbackUrl);
}

describe('what goes over the wire', () => {
  it('is model, input and callback URL for the unified protocol, without the number of pictures', () => {
    const input = { prompt: 'A lighthouse', aspect_ratio: '3:4', num_images: '3' };
    expect(
      startOf({ model: 'IMAGEN4', apiModel: 'google/imagen4-fast', input }, 'https://us.example/cb'),
    ).toEqual({
      method: 'POST',
      path: '/api/v1/jobs/createTask',
      body: {
        model: 'google/imagen4-fast',
        input: { prompt: 'A lighthouse', aspect_ratio: '3:4' },
        callBackUrl: 'https://us.example/cb',
      },
    });
  });

  it('is a flat body in snake case for Veo, with everything said that the service might choose otherwise', () => {
    const call = startOf({
      model: 'VEO3',
      prompt: 'A paper boat',
      modelVariant: 'veo3_fast',
      generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO',
      imageUrls: ['https://a.example/1.png', 'https://a.example/2.png'],
      aspectRatio: '9:16',
      seeds: 12_345,
      watermark: 'us',
    });
    expect(call).toEqual({
      method: 'POST',
      path: '/api/v1/veo/generate',
      body: {
        model: 'veo3_fast',
        prompt: 'A paper boat',
        generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO',
        imageUrls: ['https://a.example/1.png', 'https://a.example/2.png'],
        aspect_ratio: '9:16',
        resolution: '720p',
        duration: 8,
        seeds: 12_345,
        watermark: 'us',
        enableTranslation: true,
      },
    });
  });

  it('names the operation for Midjourney and has the files in a list', () => {
    const call = startOf({
      model: 'MIDJOURNEY',
      taskType: 'mj_img2img',
      prompt: 'A fox',
      fileUrl: 'https://a.example/fox.png',
      version: 7,
    });
    expect(call).toEqual({
      method: 'POST',
      path: '/api/v1/mj/generate',
      body: {
        taskType: 'mj_img2img',
        prompt: 'A fox',
        fileUrls: ['https://a.example/fox.png'],
        version: '7',
        speed: 'fast',
        enableTranslation: false,
      },
    });
  });

  it('is a text for the length of a Sora film', () => {
    const { body } = startOf({ model: 'SORA2', input: { prompt: 'A fox', n_frames: 15 } });
    expect(body).toMatchObject({
      model: 'sora-2-text-to-video',
      input: { n_frames: '15', upload_method: 's3' },
    });
  });

  it.each([
    ['kie-jobs', '/api/v1/jobs/recordInfo'],
    ['kie-veo', '/api/v1/veo/record-info'],
    ['kie-midjourney', '/api/v1/mj/record-info'],
  ])('asks for a job of %s at %s', (dialect, path) => {
    const id = 'ab12';
    if (!isRemoteJobId(id)) throw new Error('not an id');
    expect(asQueried(dialectNamed(dialect)).check(id, 'any')).toEqual({
      method: 'GET',
      path,
      query: { taskId: 'ab12' },
    });
  });

  it('refuses a dialect that does not exist', () => {
    expect(() => dialectNamed('telegraph')).toThrow('telegraph');
  });
});

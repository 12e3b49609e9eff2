import {
  experimental_generateVideo as generateVideo,
  experimental_getVideoStatus as getVideoStatus,
  experimental_startVideo as startVideo,
  generateImage,
  generateSpeech,
} from 'ai';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DarkroomOptions } from '../ai-sdk/provider.ts';
import { taskId, uploadId } from '../fake-api.ts';
import { asset, IMAGEN, list, SdkStage, text } from './sdk-stage.ts';

const stage = new SdkStage();
const { provider, creates, fieldsAre } = stage;

describe('generateImage', () => {
  it('orders nothing from a model that makes no pictures', async () => {
    fieldsAre(IMAGEN, ['video']);
    await expect(generateImage({ model: provider().image('VEO3'), prompt: 'a hat' })).rejects.toMatchObject({
      message: 'VEO3 makes no image: it makes video.',
    });
    expect(creates()).toEqual([]);
  });

  it('orders with the fields of the model, and says which wishes it has none for', async () => {
    fieldsAre(IMAGEN);
    const { images, warnings, providerMetadata } = await generateImage({
      model: provider().image('IMAGEN4'),
      prompt: 'a hat',
      n: 2,
      aspectRatio: '16:9',
      seed: 7,
      size: '1024x1024',
      providerOptions: { darkroom: { negative_prompt: 'cats' } satisfies DarkroomOptions<'IMAGEN4'> },
    });
    expect(creates().map(({ body }) => body)).toEqual([
      {
        providerParams: {
          service: 'KIE',
          model: 'IMAGEN4',
          input: { prompt: 'a hat', num_images: 2, aspect_ratio: '16:9', negative_prompt: 'cats' },
        },
      },
    ]);
    expect(images.map(({ uint8Array }) => Buffer.from(uint8Array).equals(stage.api.picture))).toEqual([true]);
    expect(warnings.map((one) => 'feature' in one && one.feature)).toEqual(['size', 'seed']);
    expect(providerMetadata['darkroom']?.images).toEqual([
      expect.objectContaining({ taskId, credits: 4, url: `${stage.api.url}/media/picture` }),
    ]);
  });

  it('orders once, under one key, however often it has to be sent', async () => {
    fieldsAre(IMAGEN);
    stage.answerOrders(3, 503);
    await generateImage({ model: provider().image('IMAGEN4'), prompt: 'a hat' });
    const keys = creates().map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(1);
  });

  it('is not tried again by the SDK where it was given up, and says why', async () => {
    fieldsAre(IMAGEN);
    stage.answerOrders(9, 503);
    const asked = generateImage({ model: provider().image('IMAGEN4'), prompt: 'a hat' });
    await expect(asked).rejects.toMatchObject({ name: 'DarkroomError', status: 503 });
    expect(creates()).toHaveLength(5);
  });

  it('is not tried again where the task has failed', async () => {
    fieldsAre(IMAGEN);
    stage.api.script.task = {
      status: 'FAILED',
      failCode: 'content_blocked',
      failMsg: 'not that hat',
      assets: [],
    };
    stage.api.script.stages = [{ status: 'FAILED', stage: 'done' }];
    const asked = generateImage({ model: provider().image('IMAGEN4'), prompt: 'a hat' });
    await expect(asked).rejects.toMatchObject({ code: 'content_blocked', taskId });
    expect(creates()).toHaveLength(1);
  });

  it('brings pictures in, and puts them where the model takes them', async () => {
    fieldsAre({ prompt: text, image_urls: list, mask_url: text });
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    await generateImage({
      model: provider().image('google/nano-banana-edit'),
      prompt: { text: 'at night', images: [png, 'https://x.example/a.png'], mask: png },
    });
    expect(creates()[0]?.body).toMatchObject({
      providerParams: {
        input: { prompt: 'at night', image_urls: [uploadId, 'https://x.example/a.png'], mask_url: uploadId },
      },
    });
  });

  it('orders nothing where pictures have no place, or where an option names a file of this machine', async () => {
    for (const [images, darkroom] of [
      [['https://x.example/a.png'], {}],
      [[], { image_input: [{ path: import.meta.filename }] }],
    ] as const) {
      fieldsAre({ prompt: text });
      const asked = generateImage({
        model: provider().image('IMAGEN4'),
        prompt: { text: 'at night', images: [...images] },
        providerOptions: { darkroom: structuredClone(darkroom) },
      });
      await expect(asked).rejects.toMatchObject({ code: 'validation_failed' });
    }
    expect(creates()).toEqual([]);
    expect(stage.api.requests.some(({ method }) => method === 'PUT')).toBe(false);
  });

  it.each([
    [undefined, 0],
    [true, 1],
  ])(
    'that is aborted stops waiting; with cancelOnAbort %s it ends %i tasks',
    async (cancelOnAbort, ended) => {
      fieldsAre(IMAGEN);
      stage.api.script.stages = [{ status: 'PENDING', stage: 'generating', nextCheckSeconds: 1 }];
      const over = new AbortController();
      const asked = generateImage({
        model: provider(cancelOnAbort ? { cancelOnAbort } : {}).image('IMAGEN4'),
        prompt: 'a hat',
        abortSignal: over.signal,
      });
      const looked = async (): Promise<void> => {
        while (!stage.api.requests.some(({ path }) => path.endsWith('/status')))
          await new Promise((resolve) => void setImmediate(resolve));
      };
      await looked();
      over.abort(new Error('enough'));
      await expect(asked).rejects.toThrow('enough');
      expect(stage.api.requests.filter(({ path }) => path.endsWith('/cancel'))).toHaveLength(ended);
    },
  );
});

describe('films', () => {
  const FILM = {
    prompt: text,
    duration: { type: 'string', enum: ['5', '10'] },
    resolution: { type: 'string', enum: ['720p', '1080p'] },
    first_frame_url: text,
    last_frame_url: text,
    generate_audio: { anyOf: [{ type: 'boolean' }, { type: 'string' }] },
  };
  beforeEach(() => {
    stage.api.script.task = { assets: [{ ...asset, url: `${stage.api.url}/bytes` }] };
  });

  it('are made with the words of the model', async () => {
    fieldsAre(FILM);
    const { video, warnings } = await generateVideo({
      model: provider().video('bytedance/seedance-2'),
      prompt: 'it begins to rain',
      resolution: '1280x720',
      duration: 5,
      fps: 24,
      generateAudio: true,
      frameImages: [
        { frameType: 'first_frame', image: 'https://x.example/1.png' },
        { frameType: 'last_frame', image: 'https://x.example/2.png' },
      ],
    });
    expect(creates()[0]?.body).toMatchObject({
      providerParams: {
        input: {
          prompt: 'it begins to rain',
          duration: '5',
          resolution: '720p',
          generate_audio: true,
          first_frame_url: 'https://x.example/1.png',
          last_frame_url: 'https://x.example/2.png',
        },
      },
    });
    expect(video.mediaType).toBe('video/mp4');
    expect(warnings.map((one) => 'feature' in one && one.feature)).toEqual(['fps']);
  });

  it('are started under the key of the SDK, and looked at by whoever has the operation', async () => {
    fieldsAre(FILM);
    const headers = { 'idempotency-key': 'film-1' };
    const model = 'bytedance/seedance-2';
    const { operation } = await startVideo({ model: provider().video(model), prompt: 'rain', headers });
    expect(creates().map((one) => one.headers['idempotency-key'])).toEqual(['film-1']);
    const kept = JSON.parse(JSON.stringify(operation)) as typeof operation;
    const asked = () => getVideoStatus(provider().video(model), { operation: kept });
    stage.api.script.instead.push({
      match: `GET /api/v1/generation/tasks/${taskId}`,
      body: { id: taskId, model, status: 'PENDING', createdAt: '2026-10-02T10:00:00.000Z', assets: [] },
    });
    expect(await asked()).toMatchObject({ status: 'pending' });
    expect(await asked()).toMatchObject({ status: 'completed' });
    stage.api.script.task = { status: 'FAILED', failMsg: 'no rain', assets: [] };
    expect(await asked()).toMatchObject({ status: 'error', error: 'no rain' });
  });
});

it('generateSpeech reads a text aloud, and says what the model has no field for', async () => {
  fieldsAre({ text, voice: text, speed: { type: 'number', minimum: 0.7, maximum: 1.2 } });
  const sound = { ...asset, type: 'audio', contentType: 'audio/mpeg', url: `${stage.api.url}/bytes` };
  stage.api.script.task = { assets: [sound] };
  const { audio, warnings } = await generateSpeech({
    model: provider().speech('elevenlabs/text-to-speech-turbo-2-5'),
    text: 'good evening',
    voice: 'Rachel',
    speed: 1.1,
    instructions: 'whisper',
  });
  expect(Buffer.from(audio.uint8Array).equals(stage.api.picture)).toBe(true);
  expect(creates()[0]?.body).toMatchObject({
    providerParams: { input: { text: 'good evening', voice: 'Rachel', speed: 1.1 } },
  });
  expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'instructions' }]);
});

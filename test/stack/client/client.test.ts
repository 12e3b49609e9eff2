import { experimental_generateVideo as generateVideo, generateImage, generateSpeech } from 'ai';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createDarkroom, type ClientOptions, type Darkroom } from '@darkroom/client';
import { generationActions, type ActionResult } from '@darkroom/client/actions';
import { darkroomProvider } from '@darkroom/client/ai-sdk';
import { aPicture } from '../../sample-media.ts';
import type { Time } from '@darkroom/client/transport';
import { World } from '../test-stack.ts';

let world: World;
let settings: ClientOptions;
let darkroom: Darkroom;
/** Told of each task that is ordered. */
let onOrder: (id: string) => void = () => undefined;
const asked: string[] = [];
const opened: WebSocket[] = [];

class CountedSocket extends WebSocket {
  constructor(address: string | URL) {
    super(address);
    opened.push(this);
  }
}

/** Only what is due at once happens: whatever becomes known is told, and never asked for because time has passed. */
const noTime: Time = {
  now: () => 0,
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (milliseconds <= 500) setImmediate(resolve);
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    }),
};

beforeAll(async () => {
  world = await World.open();
  settings = {
    url: world.cloud.apiUrl,
    time: noTime,
    WebSocket: CountedSocket,
    // A busy machine is waited for.
    timeoutSeconds: 240,
    key: world.keys.get('ana') ?? '',
    fetch: async (address, init) => {
      asked.push(`${init?.method ?? 'GET'} ${new URL(address).pathname}`);
      const response = await fetch(address, init);
      if (response.status === 202) onOrder(((await response.clone().json()) as { id: string }).id);
      return response;
    },
  };
  darkroom = createDarkroom(settings);
});
afterAll(() => world.close());
afterEach(() => void asked.splice(0));

/** Follows all of one's tasks until one has succeeded; live as soon as this is answered. */
async function untilOneSucceeds(): Promise<{ id: Promise<string> }> {
  const over = new AbortController();
  let tell: (id: string) => void = () => undefined;
  const id = new Promise<string>((resolve) => {
    tell = resolve;
  });
  await new Promise<void>((resolve) => {
    void darkroom.live(
      { owner: true },
      {
        signal: over.signal,
        onLook: () => undefined,
        onConnection: (isLive) => isLive && resolve(),
        onEvent: ({ type, data }) => {
          if (type !== 'task.succeeded') return;
          tell(data.id);
          over.abort();
        },
      },
    );
  });
  return { id };
}

/** The id of the first task that becomes known, by whatever is told of it. */
function firstOf<Update extends { readonly id: string }>() {
  let tell: (id: string) => void = () => undefined;
  const id = new Promise<string>((resolve) => {
    tell = resolve;
  });
  return { id, onUpdate: ({ id: known }: Update): void => tell(known) };
}

function dataOf<Data>(result: ActionResult<Data>): Data {
  if (!result.success) throw new Error(result.error);
  return result.data;
}

it('a picture is ordered, waited for over the socket, and read with few questions', async () => {
  const succeeded = await untilOneSucceeds();
  const { id, onUpdate } = firstOf();
  const running = darkroom.run('IMAGEN4', { prompt: 'a lighthouse' }, { onUpdate, promptId: 'p' });
  await world.untilEnded(await id);
  const task = await running;
  expect(task).toEqual(await world.task(task.id));
  expect(task).toMatchObject({ status: 'SUCCESS', promptId: 'p', assets: [{ type: 'image' }] });
  const gets = asked.filter((line) => line.startsWith('GET'));
  expect(gets.length).toBeLessThanOrEqual(5);
  expect(gets).toContain('GET /api/v1/me');
  expect(await succeeded.id).toBe(task.id);
  // Who waits for one task and who follows all are told over the same connection.
  expect(opened).toHaveLength(1);
});

it('a file goes into an order as it is', async () => {
  const file = new File([new Uint8Array(await aPicture())], 'hat.png', { type: 'image/png' });
  const progress: number[] = [];
  const upload = await darkroom.upload(file, { onProgress: ({ sentBytes }) => progress.push(sentBytes) });
  expect(upload).toMatchObject({ status: 'ready', fileName: 'hat.png', contentType: 'image/png' });
  expect(progress.at(-1)).toBe(file.size);
  const task = await darkroom.tasks.create({
    providerParams: {
      service: 'KIE',
      model: 'nano-banana-pro',
      input: { prompt: 'wear it', image_input: [file, upload.id] },
    },
  });
  expect((await world.untilEnded(task.id)).status).toBe('SUCCESS');
});

it('every call finds its route', async () => {
  const order = {
    providerParams: { service: 'KIE', model: 'IMAGEN4', input: { prompt: 'one of many' } },
  } as const;
  const [task, again] = [
    await darkroom.tasks.create(order, { idempotencyKey: 'k' }),
    await darkroom.tasks.create(order, { idempotencyKey: 'k' }),
  ];
  expect([again.id, again.replayed]).toEqual([task.id, true]);
  expect((await darkroom.tasks.status(task.id)).id).toBe(task.id);
  expect((await darkroom.tasks.cancel(task.id)).task.status).toBe('CANCELED');
  expect((await darkroom.tasks.events(task.id).page()).items.length).toBeGreaterThan(0);
  const { items } = await darkroom.batches.create([order, order]);
  expect(items.map(({ status }) => status)).toEqual([202, 202]);
  expect((await darkroom.quotes.create([order])).items[0]?.credits).toBeGreaterThan(0);
  expect((await darkroom.models.get('google/imagen4-fast')).id).toBe('IMAGEN4');
  expect((await darkroom.models.list({ media: 'audio', limit: 1 }).page()).items).toHaveLength(1);
  expect((await darkroom.usage()).month).toMatch(/^\d{4}-\d{2}$/);
  const seen: string[] = [];
  for await (const { id } of darkroom.tasks.list({ limit: 2 })) seen.push(id);
  expect(seen).toContain(task.id);
  expect(new Set(seen).size).toBe(seen.length);
  const hook = await darkroom.webhooks.create({ url: 'https://example.com/hook' });
  expect((await darkroom.webhooks.list().page()).items.map(({ id }) => id)).toContain(hook.id);
  await darkroom.webhooks.delete(hook.id);
  await expect(darkroom.tasks.get('0'.repeat(32))).rejects.toMatchObject({
    code: 'not_found',
    status: 404,
    retryable: false,
    requestId: expect.any(String) as string,
  });
});

it('a refusal says where', async () => {
  const wrong = darkroom.run('nano-banana-pro', { prompt: '', resolution: '8K' as never });
  await expect(wrong).rejects.toMatchObject({
    code: 'validation_failed',
    errors: expect.arrayContaining([
      { path: '/providerParams/input/resolution', message: expect.any(String) as string },
    ]) as unknown,
  });
});

it('the actions of a page bring a file in, order with it, and show what became of it', async () => {
  const actions = generationActions({ url: world.cloud.apiUrl, key: world.keys.get('ana') ?? '' });
  const form = new FormData();
  form.set('file', new File([new Uint8Array(await aPicture())], 'hat.png', { type: 'image/png' }));
  const uploaded = dataOf(await actions.uploadGenerationFile(form));
  expect(uploaded).toMatchObject({ fileName: 'hat.png', expiresAt: expect.any(Date) as Date });
  const { id } = dataOf(
    await actions.createGenerationTask({
      promptId: 'prompt_123',
      providerParams: {
        service: 'KIE',
        model: 'MIDJOURNEY',
        taskType: 'mj_img2img',
        prompt: 'Transform this image',
        fileUrls: [uploaded.downloadUrl],
      },
    }),
  );
  await world.untilEnded(id);
  const { status, resultJson = '' } = dataOf(await actions.queryGenerationTask(id));
  expect([status, JSON.parse(resultJson)]).toEqual([
    'SUCCESS',
    { resultUrls: expect.arrayContaining([expect.any(String)]) as string[] },
  ]);
  const plain = await world.get<{ id: string }[]>('/api/generation/tasks?promptId=prompt_123');
  expect(plain.body.map((task) => task.id)).toEqual([id]);
  expect(await actions.queryGenerationTask('gen_task_123')).toMatchObject({
    success: false,
    code: 'not_found',
  });
});

it('the AI SDK makes a picture, a film from it, and a voice', async () => {
  const provider = darkroomProvider(settings);
  /** Lets the world go on until what is asked for is made. */
  const made = async <Result>(asking: () => Promise<Result>): Promise<Result> => {
    const ordered = new Promise<string>((resolve) => {
      onOrder = resolve;
    });
    const result = asking();
    const id = await Promise.race([ordered, result.then(() => undefined)]);
    if (id !== undefined) await world.untilEnded(id);
    return result;
  };
  const { images, warnings } = await made(() =>
    generateImage({ model: provider.image('IMAGEN4'), prompt: 'a hat', n: 2, aspectRatio: '16:9' }),
  );
  const kinds = images.map(({ mediaType }) => mediaType.split('/')[0]);
  expect([kinds, warnings]).toEqual([['image', 'image'], []]);
  const [picture] = images;
  const { video, providerMetadata } = await made(() =>
    generateVideo({
      model: provider.video('VEO3'),
      prompt: { image: picture?.uint8Array ?? '', text: 'it turns' },
    }),
  );
  expect(video.mediaType).toBe('video/mp4');
  const { videos } = providerMetadata['darkroom'] as { videos: { taskId: string }[] };
  const { providerParams } = await world.task(videos[0]?.taskId ?? '');
  expect(providerParams).toMatchObject({ model: 'VEO3', image_urls: [expect.any(String)] });
  const { audio } = await made(() =>
    generateSpeech({
      model: provider.speech('elevenlabs/text-to-speech-turbo-2-5'),
      text: 'good evening',
      speed: 1.1,
    }),
  );
  expect(audio.uint8Array.length).toBeGreaterThan(0);
});

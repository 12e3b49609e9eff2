import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const short = (media: string, body: unknown, headers: Record<string, string> = {}) =>
  world.request<TaskView & { errors?: { path: string }[] }>('POST', `/api/v1/generation/${media}`, {
    body,
    headers,
  });

async function ended(media: string, body: unknown): Promise<TaskView> {
  const answer = await short(media, body);
  expect([answer.status, answer.headers.get('location')]).toEqual([
    202,
    `/api/v1/generation/tasks/${answer.body.id}`,
  ]);
  return world.untilEnded(answer.body.id);
}

describe('the short form', () => {
  it('makes an image of a model and a prompt', async () => {
    const task = await ended('image', { model_id: 'nano-banana-pro', prompt: 'a boat', resolution: '4K' });
    expect(task).toMatchObject({
      status: 'SUCCESS',
      model: 'nano-banana-pro',
      providerParams: {
        service: 'KIE',
        model: 'nano-banana-pro',
        input: { prompt: 'a boat', resolution: '4K' },
      },
      cost: { estimatedCredits: 24, actualCredits: 24 },
    });
    expect(task.assets.map(({ type }) => type)).toEqual(['image']);
  });

  it('makes a film, whose options the model spells in camelCase', async () => {
    const task = await ended('video', {
      model_id: 'veo-3-1',
      prompt: 'waves',
      model_variant: 'veo3_fast',
      generation_type: 'TEXT_2_VIDEO',
      aspect_ratio: '9:16',
    });
    expect(task).toMatchObject({ status: 'SUCCESS', model: 'VEO3', cost: { estimatedCredits: 60 } });
    const [sent] = world.kie.requests.filter(({ path }) => path === '/api/v1/veo/generate');
    expect(sent?.body).toMatchObject({
      model: 'veo3_fast',
      generationType: 'TEXT_2_VIDEO',
      aspect_ratio: '9:16',
    });
  });

  it('makes a sound', async () => {
    const task = await ended('audio', {
      model_id: 'elevenlabs/text-to-speech-turbo-2-5',
      text: 'The lamp is lit.',
    });
    expect(task.status).toBe('SUCCESS');
    expect(task.assets.map(({ type }) => type)).toEqual(['audio']);
  });

  it('carries what a create carries, in snake_case', async () => {
    const answer = await short('image', {
      model_id: 'z-image',
      prompt: 'a boat',
      aspect_ratio: '1:1',
      prompt_id: 'p-7',
      priority: 'low',
      metadata: { scene: 4 },
      path: { project: 'film', branch: 'main' },
      keep_outputs: true,
    });
    expect(answer.body).toMatchObject({ promptId: 'p-7', priority: 'low', metadata: { scene: 4 } });
    const task = await world.untilEnded(answer.body.id);
    expect(task.assets[0]?.url).toContain('/media/project_film/branch_main/images/generated/ana/');
  });

  it('is the same order when it comes again under its key', async () => {
    const order = { model_id: 'z-image', prompt: 'once', aspect_ratio: '1:1' };
    const first = await short('image', order, { 'idempotency-key': 'short-1' });
    const again = await short('image', order, { 'idempotency-key': 'short-1' });
    expect([again.status, again.body.id]).toEqual([202, first.body.id]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await short('image', { ...order, prompt: 'twice' }, { 'idempotency-key': 'short-1' });
    expect(other.body).toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('says a retired model with the headers of its end', async () => {
    const { status, headers } = await short('video', { model_id: 'SORA2', prompt: 'a boat' });
    expect(status).toBe(202);
    expect(headers.get('link')).toBe('</api/v1/models/VEO3>; rel="successor-version"');
    expect(headers.get('deprecation')).toMatch(/^@\d+$/);
  });
});

describe('a fault of the short form', () => {
  it.each<[string, string, Record<string, unknown>, string[]]>([
    ['a value', 'image', { model_id: 'nano-banana-pro', prompt: 'x', resolution: '8K' }, ['/resolution']],
    ['what is missing', 'image', { model_id: 'nano-banana-pro' }, ['/prompt']],
    [
      'a field that the model spells otherwise',
      'video',
      { model_id: 'VEO3', prompt: 'x', generation_type: 'MAGIC' },
      ['/generation_type'],
    ],
    ['the selector', 'image', { model_id: 'IMAGEN4', prompt: 'x', api_model: 'imagen9' }, ['/api_model']],
    [
      'a field of another model',
      'image',
      { model_id: 'z-image', prompt: 'x', aspect_ratio: '1:1', num_images: 2 },
      ['/num_images'],
    ],
    ['an unknown model', 'image', { model_id: 'z-imago', prompt: 'x' }, ['/model_id']],
    ['a model of another media', 'video', { model_id: 'z-image', prompt: 'x' }, ['/model_id']],
    ['a model that is not named', 'image', { prompt: 'x' }, ['/model_id']],
    ['a wrong priority', 'image', { model_id: 'z-image', priority: 'urgent' }, ['/priority']],
  ])('names %s as the caller wrote it', async (_what, media, order, paths) => {
    const { status, body } = await short(media, order);
    expect(status).toBe(422);
    expect(body.errors?.map(({ path }) => path)).toEqual(paths);
  });
});

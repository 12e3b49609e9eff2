import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { modelListView } from '#contract/models/answers.ts';
import { aPicture, aSound } from '../../sample-media.ts';
import { uploaded } from '../uploads/uploaded.ts';
import { World } from '../test-stack.ts';

let world: World;
const uploads = new Map<string, string>();

async function upload(name: string, bytes: Buffer): Promise<void> {
  uploads.set(name, (await uploaded(world, bytes)).id);
}

beforeAll(async () => {
  world = await World.open();
  await upload('a picture', await aPicture('jpeg', { width: 640, height: 360 }));
  await upload('a mask', await aPicture('png', { width: 640, height: 360 }));
  await upload('a voice', aSound());
});
afterAll(() => world.close());

const idOf = (name: string): string => uploads.get(name) ?? '';
const paid = (from: number) =>
  world.kie.requests.slice(from).filter(({ path }) => /\/(?:generate|createTask)$/.test(path));
const aLink = expect.stringContaining('/f/u/') as unknown;
const callBackUrl = expect.stringContaining('/webhooks/kie/') as unknown;

interface FormOrder {
  readonly title: string;
  readonly params: () => Record<string, unknown>;
  /** The bodies of the paid calls. */
  readonly sent: readonly object[];
  readonly media: readonly string[];
}

const picture = { model: 'google/imagen4-fast', callBackUrl };

/** The request forms that the design promises, as they stand. */
const forms: readonly FormOrder[] = [
  ...(['2', 2] as const).map((count) => ({
    title: `IMAGEN4 with ${typeof count === 'string' ? 'a text' : 'a number'} for the number of pictures`,
    params: () => ({
      service: 'KIE',
      model: 'IMAGEN4',
      apiModel: 'google/imagen4-fast',
      input: { prompt: 'two sails', aspect_ratio: '16:9', num_images: count },
    }),
    sent: [1, 2].map(() => ({ ...picture, input: { prompt: 'two sails', aspect_ratio: '16:9' } })),
    media: ['image', 'image'],
  })),
  {
    title: 'VEO3 with everything in camelCase',
    params: () => ({
      service: 'KIE',
      model: 'VEO3',
      prompt: 'it begins to move',
      modelVariant: 'veo3_fast',
      generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO',
      imageUrls: [idOf('a picture')],
      aspectRatio: '9:16',
      seeds: 12_345,
    }),
    sent: [
      {
        model: 'veo3_fast',
        prompt: 'it begins to move',
        generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO',
        imageUrls: [aLink],
        aspect_ratio: '9:16',
        seeds: 12_345,
        callBackUrl,
      },
    ],
    media: ['video'],
  },
  {
    title: 'MIDJOURNEY with a picture to start from',
    params: () => ({
      service: 'KIE',
      model: 'MIDJOURNEY',
      taskType: 'mj_img2img',
      prompt: 'in brass',
      fileUrls: [idOf('a picture')],
    }),
    sent: [{ taskType: 'mj_img2img', prompt: 'in brass', fileUrls: [aLink], callBackUrl }],
    media: ['image', 'image', 'image', 'image'],
  },
  {
    title: 'SORA2',
    params: () => ({
      service: 'KIE',
      model: 'SORA2',
      input: { prompt: 'a boat', aspect_ratio: 'landscape', n_frames: '10' },
    }),
    sent: [
      {
        model: 'sora-2-text-to-video',
        input: { prompt: 'a boat', aspect_ratio: 'landscape', n_frames: '10' },
        callBackUrl,
      },
    ],
    media: ['video'],
  },
  {
    title: 'any model of the catalogue by its id',
    params: () => ({ service: 'KIE', model: 'z-image', input: { prompt: 'a fox', aspect_ratio: '1:1' } }),
    sent: [{ model: 'z-image', input: { prompt: 'a fox', aspect_ratio: '1:1' }, callBackUrl }],
    media: ['image'],
  },
];

describe('providerParams', () => {
  it.each(forms)('take $title', async ({ params, sent, media }) => {
    const from = world.kie.requests.length;
    const task = await world.run(params());
    expect(task).toMatchObject({ status: 'SUCCESS', providerParams: params() });
    expect(paid(from)).toMatchObject(sent.map((body) => ({ body })));
    expect(paid(from)).toHaveLength(sent.length);
    const results = task.assets.filter(({ role }) => role === 'result');
    expect(results.map(({ type }) => type)).toEqual(media);
  });
});

it('several pictures of one seed are made with the seeds that follow it, and none is paid for twice', async () => {
  const asked = world.kie.requests.length;
  const task = await world.run({
    service: 'KIE',
    model: 'IMAGEN4',
    input: { prompt: 'twins', num_images: '2', seed: '123' },
  });
  expect(task).toMatchObject({ status: 'SUCCESS', seeds: ['123', '124'] });
  expect(new Set(task.assets.map(({ sha256 }) => sha256)).size).toBe(2);
  const sent = JSON.stringify(world.kie.requests.slice(asked));
  for (const seed of ['123', '124']) expect(sent.split(`"seed":"${seed}"`)).toHaveLength(2);
});

describe('inpainting', () => {
  const inpaint = (more: Record<string, unknown> = {}) => ({
    service: 'KIE',
    model: 'ideogram/v3-edit',
    input: { prompt: 'a red door', image_url: idOf('a picture'), mask_url: idOf('a mask'), ...more },
  });
  const refused = async (params: unknown) => {
    const from = world.kie.requests.length;
    const { status, body } = await world.create(params);
    const { errors } = body as unknown as { errors: { path: string }[] };
    expect([status, paid(from)]).toEqual([422, []]);
    return errors.map(({ path }) => path);
  };

  it('is what the models with the capability mask do', async () => {
    const { body } = await world.get('/api/v1/models?capability=mask&limit=100');
    const ids = modelListView.parse(body).items.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['ideogram/v3-edit', 'ideogram/character-edit']));
  });

  it('sends picture and mask, each a copy that the provider can fetch', async () => {
    const from = world.kie.requests.length;
    const task = await world.run(inpaint());
    expect(task).toMatchObject({ status: 'SUCCESS', cost: { estimatedCredits: 7 } });
    const [call] = paid(from);
    expect(call?.body).toMatchObject({ input: { image_url: aLink, mask_url: aLink } });
    const { input } = call?.body as { input: Record<string, string> };
    expect(input['image_url']).not.toBe(input['mask_url']);
    for (const link of [input['image_url'], input['mask_url']]) {
      expect((await fetch(link ?? '')).status).toBe(200);
    }
  });

  it('is refused before anything is paid without a mask, or with one that is no picture', async () => {
    expect(await refused(inpaint({ mask_url: undefined }))).toEqual(['/providerParams/input/mask_url']);
    expect(await refused(inpaint({ mask_url: idOf('a voice') }))).toEqual(['/providerParams/input/mask_url']);
    expect(await refused(inpaint({ mask_url: 'https://example.com/mask.svg' }))).toEqual([
      '/providerParams/input/mask_url',
    ]);
  });

  it('is refused by a model that takes no mask, at the mask', async () => {
    const input = { prompt: 'a red door', mask_url: idOf('a mask') };
    expect(await refused({ service: 'KIE', model: 'nano-banana-pro', input })).toEqual([
      '/providerParams/input/mask_url',
    ]);
  });

  it('is asked for in the short form too', async () => {
    const { input } = inpaint();
    const { status, body } = await world.request<TaskView>('POST', '/api/v1/generation/image', {
      body: { model_id: 'ideogram/v3-edit', ...input },
    });
    expect(status).toBe(202);
    expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
  });
});

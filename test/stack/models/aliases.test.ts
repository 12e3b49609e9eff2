import { afterAll, beforeAll, expect, it } from 'vitest';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  const picture = await world.run({ service: 'KIE', model: 'z-image', input: lighthouse });
  const text = 'The lamp of the lighthouse turns all night.';
  const speech = await world.run({
    service: 'KIE',
    model: 'elevenlabs/text-to-speech-turbo-2-5',
    input: { text },
  });
  files.set(fox, picture.assets[0]?.url ?? '').set(voice, speech.assets[0]?.url ?? '');
});
afterAll(() => world.close());

/** Stand in the orders below for files that the world makes first. */
const fox = 'a picture';
const voice = 'a voice';
const files = new Map<string, string>();
const lighthouse = { prompt: 'a lighthouse at dusk', aspect_ratio: '1:1' };

interface Order {
  readonly title: string;
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly apiModel?: string;
  readonly media: 'image' | 'video' | 'audio';
  readonly credits: number;
  /** Where the estimate had to assume a length that only the file knew. */
  readonly actual?: number;
  /** The provider's id of what was made, where the name alone does not say it. */
  readonly wire?: string;
}

/** The names that users know, in the forms that they use, with what each costs. */
const orders: readonly Order[] = [
  {
    title: 'nano-banana-pro at 4K with reference images',
    model: 'nano-banana-pro',
    input: { ...lighthouse, resolution: '4K', image_input: [fox] },
    media: 'image',
    credits: 24,
  },
  { title: 'z-image', model: 'z-image', input: lighthouse, media: 'image', credits: 0.8 },
  {
    title: 'seedream-4-5 from words',
    model: 'seedream-4-5',
    input: { ...lighthouse, quality: 'basic' },
    media: 'image',
    credits: 6.5,
    wire: 'seedream/4.5-text-to-image',
  },
  {
    title: 'seedream-4-5 as an edit',
    model: 'seedream-4-5',
    input: { ...lighthouse, quality: 'basic', image_urls: [fox] },
    media: 'image',
    credits: 6.5,
    wire: 'seedream/4.5-edit',
  },
  ...(['pro', 'flex'] as const).flatMap((kind) => [
    {
      title: `flux-2 ${kind} from words`,
      model: 'flux-2',
      apiModel: `flux-2/${kind}-text-to-image`,
      input: { ...lighthouse, resolution: '1K' },
      media: 'image' as const,
      credits: kind === 'pro' ? 5 : 14,
      wire: `flux-2/${kind}-text-to-image`,
    },
    {
      title: `flux-2 ${kind} from an image`,
      model: `flux-2/${kind}-image-to-image`,
      input: { ...lighthouse, resolution: '1K', input_urls: [fox] },
      media: 'image' as const,
      credits: kind === 'pro' ? 5 : 14,
      wire: `flux-2/${kind}-image-to-image`,
    },
  ]),
  {
    title: 'wan/2-6-text-to-video',
    model: 'wan/2-6-text-to-video',
    input: { prompt: 'a paper boat', duration: '5', resolution: '720p' },
    media: 'video',
    credits: 70,
  },
  {
    title: 'wan/2-6-image-to-video',
    model: 'wan/2-6-image-to-video',
    input: { prompt: 'the boat sails', image_urls: [fox], duration: '10', resolution: '1080p' },
    media: 'video',
    credits: 209.5,
  },
  {
    title: 'seedance-1-5-pro',
    model: 'seedance-1-5-pro',
    input: { prompt: 'a paper boat', aspect_ratio: '16:9', duration: 4, resolution: '720p' },
    media: 'video',
    credits: 14,
    wire: 'bytedance/seedance-1.5-pro',
  },
  {
    title: 'sora-2-pro',
    model: 'sora-2-pro',
    input: { prompt: 'a paper boat', aspect_ratio: 'landscape', n_frames: '10', size: 'standard' },
    media: 'video',
    credits: 150,
    wire: 'sora-2-pro-text-to-video',
  },
  {
    title: 'sora-2-pro-storyboard',
    model: 'sora-2-pro-storyboard',
    input: {
      shots: [
        { Scene: 'a fox trots', duration: 7.5 },
        { Scene: 'it sleeps', duration: 7.5 },
      ],
      n_frames: '15',
    },
    media: 'video',
    credits: 270,
  },
  {
    title: 'infinitalk',
    model: 'infinitalk',
    input: { image_url: fox, audio_url: voice, prompt: 'she speaks', resolution: '480p' },
    media: 'video',
    credits: 45,
    actual: 15,
    wire: 'infinitalk/from-audio',
  },
  {
    title: 'elevenlabs/text-to-speech-turbo-2-5',
    model: 'elevenlabs/text-to-speech-turbo-2-5',
    input: { text: 'The lamp of the lighthouse turns all night.' },
    media: 'audio',
    credits: 0.258,
  },
  {
    title: 'elevenlabs/sound-effect',
    model: 'elevenlabs/sound-effect',
    input: { text: 'waves against a pier', duration_seconds: 5 },
    media: 'audio',
    credits: 1.2,
    wire: 'elevenlabs/sound-effect-v2',
  },
];

const filled = (value: unknown): unknown => {
  if (typeof value === 'string') return files.get(value) ?? value;
  return Array.isArray(value) ? value.map(filled) : value;
};
const withFiles = (input: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, filled(value)]));

const wireModelOf = (body: unknown): unknown => (body as { model?: unknown }).model;

it.each(orders)('$title ends in the archive at the price that was named', async (order) => {
  const { model, apiModel, input, media, credits, actual = credits, wire = model } = order;
  const from = world.kie.requests.length;
  const params = {
    service: 'KIE',
    model,
    ...(apiModel === undefined ? {} : { apiModel }),
    input: withFiles(input),
  };
  const task = await world.run(params);
  const creates = world.kie.requests.slice(from).filter(({ path }) => path.endsWith('/createTask'));
  expect(creates.map(({ body }) => wireModelOf(body))).toEqual([wire]);
  expect(task).toMatchObject({ status: 'SUCCESS', service: 'KIE', providerParams: params });
  expect(task.assets.map(({ type }) => type)).toEqual([media]);
  expect(task.cost).toEqual({ estimatedCredits: credits, actualCredits: actual, final: true });
});

it('veo-3-1 is VEO3 under its newer name', async () => {
  const params = { service: 'KIE', model: 'veo-3-1', prompt: 'a paper boat', aspectRatio: '16:9' };
  const task = await world.run(params);
  expect(task).toMatchObject({
    status: 'SUCCESS',
    model: 'VEO3',
    providerParams: params,
    cost: { estimatedCredits: 60, actualCredits: 60, final: true },
  });
  expect(task.assets.map(({ type }) => type)).toEqual(['video']);
});

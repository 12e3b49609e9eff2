import type { Fields, Form, ModelEntry, PriceRule, Rule, TextField } from '../../catalog/entry.ts';
import { timingOf } from '../notation/market.ts';
import { by, per } from '../notation/prices.ts';

const modes = ['TEXT_2_VIDEO', 'FIRST_AND_LAST_FRAMES_2_VIDEO', 'REFERENCE_2_VIDEO'] as const;

const generationType = (offered: readonly string[]): TextField => ({
  type: 'string',
  enum: offered,
  spellings: [{ name: 'generation_type' }],
  description: 'What the film grows out of; follows from the images where it is left out.',
});

const images = (maxItems: number): Fields => ({
  imageUrls: {
    type: 'list',
    items: {
      type: 'file',
      kind: 'image',
      accept: ['image/jpeg', 'image/png', 'image/webp'],
      description: 'A picture.',
    },
    maxItems,
    spellings: [{ name: 'image_urls' }],
    description:
      'One: the film grows out of it. Two: its first and last frame. Up to three in reference mode.',
  },
});

const shared: Fields = {
  prompt: { type: 'string', required: true, description: 'What happens in the film.' },
  aspect_ratio: {
    type: 'string',
    enum: ['16:9', '9:16', 'Auto'],
    default: '16:9',
    spellings: [{ name: 'aspectRatio' }],
    description: 'Width to height.',
  },
  resolution: {
    type: 'string',
    enum: ['720p', '1080p', '4k'],
    default: '720p',
    description: 'Size of the picture.',
  },
  duration: {
    type: 'integer',
    enum: [4, 6, 8],
    default: 8,
    alsoAs: 'string',
    description: 'Seconds; reference mode makes 8 only.',
  },
  seeds: {
    type: 'integer',
    min: 10_000,
    max: 99_999,
    alsoAs: 'string',
    description: 'Repeats a run as far as the model can.',
  },
  watermark: { type: 'string', description: 'A text laid over the picture.' },
  enableTranslation: {
    type: 'boolean',
    default: true,
    spellings: [{ name: 'enable_translation' }],
    description: 'Translate the prompt first: the model understands English only.',
  },
  enableFallback: {
    type: 'boolean',
    spellings: [{ name: 'enable_fallback' }],
    description: 'Deprecated at the service: fall back to another route.',
  },
};

const imageCounts: readonly Rule[] = [
  {
    when: { generationType: 'TEXT_2_VIDEO' },
    then: { imageUrls: { count: { max: 0 } } },
    at: 'imageUrls',
    message: 'TEXT_2_VIDEO takes no images',
  },
  {
    when: { generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO' },
    then: { imageUrls: { count: { min: 1, max: 2 } } },
    at: 'imageUrls',
    message: 'FIRST_AND_LAST_FRAMES_2_VIDEO takes one or two images',
  },
];

const referenceRules: readonly Rule[] = [
  {
    when: { generationType: 'REFERENCE_2_VIDEO' },
    then: { imageUrls: { count: { min: 1, max: 3 } } },
    at: 'imageUrls',
    message: 'REFERENCE_2_VIDEO takes one to three images',
  },
  {
    when: { generationType: 'REFERENCE_2_VIDEO' },
    then: { duration: 8 },
    at: 'duration',
    message: 'must be 8 in REFERENCE_2_VIDEO',
  },
];

const derived: Form['derived'] = [
  { field: 'generationType', when: { imageUrls: { count: { max: 0 } } }, value: modes[0] },
  { field: 'generationType', when: { imageUrls: { count: { max: 2 } } }, value: modes[1] },
  { field: 'generationType', when: { imageUrls: { count: { min: 3 } } }, value: modes[2] },
];

const price = (hd: number, fullHd: number, ultraHd: number): PriceRule =>
  per('video', by('resolution', { '720p': hd, '1080p': fullHd, '4k': ultraHd }));

const example = { prompt: 'A paper boat sails down a rainy street', aspect_ratio: '16:9', duration: 8 };

const fast: Form = {
  wire: 'veo3_fast',
  title: 'Veo 3.1 Fast',
  media: 'video',
  fields: { ...shared, ...images(3), generationType: generationType(modes) },
  rules: [...imageCounts, ...referenceRules],
  derived,
  price: price(60, 65, 180),
  example,
};

const lite: Form = { ...fast, wire: 'veo3_lite', title: 'Veo 3.1 Lite', price: price(30, 35, 150) };

const quality: Form = {
  ...fast,
  wire: 'veo3',
  title: 'Veo 3.1 Quality',
  fields: { ...shared, ...images(2), generationType: generationType(modes.slice(0, 2)) },
  rules: imageCounts,
  price: price(250, 255, 370),
};

/** Google's Veo 3.1 by its own endpoints, in three tiers. */
export const veo3: ModelEntry = {
  id: 'VEO3',
  aliases: ['veo-3', 'veo-3-1'],
  title: 'Veo 3.1',
  vendor: 'Google',
  service: 'KIE',
  dialect: 'kie-veo',
  media: ['video'],
  shape: 'flat',
  selector: { field: 'modelVariant', default: 'veo3_fast' },
  forms: [fast, lite, quality],
  capabilities: [
    'text-to-video',
    'image-to-video',
    'first-and-last-frame',
    'reference-images',
    'seed',
    'watermark',
    'callback',
  ],
  timing: timingOf('video', 150, 'slow'),
  lifecycle: { status: 'active' },
  source: { url: 'https://docs.kie.ai/veo3-api/generate-veo-3-video', date: '2026-10-01' },
};

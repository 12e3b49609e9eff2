import type { Fields, Form, ModelEntry, TextField } from '../../catalog/entry.ts';
import { timingOf } from '../notation/market.ts';
import { by, january, per } from '../notation/prices.ts';
import { midjourneyFollowUps } from './midjourney-follow-ups.ts';

const common: Fields = {
  prompt: { type: 'string', required: true, maxLength: 2000, description: 'What the picture shows.' },
  aspectRatio: {
    type: 'string',
    enum: ['1:2', '9:16', '2:3', '3:4', '5:6', '6:5', '4:3', '3:2', '1:1', '16:9', '2:1'],
    spellings: [{ name: 'aspect_ratio' }],
    description: 'Width to height.',
  },
  waterMark: {
    type: 'string',
    spellings: [{ name: 'watermark' }],
    description: 'A text laid over the picture.',
  },
  enableTranslation: {
    type: 'boolean',
    default: false,
    description: 'Translate the prompt to English first.',
  },
};

const style: Fields = {
  version: {
    type: 'string',
    enum: ['7', '6.1', '6', '5.2', '5.1', 'niji6'],
    alsoAs: 'number',
    description: 'Version of the model.',
  },
  variety: { type: 'integer', min: 0, max: 100, step: 5, description: 'How far the four results differ.' },
  stylization: { type: 'integer', min: 0, max: 1000, step: 50, description: 'Strength of the house style.' },
  weirdness: { type: 'integer', min: 0, max: 3000, step: 100, description: 'How unusual it may get.' },
};

const speed: TextField = {
  type: 'string',
  enum: ['relaxed', 'fast', 'turbo'],
  default: 'fast',
  description: 'Place in the queue; decides the price.',
};

const files = (maxItems?: number): Fields => ({
  fileUrls: {
    type: 'list',
    required: true,
    items: {
      type: 'file',
      kind: 'image',
      accept: ['image/jpeg', 'image/png', 'image/webp'],
      description: 'A picture.',
    },
    ...(maxItems === undefined ? {} : { maxItems }),
    spellings: [{ name: 'fileUrl', single: true }],
    description: 'The pictures to start from.',
  },
});

const film: Fields = {
  motion: { type: 'string', enum: ['high', 'low'], default: 'high', description: 'How much moves.' },
  videoBatchSize: {
    type: 'integer',
    enum: [1, 2, 4],
    default: 1,
    alsoAs: 'string',
    description: 'How many clips one job makes.',
  },
};

const bySpeed = per('job', by('speed', { relaxed: 3, fast: 8, turbo: 16 }), january);

const prompt = 'A fox in a library, woodcut';
const fileUrls = ['https://example.com/fox.png'];

const txt2img: Form = {
  wire: 'mj_txt2img',
  title: 'Midjourney, text to image',
  media: 'image',
  fields: { ...common, ...style, speed },
  price: bySpeed,
  example: { prompt, aspectRatio: '3:2', speed: 'fast' },
};

const img2img: Form = {
  ...txt2img,
  wire: 'mj_img2img',
  title: 'Midjourney, image to image',
  fields: { ...common, ...style, speed, ...files() },
  example: { prompt, fileUrls },
};

const styleReference: Form = { ...img2img, wire: 'mj_style_reference', title: 'Midjourney, style reference' };

const omniReference: Form = {
  ...img2img,
  wire: 'mj_omni_reference',
  title: 'Midjourney, omni reference',
  fields: {
    ...common,
    ...style,
    ...files(),
    ow: { type: 'integer', min: 1, max: 1000, description: 'Strength of the reference.' },
  },
  price: per('job', 8, january),
};

const video: Form = {
  wire: 'mj_video',
  title: 'Midjourney, image to video',
  media: 'video',
  fields: { ...common, ...film, ...files(1) },
  price: per('job', 60, january),
  timing: timingOf('video', 150, 'slow'),
  example: { prompt, fileUrls, motion: 'low' },
};

const videoHd: Form = { ...video, wire: 'mj_video_hd', title: 'Midjourney, image to video HD' };

/** Midjourney by the service's own endpoints, gone from its documentation since April 2026. */
export const midjourney: ModelEntry = {
  id: 'MIDJOURNEY',
  aliases: ['mj'],
  title: 'Midjourney',
  vendor: 'Midjourney',
  service: 'KIE',
  dialect: 'kie-midjourney',
  media: ['image', 'video'],
  shape: 'flat',
  selector: { field: 'taskType' },
  forms: [txt2img, img2img, styleReference, omniReference, video, videoHd, ...midjourneyFollowUps],
  capabilities: [
    'text-to-image',
    'image-to-image',
    'style-reference',
    'reference-images',
    'image-to-video',
    'watermark',
    'follow-up',
    'callback',
  ],
  timing: { expectedSeconds: 60, firstLookSeconds: 180, deadlineSeconds: 1800, polls: 'slow' },
  lifecycle: {
    status: 'retired',
    reason: 'Left the documentation by April 2026; absent from the catalogue of 2026-10-01.',
    deprecatedAt: '2026-04-30',
    successor: 'IMAGEN4',
  },
  source: { url: 'https://docs.kie.ai/mj-api/generate-mj-image', date: '2026-04-30' },
};

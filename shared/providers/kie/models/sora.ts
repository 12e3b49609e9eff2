import type { Form, LifecycleFacts, ModelEntry } from '../../catalog/entry.ts';
import { timingOf } from '../notation/market.ts';
import { by, january, per } from '../notation/prices.ts';

/** How every model of Sora 2 ended, and what to use instead. */
export const soraGone = (successor: string): LifecycleFacts => ({
  status: 'retired',
  reason: 'Left the documentation by 2026-07-30; the interface behind it was shut on 2026-09-24.',
  deprecatedAt: '2026-07-30',
  sunset: '2026-09-24',
  successor,
});

const textToVideo: Form = {
  wire: 'sora-2-text-to-video',
  title: 'Sora 2, text to video',
  media: 'video',
  fields: {
    prompt: { type: 'string', required: true, maxLength: 10_000, description: 'What happens in the film.' },
    aspect_ratio: {
      type: 'string',
      enum: ['portrait', 'landscape'],
      default: 'landscape',
      description: 'Upright or wide.',
    },
    n_frames: {
      type: 'string',
      enum: ['10', '15'],
      default: '10',
      alsoAs: 'number',
      description: 'Length of the film in seconds, whatever the name says.',
    },
    upload_method: {
      type: 'string',
      enum: ['s3', 'oss'],
      default: 's3',
      description: 'Where the service keeps the result: s3, or oss in China.',
    },
    remove_watermark: { type: 'boolean', description: 'Deliver without the watermark of the vendor.' },
    character_id_list: {
      type: 'list',
      items: { type: 'string', description: 'The id of a character.' },
      maxItems: 5,
      description: 'Characters made before.',
    },
  },
  price: per('video', by('n_frames', { '10': 20, '15': 25 }), january),
  example: { prompt: 'A fox trots through fresh snow', aspect_ratio: 'landscape', n_frames: '10' },
};

const imageToVideo: Form = {
  ...textToVideo,
  wire: 'sora-2-image-to-video',
  title: 'Sora 2, image to video',
  fields: {
    ...textToVideo.fields,
    image_urls: {
      type: 'list',
      required: true,
      maxItems: 1,
      items: {
        type: 'file',
        kind: 'image',
        accept: ['image/jpeg', 'image/png', 'image/webp'],
        maxMegabytes: 10,
      },
      description: 'The picture that the film grows out of.',
    },
  },
  example: { ...textToVideo.example, image_urls: ['https://example.com/fox.png'] },
};

/** OpenAI's Sora 2, gone since its vendor shut the interface behind it. */
export const sora2: ModelEntry = {
  id: 'SORA2',
  aliases: ['sora-2'],
  title: 'Sora 2',
  vendor: 'OpenAI',
  service: 'KIE',
  dialect: 'kie-jobs',
  media: ['video'],
  shape: 'input',
  selector: {
    field: 'apiModel',
    by: [{ when: { image_urls: { count: { min: 1 } } }, wire: 'sora-2-image-to-video' }],
    default: 'sora-2-text-to-video',
  },
  forms: [textToVideo, imageToVideo],
  capabilities: ['text-to-video', 'image-to-video', 'callback'],
  timing: timingOf('video', 200),
  lifecycle: soraGone('VEO3'),
  source: { url: 'https://docs.kie.ai/market/sora2/sora-2-text-to-video', date: '2026-06-30' },
};

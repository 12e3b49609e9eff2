import type { Fields, Form, ModelEntry, TextField } from '../../catalog/entry.ts';
import { timingOf } from '../notation/market.ts';
import { per } from '../notation/prices.ts';

const ratios = ['1:1', '16:9', '9:16', '3:4', '4:3', 'auto'] as const;

const shared = {
  prompt: { type: 'string', required: true, maxLength: 5000, description: 'What the picture shows.' },
  negative_prompt: { type: 'string', maxLength: 5000, description: 'What the picture should avoid.' },
  num_images: {
    type: 'integer',
    min: 1,
    max: 4,
    default: 1,
    alsoAs: 'string',
    description: 'How many pictures; each is a paid call of its own.',
  },
} as const satisfies Fields;

const ratio = (usual: string): TextField => ({
  type: 'string',
  enum: ratios,
  default: usual,
  description: 'Width to height.',
});

const textSeed: TextField = {
  type: 'string',
  maxLength: 500,
  alsoAs: 'number',
  description: 'Repeats a run as far as the model can.',
};

const example = { prompt: 'A lighthouse at dusk, oil on canvas', aspect_ratio: '16:9' };

const standard: Form = {
  wire: 'google/imagen4',
  title: 'Imagen 4',
  media: 'image',
  fields: { ...shared, aspect_ratio: ratio('1:1'), seed: textSeed },
  jobsField: 'num_images',
  price: per('image', 8),
  example,
};

const fast: Form = {
  wire: 'google/imagen4-fast',
  title: 'Imagen 4 Fast',
  media: 'image',
  fields: {
    ...shared,
    aspect_ratio: ratio('16:9'),
    seed: { type: 'integer', alsoAs: 'string', description: 'Repeats a run as far as the model can.' },
  },
  jobsField: 'num_images',
  price: per('image', 4),
  example,
};

const ultra: Form = {
  ...standard,
  wire: 'google/imagen4-ultra',
  title: 'Imagen 4 Ultra',
  price: per('image', 12),
};

/** Google's Imagen 4 in three qualities. */
export const imagen4: ModelEntry = {
  id: 'IMAGEN4',
  aliases: ['imagen-4'],
  title: 'Imagen 4',
  vendor: 'Google',
  service: 'KIE',
  dialect: 'kie-jobs',
  media: ['image'],
  shape: 'input',
  selector: { field: 'apiModel', default: 'google/imagen4' },
  forms: [standard, fast, ultra],
  capabilities: ['text-to-image', 'negative-prompt', 'seed', 'batch', 'callback'],
  timing: timingOf('image', 20),
  lifecycle: { status: 'active' },
  source: { url: 'https://docs.kie.ai/market/google/imagen4', date: '2026-10-07' },
};

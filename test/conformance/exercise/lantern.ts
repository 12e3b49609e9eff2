import { alias, choice, image, many, must, text, integer } from '#providers/kie/notation/fields.ts';
import { family } from '#providers/kie/notation/market.ts';
import { by, each, per } from '#providers/kie/notation/prices.ts';
import { requires } from '#providers/kie/notation/rules.ts';

const model = family({ vendor: 'Somebody', media: 'image', takes: 30, read: '2026-11-01' });

/** A model that no catalogue has: the whole of what has to be written to add one. */
export const lantern = model(
  'somebody/lantern-1',
  'Lantern 1',
  () => ({
    fields: {
      prompt: must(text(2000, { minLength: 3 })),
      reference_urls: many(image(20, 'jpeg png webp'), 4),
      reference_weight: integer([1, 10]),
      aspect_ratio: alias(choice('1:1 16:9 9:16', '1:1'), 'ratio'),
      resolution: choice('1K 2K', '1K'),
      num_images: choice('1 2 4', '1'),
      seed: integer([0, 99_999]),
    },
    rules: [requires('reference_weight', 'reference_urls')],
    price: per('image', by('resolution', { '1K': 3.5, '2K': 7.25 }), {
      ...each('num_images'),
      source: 'https://docs.example.com/lantern-1',
      date: '2026-11-01',
    }),
  }),
  { aliases: ['lantern'] },
);

/** The same model as the simulator writes models down, read off the same page and not off the entry. */
export const lanternThere = {
  ...{ id: 'somebody/lantern-1', title: 'Lantern 1', vendor: 'Somebody', media: 'image' },
  ...{ family: 'jobs', status: 'listed', result: 'jobs.resultUrls' },
  input: {
    prompt: { type: 'string', required: true, minLength: 3, maxLength: 2000 },
    reference_urls: { type: 'array', maxItems: 4, item: { type: 'string', url: true } },
    reference_weight: { type: 'integer', min: 1, max: 10 },
    aspect_ratio: { type: 'string', enum: ['1:1', '16:9', '9:16'], default: '1:1' },
    resolution: { type: 'string', enum: ['1K', '2K'], default: '1K' },
    num_images: { type: 'string', enum: ['1', '2', '4'], default: '1' },
    seed: { type: 'integer', min: 0, max: 99_999 },
  },
  prices: [
    { credits: 3.5, per: 'image', if: { resolution: ['1K'] } },
    { credits: 7.25, per: 'image', if: { resolution: ['2K'] } },
  ],
} as const;

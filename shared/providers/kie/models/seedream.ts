import type { ModelEntry } from '../../catalog/entry.ts';
import { must, text, choice, flag, integer, amount, image, photo, many } from '../notation/fields.ts';
import { family, forms } from '../notation/market.ts';
import { per, each, inputImages, by } from '../notation/prices.ts';

const seedream = { vendor: 'ByteDance', media: 'image', takes: 40 } as const;
const model = family(seedream);

const version4 = {
  image_size: choice(
    'square square_hd portrait_4_3 portrait_3_2 portrait_16_9 landscape_4_3 landscape_3_2 landscape_16_9 landscape_21_9',
    'square_hd',
  ),
  image_resolution: choice('1K 2K 4K', '1K'),
  max_images: amount([1, 6], 1, 1),
  seed: integer(),
  nsfw_checker: flag(),
};
const price4 = per('output image', 5, each('max_images'));

const aspectRatio = must(choice('1:1 4:3 3:4 16:9 9:16 2:3 3:2 21:9', '1:1'));
const quality = must(choice('basic high', 'basic'));

const prompt45 = must(text(3000));
const version45 = { aspect_ratio: aspectRatio, quality, nsfw_checker: flag() };

const prompt = must(text(5000, { minLength: 3 }));
const litePrompt = must(text(3000, { minLength: 3 }));
const outputFormat = choice('png jpeg', 'png');
const layerFormat = choice('png jpeg', 'jpeg');
const flash5 = {
  aspect_ratio: aspectRatio,
  size: choice('1K 1.5K 2K', '1K'),
  output_format: outputFormat,
  nsfw_checker: flag(),
};
const lite5 = {
  aspect_ratio: aspectRatio,
  quality: must(choice('basic high ultra', 'basic')),
  output_format: outputFormat,
  nsfw_checker: flag(),
};
const pro5 = { ...lite5, quality };
const proPrice = by('quality', { basic: 7, high: 14 });

export const seedreamModels: readonly ModelEntry[] = [
  model(
    'bytedance/seedream',
    'Seedream 3.0, text to image',
    () => ({
      fields: {
        prompt: must(text(5000)),
        image_size: choice(
          'square square_hd portrait_4_3 portrait_16_9 landscape_4_3 landscape_16_9',
          'square_hd',
        ),
        guidance_scale: amount([1, 10], 2.5, 0.1),
        seed: integer(),
      },
      price: per('image', 3.5),
    }),
    { page: 'seedream/seedream' },
  ),
  model(
    'bytedance/seedream-v4-edit',
    'Seedream 4.0, Edit',
    () => ({
      fields: {
        prompt: must(text(5000)),
        image_urls: must(many(photo, 10)),
        ...version4,
      },
      price: price4,
    }),
    { page: 'seedream/seedream-v4-edit' },
  ),
  model(
    'bytedance/seedream-v4-text-to-image',
    'Seedream 4.0, text to image',
    () => ({
      fields: {
        prompt: must(text(5000)),
        ...version4,
      },
      price: price4,
    }),
    { page: 'seedream/seedream-v4-text-to-image' },
  ),
  forms(
    seedream,
    {
      id: 'seedream-4-5',
      title: 'Seedream 4.5',
      selector: {
        field: 'apiModel',
        by: [{ when: { image_urls: { count: { min: 1 } } }, wire: 'seedream/4.5-edit' }],
        default: 'seedream/4.5-text-to-image',
      },
      aliases: ['seedream-4.5'],
      page: 'seedream/4-5-text-to-image',
    },
    {
      'seedream/4.5-text-to-image': () => ({
        title: 'Seedream 4.5, text to image',
        fields: { prompt: prompt45, ...version45 },
        price: per('image', 6.5),
      }),
      'seedream/4.5-edit': () => ({
        title: 'Seedream 4.5, edit',
        fields: { prompt: prompt45, image_urls: must(many(photo, 14)), ...version45 },
        price: per('image', 6.5),
      }),
    },
  ),
  model(
    'seedream/5-flash-image-to-image',
    'Seedream 5.0 Flash, image to image',
    () => ({
      fields: { prompt, image_urls: must(many(photo, 10)), ...flash5 },
      price: per('image', 3.24),
    }),
    { read: '2026-10-01' },
  ),
  model(
    'seedream/5-flash-layer-decomposition',
    'Seedream 5.0 Flash, take a picture apart in layers',
    () => ({
      fields: {
        image_url: must(image()),
        prompt: text(5000, { minLength: 3 }),
        size: choice('auto 1K 1.5K 2K', 'auto'),
        output_format: layerFormat,
      },
      price: per('output layer, the base included', 3.24, { assumed: 5 }),
    }),
    { read: '2026-10-01' },
  ),
  model(
    'seedream/5-flash-text-to-image',
    'Seedream 5.0 Flash, text to image',
    () => ({
      fields: { prompt, ...flash5 },
      price: per('image', 3.24),
    }),
    { read: '2026-10-01' },
  ),
  model(
    'seedream/5-lite-image-to-image',
    'Seedream 5.0 Lite, image to image',
    () => ({
      fields: { prompt: litePrompt, image_urls: must(many(photo, 14)), ...lite5 },
      price: per('image', 5.5),
    }),
    { page: 'seedream-5-lite-image-to-image' },
  ),
  model('seedream/5-lite-text-to-image', 'Seedream 5.0 Lite, text to image', () => ({
    fields: { prompt: litePrompt, ...lite5 },
    price: per('image', 5.5),
  })),
  model('seedream/5-pro-image-to-image', 'Seedream 5.0 Pro, image to image', () => ({
    fields: { prompt, image_urls: must(many(photo, 10)), ...pro5 },
    price: per('image', proPrice, inputImages('image_urls', 0.5, 1)),
  })),
  model('seedream/5-pro-layer-decomposition', 'Seedream 5.0 Pro, take a picture apart in layers', () => ({
    fields: {
      image_url: must(image()),
      prompt: text(5000),
      size: must(choice('auto 1K 1.5K 2K', 'auto')),
      output_format: layerFormat,
    },
    price: per('output layer, the base included', by('size', { '1K|1.5K': 7, '2K': 14 }), { assumed: 5 }),
  })),
  model('seedream/5-pro-text-to-image', 'Seedream 5.0 Pro, text to image', () => ({
    fields: { prompt, ...pro5 },
    price: per('image', proPrice),
  })),
];

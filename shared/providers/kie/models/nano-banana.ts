import type { ModelEntry } from '../../catalog/entry.ts';
import { must, alias, text, choice, flag, image, photo, many } from '../notation/fields.ts';
import { beta, family } from '../notation/market.ts';
import { per, by } from '../notation/prices.ts';

const model = family({ vendor: 'Google', media: 'image', takes: 25 });

const picture = image(30, 'jpeg png webp');
const ratios = '1:1 2:3 3:2 1:4 4:1 3:4 4:3 4:5 5:4 1:8 8:1 9:16 16:9 21:9 auto';
const outputFormat = choice('png jpeg', 'png');
const resolution = choice('1K 2K 4K', '1K');
// The two oldest ids knew it as image_size.
const aspectRatio = alias(choice('1:1 9:16 16:9 3:4 4:3 3:2 2:3 5:4 4:5 21:9 auto', '1:1'), 'image_size');

export const nanoBananaModels: readonly ModelEntry[] = [
  model('google/nano-banana', 'Nano Banana', () => ({
    fields: {
      prompt: must(text(5000)),
      output_format: outputFormat,
      aspect_ratio: aspectRatio,
      nsfw_checker: flag(),
    },
    price: per('image', 4),
  })),
  model('google/nano-banana-edit', 'Nano Banana, edit', () => ({
    fields: {
      prompt: must(text(5000)),
      image_urls: must(many(photo, 10)),
      output_format: outputFormat,
      aspect_ratio: aspectRatio,
    },
    price: per('image', 4),
  })),
  // Off the page since April 2026, still sent by clients.
  model(
    'nano-banana-2',
    'Nano Banana 2',
    () => ({
      fields: {
        prompt: must(text(20_000)),
        image_input: many(picture, 14),
        aspect_ratio: choice(ratios, 'auto'),
        resolution,
        output_format: choice('png jpg', 'jpg'),
        google_search: flag(),
      },
      price: per('image', by('resolution', { '1K': 8, '2K': 12, '4K': 18 })),
    }),
    { page: 'google/nanobanana2' },
  ),
  model(
    'nano-banana-2-1',
    'Nano Banana 2.1',
    () => ({
      fields: {
        prompt: must(text(20_000)),
        image_input: many(picture, 10),
        aspect_ratio: choice(ratios),
        resolution,
        output_format: choice('png jpg'),
      },
      price: per('image', by('resolution', { '1K': 4, '2K': 6, '4K': 9 }), {
        source: 'https://docs.kie.ai/market/google/nanobanana-2-1',
        date: '2026-10-07',
      }),
    }),
    { page: 'google/nanobanana-2-1', lifecycle: beta, read: '2026-10-07' },
  ),
  model(
    'nano-banana-2-lite',
    'Nano Banana 2 Lite',
    () => ({
      fields: {
        prompt: must(text(20_000)),
        aspect_ratio: must(choice('1:1 1:4 1:8 2:3 3:2 3:4 4:1 4:3 4:5 5:4 8:1 9:16 16:9 21:9 auto', 'auto')),
        image_urls: many(picture, 10),
      },
      price: per('image', 4),
    }),
    { page: 'google/nano-banana-2-lite' },
  ),
  model(
    'nano-banana-pro',
    'Nano Banana Pro',
    () => ({
      fields: {
        prompt: must(text(10_000)),
        image_input: many(picture, 8),
        aspect_ratio: choice('1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9 auto', '1:1'),
        resolution,
        output_format: choice('png jpg', 'png'),
      },
      price: per('image', by('resolution', { '1K|2K': 18, '4K': 24 })),
    }),
    { page: 'google/pro-image-to-image' },
  ),
];

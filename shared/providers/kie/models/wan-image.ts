import type { ModelEntry, Rule } from '../../catalog/entry.ts';
import { must, text, choice, flag, integer, image, many, group } from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { per, each } from '../notation/prices.ts';

const model = family({ vendor: 'Alibaba', media: 'image', takes: 20 });

const colorPalette = many(
  group({
    hex: must(text(undefined, { pattern: '^#[0-9A-Fa-f]{6}$' })),
    ratio: must(text(undefined, { pattern: '^\\d{1,3}\\.\\d{2}%$' })),
  }),
  10,
  3,
);
const version27 = {
  prompt: must(text(5000)),
  input_urls: many(image(), 9),
  aspect_ratio: choice('1:1 16:9 4:3 21:9 3:4 9:16 8:1 1:8'),
  enable_sequential: flag(false),
  n: integer([1, 12]),
  resolution: choice('1K 2K 4K', '2K'),
  thinking_mode: flag(false),
  color_palette: colorPalette,
  bbox_list: many(many(many(integer()), 2)),
  watermark: flag(false),
  seed: integer([0, 2_147_483_647]),
};

const rules: readonly Rule[] = [
  {
    when: { enable_sequential: false, n: [5, 6, 7, 8, 9, 10, 11, 12] },
    then: { enable_sequential: true },
    at: 'n',
    message: 'must be at most 4 outside sequential mode',
  },
  {
    when: { thinking_mode: true, input_urls: { count: { min: 1 } } },
    then: { thinking_mode: false },
    at: 'thinking_mode',
    message: 'works without pictures only',
  },
  {
    when: { thinking_mode: true, enable_sequential: true },
    then: { thinking_mode: false },
    at: 'thinking_mode',
    message: 'works outside sequential mode only',
  },
];

export const wanImages: readonly ModelEntry[] = [
  model('wan/2-7-image', 'Wan 2.7 Image', () => ({
    fields: { ...version27, nsfw_checker: flag() },
    rules,
    price: per('image', 4.8, each('n')),
  })),
  model('wan/2-7-image-pro', 'Wan 2.7 Image Pro', () => ({
    fields: version27,
    rules,
    price: per('image', 12, each('n')),
  })),
  model(
    'z-image',
    'Z-Image',
    () => ({
      fields: {
        prompt: must(text(1000)),
        aspect_ratio: must(choice('1:1 4:3 3:4 16:9 9:16', '1:1')),
        nsfw_checker: flag(),
      },
      price: per('image', 0.8),
    }),
    { page: 'z-image/z-image' },
  ),
];

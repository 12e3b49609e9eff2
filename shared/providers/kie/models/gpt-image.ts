import type { ModelEntry, Rule } from '../../catalog/entry.ts';
import { must, text, choice, image, photo, many } from '../notation/fields.ts';
import { beta, family } from '../notation/market.ts';
import { per, by } from '../notation/prices.ts';

const model = family({ vendor: 'OpenAI', media: 'image', takes: 50 });

const prompt = must(text(20_000));
const pictures = must(many(image(), 16));
const version25 = {
  aspect_ratio: choice('auto 1:1 3:2 2:3 4:3 3:4 16:9 9:16 21:9 27:16 16:27 9:8 8:9', 'auto'),
  resolution: choice('1K 2K 4K'),
  background: choice('transparent opaque auto'),
};
const version2 = {
  aspect_ratio: choice('auto 1:1 3:2 2:3 4:3 3:4 5:4 4:5 16:9 9:16 2:1 1:2 3:1 1:3 21:9 9:21', 'auto'),
  resolution: choice('1K 2K 4K', '1K'),
};
const quality = must(choice('medium high', 'medium'));
const priceBySize = per('image', by('resolution', { '1K': 6, '2K': 10, '4K': 16 }));
const priceByQuality = per('image', by('quality', { medium: 4, high: 22 }));

const noLargeSquares: readonly Rule[] = [
  {
    when: { aspect_ratio: '1:1', resolution: '4K' },
    then: { resolution: ['1K', '2K'] },
    at: 'resolution',
    message: 'cannot be 4K for a square',
  },
];

export const gptImageModels: readonly ModelEntry[] = [
  model(
    'gpt-image-2-5-flare-image-to-image',
    'GPT Image 2.5 Flare, image to image',
    () => ({ fields: { prompt, input_urls: pictures, ...version25 }, price: priceBySize }),
    { lifecycle: beta },
  ),
  model(
    'gpt-image-2-5-flare-text-to-image',
    'GPT Image 2.5 Flare, text to image',
    () => ({ fields: { prompt, ...version25 }, price: priceBySize }),
    { lifecycle: beta },
  ),
  model(
    'gpt-image-2-5-sunburst-image-to-image',
    'GPT Image 2.5 Sunburst, image to image',
    () => ({ fields: { prompt, input_urls: pictures, ...version25 }, price: priceBySize }),
    { lifecycle: beta },
  ),
  model(
    'gpt-image-2-5-sunburst-text-to-image',
    'GPT Image 2.5 Sunburst, text to image',
    () => ({ fields: { prompt, ...version25 }, price: priceBySize }),
    { lifecycle: beta },
  ),
  model(
    'gpt-image-2-image-to-image',
    'GPT Image 2, image to image',
    () => ({
      fields: { prompt, input_urls: pictures, ...version2 },
      rules: noLargeSquares,
      price: priceBySize,
    }),
    { page: 'gpt/gpt-image-2-image-to-image' },
  ),
  model(
    'gpt-image-2-text-to-image',
    'GPT Image-2, text to image',
    () => ({
      fields: { prompt, ...version2 },
      rules: noLargeSquares,
      price: priceBySize,
    }),
    { page: 'gpt/gpt-image-2-text-to-image' },
  ),
  model(
    'gpt-image/1.5-image-to-image',
    'GPT Image-1.5, image to image',
    () => ({
      fields: {
        input_urls: must(many(photo, 16)),
        prompt: must(text()),
        aspect_ratio: must(choice('1:1 2:3 3:2', '3:2')),
        quality,
      },
      price: priceByQuality,
    }),
    { page: 'gpt-image/1-5-image-to-image' },
  ),
  model(
    'gpt-image/1.5-text-to-image',
    'GPT Image-1.5, text to image',
    () => ({
      fields: {
        prompt: must(text()),
        aspect_ratio: must(choice('1:1 2:3 3:2', '1:1')),
        quality,
      },
      price: priceByQuality,
    }),
    { page: 'gpt-image/1-5-text-to-image' },
  ),
];

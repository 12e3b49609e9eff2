import type { ModelEntry } from '../../catalog/entry.ts';
import { must, text, choice, flag, integer, amount, image, photo, many } from '../notation/fields.ts';
import { beta, family } from '../notation/market.ts';
import { feed, per, each, inputImages, by } from '../notation/prices.ts';

const model = family({ vendor: 'Alibaba', media: 'image', takes: 20 });

const acceleration = choice('none regular high', 'none');
const outputFormat = choice('jpeg png', 'png');
const otherOutputFormat = choice('png jpeg', 'png');
const guidanceScale = amount([0, 20], 2.5, 0.1);
const namedSizes = 'square square_hd portrait_4_3 portrait_16_9 landscape_4_3 landscape_16_9';

const version21 = {
  resolution: choice('1K 2K'),
  background: text(),
  output_format: choice('png webp jpeg'),
  enhance_prompt: flag(true),
  seed: integer(),
};
const price21 = per('image', by('resolution', { '1K': 4, '2K': 8 }));

const version3 = {
  image_size: choice('1:1 3:2 2:3 4:3 3:4 16:9 9:16 21:9', '16:9'),
  output_format: otherOutputFormat,
  prompt_extend: flag(true),
  nsfw_checker: flag(false),
  negative_prompt: text(5000),
  seed: integer([0, 2_147_483_647]),
};
const fromText3 = { prompt: must(text(5000)), resolution: choice('1K 2K'), ...version3 };
const fromPictures3 = {
  image_urls: must(many(image(10, 'bmp gif jpeg png tiff webp'), 3)),
  prompt: must(text(5000)),
  resolution: choice('1K 2K', '1K'),
  ...version3,
};
const pro3 = by('resolution', { '1K': 6.4, '2K': 12 });
const pictures3 = inputImages('image_urls', 0.5);

export const qwenModels: readonly ModelEntry[] = [
  model('qwen/image-edit', 'Qwen, edit', () => ({
    fields: {
      prompt: must(text(2000)),
      image_url: must(photo),
      acceleration,
      image_size: choice(namedSizes, 'landscape_4_3'),
      num_inference_steps: amount([2, 49], 25, 1),
      seed: integer(),
      guidance_scale: amount([0, 20], 4, 0.1),
      sync_mode: flag(),
      num_images: choice('1 2 3 4'),
      enable_safety_checker: flag(),
      output_format: outputFormat,
      negative_prompt: text(500),
      nsfw_checker: flag(),
    },
    price: per('megapixel', 5, { ...feed, ...each('num_images') }),
  })),
  model('qwen/image-to-image', 'Qwen, image to image', () => ({
    fields: {
      prompt: must(text(5000)),
      image_url: must(photo),
      strength: amount([0, 1], 0.8, 0.01),
      output_format: otherOutputFormat,
      acceleration,
      negative_prompt: text(500),
      seed: integer(),
      num_inference_steps: amount([2, 250], 30, 1),
      guidance_scale: guidanceScale,
      enable_safety_checker: flag(),
      nsfw_checker: flag(),
    },
    price: per('image', 4),
  })),
  model('qwen/text-to-image', 'Qwen, text to image', () => ({
    fields: {
      prompt: must(text(5000)),
      image_size: choice(namedSizes, 'square_hd'),
      num_inference_steps: amount([2, 250], 30, 1),
      seed: integer(),
      guidance_scale: guidanceScale,
      enable_safety_checker: flag(),
      output_format: otherOutputFormat,
      negative_prompt: text(500),
      acceleration,
      nsfw_checker: flag(),
    },
    price: per('megapixel', 4),
  })),
  model(
    'qwen2-1/image-to-image',
    'Qwen 2.1, image to image',
    () => ({
      fields: {
        prompt: must(text(5000)),
        image_urls: must(many(image(), 10)),
        mask_url: image(),
        aspect_ratio: text(undefined, { default: 'auto' }),
        ...version21,
      },
      price: price21,
    }),
    { lifecycle: beta },
  ),
  model(
    'qwen2-1/text-to-image',
    'Qwen 2.1, text to image',
    () => ({
      fields: {
        prompt: must(text(5000)),
        aspect_ratio: text(undefined, { default: '1:1' }),
        ...version21,
      },
      price: price21,
    }),
    { lifecycle: beta },
  ),
  model('qwen2/image-edit', 'Qwen 2, edit', () => ({
    fields: {
      prompt: must(text(800)),
      image_url: must(photo),
      image_size: choice('1:1 2:3 3:2 3:4 4:3 9:16 16:9 21:9', '16:9'),
      seed: integer(),
      output_format: outputFormat,
      nsfw_checker: flag(),
    },
    price: per('image', 5.6, feed),
  })),
  model('qwen2/text-to-image', 'Qwen 2, text to image', () => ({
    fields: {
      prompt: must(text(800)),
      image_size: choice('1:1 3:4 4:3 9:16 16:9', '16:9'),
      nsfw_checker: flag(),
      output_format: outputFormat,
      seed: integer(),
    },
    price: per('image', 5.6, feed),
  })),
  model('qwen3/image-to-image', 'Qwen 3, image to image', () => ({
    fields: fromPictures3,
    price: per('image', 4.8, pictures3),
  })),
  model(
    'qwen3/pro-image-to-image',
    'Qwen 3 Pro, image to image',
    () => ({
      fields: fromPictures3,
      price: per('image', pro3, pictures3),
    }),
    { page: 'qwen3-pro/image-to-image' },
  ),
  model(
    'qwen3/pro-text-to-image',
    'Qwen 3 Pro, text to image',
    () => ({
      fields: fromText3,
      price: per('image', pro3),
    }),
    { page: 'qwen3-pro/text-to-image' },
  ),
  model('qwen3/text-to-image', 'Qwen 3, text to image', () => ({
    fields: fromText3,
    price: per('image', 4.8),
  })),
];

import type { ModelEntry } from '../../catalog/entry.ts';
import { must, text, choice, flag, integer, amount, photo, many } from '../notation/fields.ts';
import { unlisted, family } from '../notation/market.ts';
import { feed, per, each, by } from '../notation/prices.ts';

const model = family({ vendor: 'Ideogram', media: 'image', takes: 25 });

const renderingSpeed = choice('TURBO BALANCED QUALITY', 'BALANCED');
const otherRenderingSpeed = choice('TURBO BALANCED QUALITY');
const style = choice('AUTO REALISTIC FICTION', 'AUTO');
const otherStyle = choice('AUTO GENERAL REALISTIC DESIGN');
const sizes = 'square square_hd portrait_4_3 portrait_16_9 landscape_4_3 landscape_16_9';
const imageSize = choice(sizes, 'square_hd');
const otherImageSize = choice(sizes);

const characterPrice = per(
  'image',
  by('rendering_speed', { TURBO: 12, BALANCED: 18, QUALITY: 24 }),
  each('num_images'),
);
const v3BySpeed = by('rendering_speed', { TURBO: 3.5, BALANCED: 7, QUALITY: 10 });

export const ideogramModels: readonly ModelEntry[] = [
  model('ideogram/character', 'Ideogram Character', () => ({
    fields: {
      prompt: must(text(5000)),
      reference_image_urls: must(many(photo)),
      rendering_speed: renderingSpeed,
      style,
      expand_prompt: flag(),
      num_images: choice('1 2 3 4', '1'),
      image_size: imageSize,
      seed: integer(),
      negative_prompt: text(5000),
    },
    price: characterPrice,
  })),
  model('ideogram/character-edit', 'Ideogram Character, edit', () => ({
    fields: {
      prompt: must(text(5000)),
      image_url: must(photo),
      mask_url: must(photo),
      reference_image_urls: must(many(photo)),
      rendering_speed: renderingSpeed,
      style,
      expand_prompt: flag(),
      num_images: choice('1 2 3 4', '1'),
      seed: integer(),
    },
    price: characterPrice,
  })),
  model('ideogram/character-remix', 'Ideogram Character, remix', () => ({
    fields: {
      prompt: must(text(5000)),
      image_url: must(photo),
      reference_image_urls: must(many(photo)),
      rendering_speed: renderingSpeed,
      style,
      expand_prompt: flag(),
      image_size: imageSize,
      num_images: choice('1 2 3 4', '1'),
      seed: integer(),
      strength: amount([0.1, 1], 0.8, 0.1),
      negative_prompt: text(500),
      image_urls: many(photo),
      reference_mask_urls: photo,
    },
    price: characterPrice,
  })),
  model('ideogram/v3-edit', 'Ideogram V3, edit', () => ({
    fields: {
      prompt: must(text(5000)),
      image_url: must(photo),
      mask_url: must(photo),
      rendering_speed: renderingSpeed,
      expand_prompt: flag(true),
      seed: integer(),
    },
    price: per('image', v3BySpeed),
  })),
  model('ideogram/v3-remix', 'Ideogram V3, remix', () => ({
    fields: {
      prompt: must(text(5000)),
      image_url: must(photo),
      rendering_speed: otherRenderingSpeed,
      style: otherStyle,
      expand_prompt: flag(),
      image_size: otherImageSize,
      num_images: choice('1 2 3 4'),
      seed: integer(),
      strength: amount([0.01, 1]),
      negative_prompt: text(5000),
    },
    price: per('image', v3BySpeed, { ...feed, ...each('num_images') }),
  })),
  model('ideogram/v3-text-to-image', 'Ideogram V3, text to image', () => ({
    fields: {
      prompt: must(text(5000)),
      rendering_speed: otherRenderingSpeed,
      style: otherStyle,
      expand_prompt: flag(),
      image_size: otherImageSize,
      seed: integer(),
      negative_prompt: text(5000),
    },
    price: per('image', v3BySpeed),
  })),
  model(
    'ideogram/v3-reframe',
    'Ideogram, V3, reframe',
    () => ({
      fields: {
        image_url: must(photo),
        image_size: must(imageSize),
        rendering_speed: renderingSpeed,
        style: choice('AUTO GENERAL REALISTIC DESIGN', 'AUTO'),
        num_images: choice('1 2 3 4', '1'),
        seed: amount(),
      },
      price: per('image', v3BySpeed, { ...feed, ...each('num_images') }),
    }),
    { lifecycle: unlisted },
  ),
];

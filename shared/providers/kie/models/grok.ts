import type { ModelEntry } from '../../catalog/entry.ts';
import {
  must,
  about,
  wanted,
  text,
  choice,
  digits,
  flag,
  integer,
  amount,
  numbers,
  image,
  photo,
  many,
  parent,
} from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { feed, per, perSecond, by } from '../notation/prices.ts';
import { oneOf, requires } from '../notation/rules.ts';

const model = family({ vendor: 'xAI', media: 'image', takes: 40 });
const film = family({ vendor: 'xAI', media: 'video', takes: 130 });

const imageTwo = [
  'grok-imagine-image-2-0/text-to-image',
  'grok-imagine-image-2-0/image-edit',
  'grok-imagine-image-2-0/segment-edit',
];
const pictures = ['grok-imagine/text-to-image', 'grok-imagine/image-to-image'];
const films = ['grok-imagine/text-to-video', 'grok-imagine/image-to-video', 'grok-imagine/extend'];

const resolution = choice('480p 720p 1080p', '480p');
const taskId = must(parent('video', films));
const mode = choice('fun normal spicy', 'normal');
const filmPrice = perSecond(by('resolution', { '480p': 2.4, '720p': 4.5, '1080p': 8 }));

export const grokModels: readonly ModelEntry[] = [
  // The id took a task until August 2026; that form is segment-edit now, whose page has kept the old address.
  model(
    'grok-imagine-image-2-0/image-edit',
    'Grok Imagine Image 2.0, edit',
    () => ({
      fields: {
        image_urls: must(many(image(), 5)),
        aspect_ratio: must(choice('1:1 2:3 3:2 16:9 9:16 auto')),
        prompt: text(8000),
      },
      price: per('image', 4, feed),
    }),
    { page: 'grok-imagine-image-2-0/image-to-image' },
  ),
  model(
    'grok-imagine-image-2-0/segment-edit',
    'Grok Imagine Image 2.0, edit a segment',
    () => ({
      fields: {
        task_id: must(parent('image', imageTwo)),
        prompt: must(text()),
        mask_indexs: many(integer([1]), undefined, 1),
      },
      price: per('image', 4),
    }),
    { page: 'grok-imagine-image-2-0/image-edit' },
  ),
  model('grok-imagine-image-2-0/text-to-image', 'Grok Imagine Image 2.0, text to image', () => ({
    fields: {
      prompt: must(text()),
      aspect_ratio: must(choice('1:1 2:3 3:2 16:9 9:16')),
    },
    price: per('image', 4),
  })),
  model('grok-imagine/image-to-image', 'Grok Imagine, image to image', () => ({
    fields: {
      image_urls: must(many(photo, 5)),
      prompt: text(390_000),
      nsfw_checker: flag(),
    },
    price: per('image', 4),
  })),
  // Sold as two pictures, has made six: all are archived.
  model('grok-imagine/text-to-image', 'Grok Imagine, text to image', () => ({
    fields: {
      prompt: must(text()),
      aspect_ratio: wanted(choice('2:3 3:2 1:1 16:9 9:16')),
      nsfw_checker: flag(),
      enable_pro: flag(false),
    },
    price: per('generation', by('enable_pro', { false: 4, true: 5 })),
  })),
];

/** Grok’s films. */
export const grokFilms: readonly ModelEntry[] = [
  film(
    'grok-imagine-video-1-5-preview',
    'Grok Imagine Video 1.5 Preview',
    () => ({
      fields: {
        prompt: text(4096),
        image_urls: many(image(20, 'jpeg jpg png webp'), 7),
        aspect_ratio: choice('1:1 16:9 9:16 3:2 2:3 auto', 'auto'),
        resolution,
        duration: integer([1, 15], 8),
        nsfw_checker: flag(),
      },
      example: { prompt: 'A paper boat sails down a rainy street', duration: 8 },
      price: perSecond(by('resolution', { '480p': 2.4, '720p': 4.5 })),
    }),
    { page: 'grok-imagine/1-5-preview' },
  ),
  film('grok-imagine/extend', 'Grok Imagine, extend a film', () => ({
    fields: {
      task_id: taskId,
      prompt: must(text()),
      extend_at: must(amount([2], 2)),
      extend_times: must(numbers([6, 10])),
    },
    price: per('video', [
      { when: { extend_times: 6, 'parent.resolution': '480p' }, credits: 14.4 },
      { when: { extend_times: 6, 'parent.resolution': '720p' }, credits: 27 },
      { when: { extend_times: 10, 'parent.resolution': '480p' }, credits: 24 },
      { when: { extend_times: 10, 'parent.resolution': '720p' }, credits: 45 },
    ]),
  })),
  film('grok-imagine/image-to-video', 'Grok Imagine, image to video', () => ({
    fields: {
      image_urls: many(image(), 7),
      task_id: parent('image', pictures),
      index: about('Which picture of the earlier task; the first is 0.', integer([0, 5])),
      prompt: text(),
      mode,
      duration: digits(6, 30),
      resolution,
      aspect_ratio: choice('2:3 3:2 1:1 16:9 9:16', '16:9'),
    },
    rules: [...oneOf('image_urls', 'task_id'), requires('index', 'task_id')],
    example: { image_urls: ['https://example.com/fox.png'], prompt: 'The fox looks up', duration: '6' },
    price: filmPrice,
  })),
  film('grok-imagine/text-to-video', 'Grok Imagine, text to video', () => ({
    fields: {
      prompt: must(text()),
      aspect_ratio: choice('2:3 3:2 1:1 16:9 9:16', '2:3'),
      mode,
      duration: amount([6, 30], undefined, 1),
      resolution,
    },
    price: filmPrice,
  })),
  film('grok-imagine/upscale', 'Grok Imagine, enlarge a film', () => ({
    fields: {
      task_id: taskId,
      resolution: choice('720p 1080p', '720p'),
    },
    price: per(
      'video',
      by('resolution parent.resolution', { '720p 480p': 10, '1080p 480p': 30, '1080p 720p': 20 }),
    ),
  })),
];

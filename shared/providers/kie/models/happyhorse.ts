import type { ModelEntry } from '../../catalog/entry.ts';
import { must, text, choice, integer, amount, image, video, many } from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { per, perSecond, by } from '../notation/prices.ts';

const model = family({ vendor: 'Alibaba', media: 'video', takes: 90 });

const resolution = choice('720p 1080p', '1080p');
const duration11 = amount([3, 15], 5);
const price11 = perSecond(by('resolution', { '720p': 22.5, '1080p': 29 }));

const duration = integer([3, 15], 5);
const seed = integer([0, 2_147_483_647]);
const aspectRatio = choice('16:9 9:16 1:1 4:3 3:4', '16:9');
const bySize = by('resolution', { '720p': 28, '1080p': 48 });

export const happyHorseModels: readonly ModelEntry[] = [
  model('happyhorse-1-1/image-to-video', 'HappyHorse 1.1, image to video', () => ({
    fields: {
      image_urls: must(many(image(), 1)),
      prompt: text(5000),
      resolution,
      duration: duration11,
    },
    price: price11,
  })),
  model('happyhorse-1-1/reference-to-video', 'HappyHorse 1.1, reference to video', () => ({
    fields: {
      prompt: must(text(5000)),
      reference_image: must(many(image(20), 9)),
      resolution,
      aspect_ratio: choice('16:9 9:16 3:4 4:3 4:5 5:4 1:1 9:21 21:9', '16:9'),
      duration: duration11,
    },
    price: price11,
  })),
  model('happyhorse-1-1/text-to-video', 'HappyHorse 1.1, text to video', () => ({
    fields: {
      prompt: must(text(4999)),
      resolution,
      aspect_ratio: choice('16:9 9:16 1:1 4:3 3:4 4:5 5:4 9:21 21:9', '16:9'),
      duration: duration11,
    },
    price: price11,
  })),
  model('happyhorse/image-to-video', 'HappyHorse, image to video', () => ({
    fields: {
      image_urls: must(many(image(), 1)),
      prompt: text(5000),
      resolution,
      duration,
      seed,
    },
    price: perSecond(bySize),
  })),
  model('happyhorse/reference-to-video', 'HappyHorse, reference to video', () => ({
    fields: {
      prompt: must(text(5000)),
      reference_image: must(many(image(), 9)),
      resolution,
      aspect_ratio: aspectRatio,
      duration,
      seed,
    },
    price: perSecond(bySize),
  })),
  model('happyhorse/text-to-video', 'HappyHorse, text to video', () => ({
    fields: {
      prompt: must(text(5000)),
      resolution,
      aspect_ratio: aspectRatio,
      duration,
      seed,
    },
    price: perSecond(bySize),
  })),
  model('happyhorse/video-edit', 'HappyHorse, edit a film', () => ({
    fields: {
      prompt: must(text(5000)),
      video_url: must(video()),
      reference_image: many(image(), 5),
      resolution,
      audio_setting: choice('auto origin', 'auto'),
      seed,
    },
    price: per('second of input and output', bySize, { assumed: 30 }),
  })),
];

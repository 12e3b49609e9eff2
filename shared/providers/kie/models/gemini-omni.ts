import type { ModelEntry, PriceRule, Span } from '../../catalog/entry.ts';
import { must, text, choice, integer, amount, image, video, many, group } from '../notation/fields.ts';
import { beta, family } from '../notation/market.ts';
import { per, by, withInput } from '../notation/prices.ts';

const model = family({ vendor: 'Google', media: 'video', takes: 120 });

const omni = {
  prompt: must(text(20_000)),
  duration: must(choice('4 6 8 10')),
  image_urls: many(image(20)),
  audio_ids: many(text(), 3),
  video_list: many(group({ url: must(video(100)), start: must(amount([0])), ends: must(amount([0])) })),
  character_ids: many(text()),
  aspect_ratio: choice('16:9 9:16'),
  seed: integer(),
};
/** Of a film that is put in, ten seconds at most are taken. */
const clips: readonly Span[] = [
  {
    list: 'video_list',
    from: 'start',
    to: 'ends',
    most: 10,
    message: 'has to be at most 10 seconds after start, and not before it',
  },
];
/** One price list, whatever sizes there are below 4k. */
const priceOf = (sizes: string): PriceRule =>
  per('video', [
    ...withInput('video_list', 0, by('resolution', { [sizes]: 168, '4k': 252 })),
    ...by('resolution duration', {
      [`${sizes} 4`]: 63,
      [`${sizes} 6`]: 84,
      [`${sizes} 8`]: 105,
      [`${sizes} 10`]: 126,
      '4k 4': 147,
      '4k 6': 168,
      '4k 8': 189,
      '4k 10': 210,
    }),
  ]);

export const omniModels: readonly ModelEntry[] = [
  model('gemini-omni-video', 'Gemini Omni Video', () => ({
    fields: {
      ...omni,
      resolution: choice('720p 1080p 4k', '720p'),
    },
    spans: clips,
    price: priceOf('720p|1080p'),
  })),
  model(
    'google/gemini-omni-flash-1-1',
    'Gemini Omni Flash 1.1',
    () => ({
      fields: {
        ...omni,
        resolution: choice('360p 720p 1080p 4k', '720p'),
        first_frame_url: image(),
        last_frame_url: image(),
      },
      spans: clips,
      price: priceOf('360p|720p|1080p'),
    }),
    { lifecycle: beta },
  ),
];

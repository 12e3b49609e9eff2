import type { ModelEntry } from '../../entry.ts';
import { must, text, choice, whole, amount, image, video, many, group } from '../notation/fields.ts';
import { beta, family } from '../notation/market.ts';
import { per, by, withInput } from '../notation/prices.ts';

const model = family({ vendor: 'Google', media: 'video', takes: 120 });

const duration = must(choice('4 6 8 10'));
const videoList = many(group({ url: must(video(100)), start: must(amount([0])), ends: must(amount([0])) }));

export const omniModels: readonly ModelEntry[] = [
  model('gemini-omni-video', 'Gemini Omni Video', () => ({
    fields: {
      prompt: must(text(20_000)),
      duration,
      image_urls: many(image(20)),
      audio_ids: many(text(), 3),
      video_list: videoList,
      character_ids: many(text()),
      aspect_ratio: choice('16:9 9:16'),
      seed: whole(),
      resolution: choice('720p 1080p 4k', '720p'),
    },
    price: per('video', [
      ...withInput('video_list', 0, by('resolution', { '720p|1080p': 168, '4k': 252 })),
      ...by('resolution duration', {
        '720p|1080p 4': 63,
        '720p|1080p 6': 84,
        '720p|1080p 8': 105,
        '720p|1080p 10': 126,
        '4k 4': 147,
        '4k 6': 168,
        '4k 8': 189,
        '4k 10': 210,
      }),
    ]),
  })),
  model(
    'google/gemini-omni-flash-1-1',
    'Gemini Omni Flash 1.1',
    () => ({
      fields: {
        prompt: must(text(20_000)),
        duration,
        image_urls: many(image(20)),
        audio_ids: many(text(), 3),
        video_list: videoList,
        character_ids: many(text()),
        aspect_ratio: choice('16:9 9:16'),
        seed: whole(),
        resolution: choice('360p 720p 1080p 4k', '720p'),
        first_frame_url: image(),
        last_frame_url: image(),
      },
      price: per('video', [
        ...withInput('video_list', 0, by('resolution', { '360p|720p|1080p': 168, '4k': 252 })),
        ...by('resolution duration', {
          '360p|720p|1080p 4': 63,
          '360p|720p|1080p 6': 84,
          '360p|720p|1080p 8': 105,
          '360p|720p|1080p 10': 126,
          '4k 4': 147,
          '4k 6': 168,
          '4k 8': 189,
          '4k 10': 210,
        }),
      ]),
    }),
    { lifecycle: beta },
  ),
];

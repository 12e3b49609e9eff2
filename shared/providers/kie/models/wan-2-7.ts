import type { ModelEntry, PriceRule, PriceTier } from '../../catalog/entry.ts';
import {
  must,
  text,
  choice,
  flag,
  integer,
  image,
  video,
  audio,
  document,
  many,
} from '../notation/fields.ts';
import { beta, family } from '../notation/market.ts';
import { perSecond, by, withInput } from '../notation/prices.ts';
import { someOf, apart } from '../notation/rules.ts';

const model = family({ vendor: 'Alibaba', media: 'video', takes: 200 });

const resolution = choice('720p 1080p', '1080p');
const version27 = {
  prompt_extend: flag(true),
  watermark: flag(false),
  seed: integer([0, 2_147_483_647]),
  nsfw_checker: flag(),
};
const price27 = perSecond(by('resolution', { '720p': 16, '1080p': 24 }));

const version3 = {
  prompt: text(20_000),
  first_frame_url: image(),
  last_frame_url: image(),
  reference_image_urls: many(image(), 10),
  reference_video_urls: many(video(), 5),
  reference_audio_urls: many(audio(), 5),
  reference_file_urls: many(document, 1),
  reference_link_urls: many(document, 1),
  resolution: choice('480P 720P 1080P', '1080P'),
  aspect_ratio: choice('adaptive 16:9 4:3 1:1 3:4 9:16', 'adaptive'),
  duration: integer([2, 30], 5, { special: [-1] }),
  audio: flag(true),
  seed: integer(),
};

const framesOrReferences = apart(
  ['first_frame_url', 'last_frame_url'],
  ['reference_image_urls', 'reference_video_urls', 'reference_audio_urls'],
);
/** A second costs the same with a film put in, whose own seconds are billed too. */
const price3 = (tiers: readonly PriceTier[]): PriceRule =>
  perSecond([...withInput('reference_video_urls', 15, tiers), ...tiers]);
const example = { prompt: 'A paper boat sails down a rainy street', resolution: '720P', duration: 5 };

export const laterWanModels: readonly ModelEntry[] = [
  model('wan/2-7-image-to-video', 'Wan 2.7, image to video', () => ({
    fields: {
      prompt: must(text(5000)),
      negative_prompt: text(500),
      first_frame_url: image(),
      last_frame_url: image(),
      first_clip_url: video(),
      driving_audio_url: audio(),
      resolution,
      duration: integer([2, 15], 5),
      ...version27,
    },
    example: { prompt: 'The fox looks up', first_frame_url: 'https://example.com/fox.png' },
    price: price27,
  })),
  model('wan/2-7-r2v', 'Wan 2.7, reference to video', () => ({
    fields: {
      prompt: must(text(5000)),
      negative_prompt: text(500),
      reference_image: many(image(), 5),
      reference_video: many(video(), 5),
      first_frame: image(),
      reference_voice: audio(),
      resolution,
      aspect_ratio: choice('16:9 9:16 1:1 4:3 3:4', '16:9'),
      duration: integer([2, 10], 5),
      ...version27,
    },
    rules: [someOf('reference_image', 'reference_video')],
    totals: [
      {
        of: [
          { field: 'reference_image', by: 'items' },
          { field: 'reference_video', by: 'items' },
        ],
        most: 5,
        at: 'reference_video',
        message: 'pictures and films together are more than 5',
      },
    ],
    example: {
      prompt: 'The fox of image 1 trots through snow',
      reference_image: ['https://example.com/fox.png'],
    },
    price: price27,
  })),
  model('wan/2-7-text-to-video', 'Wan 2.7, text to video', () => ({
    fields: {
      prompt: must(text(5000)),
      negative_prompt: text(500),
      audio_url: audio(),
      resolution,
      ratio: choice('16:9 9:16 1:1 4:3 3:4', '16:9'),
      duration: integer([2, 15], 5),
      ...version27,
    },
    price: price27,
  })),
  model('wan/2-7-videoedit', 'Wan 2.7, edit a film', () => ({
    fields: {
      video_url: must(video()),
      prompt: text(5000),
      negative_prompt: text(500),
      reference_image: image(),
      resolution,
      aspect_ratio: choice('16:9 9:16 1:1 4:3 3:4'),
      duration: integer([0, 10], 0),
      audio_setting: choice('auto origin', 'auto'),
      ...version27,
    },
    price: price27,
  })),
  model(
    'wan/3-0-video',
    'Wan 3.0 Video',
    () => ({
      fields: version3,
      rules: framesOrReferences,
      example,
      price: price3(by('resolution', { '480P': 8, '720P': 16, '1080P': 32 })),
    }),
    { lifecycle: beta },
  ),
  model(
    'wan/3-0-video-prime',
    'Wan 3.0 Video Prime',
    () => ({
      fields: version3,
      rules: framesOrReferences,
      example,
      price: price3(by('resolution', { '480P': 12.2, '720P': 25.2, '1080P': 50.4 })),
    }),
    { lifecycle: beta },
  ),
];

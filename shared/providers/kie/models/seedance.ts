import type { FileField, ModelEntry } from '../../catalog/entry.ts';
import {
  must,
  about,
  text,
  choice,
  flag,
  integer,
  amount,
  image,
  video,
  audio,
  many,
} from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { perSecond, by, withInput } from '../notation/prices.ts';
import { apart, requires } from '../notation/rules.ts';

const model = family({ vendor: 'ByteDance', media: 'video', takes: 240 });

const resolution = choice('480p 720p 1080p', '720p');
const aspectRatio = choice('1:1 4:3 3:4 16:9 9:16 21:9 adaptive', '16:9');
const prompt = text(20_000, { minLength: 3 });
const duration = integer([4, 15], 5);

/** Ids of files that the service keeps itself are taken in place of addresses. */
const asset = (file: FileField): FileField => ({ ...file, schemes: ['asset'] });
const frame = asset(image());
const inputs = {
  first_frame_url: frame,
  last_frame_url: frame,
  reference_image_urls: many(asset(image(30)), 9),
  reference_video_urls: many(asset(video()), 3),
  reference_audio_urls: many(asset(audio()), 3),
};
const framesOrReferences = apart(
  ['first_frame_url', 'last_frame_url'],
  ['reference_image_urls', 'reference_video_urls', 'reference_audio_urls'],
);
/** What Fast and Mini have alike. */
const lesser = {
  generate_audio: flag(true),
  resolution: choice('480p 720p', '720p'),
  aspect_ratio: aspectRatio,
  duration,
  web_search: flag(),
  nsfw_checker: flag(),
};
const promotion = { until: '2026-10-07' };
const example = { prompt: 'A paper boat sails down a rainy street', resolution: '720p', duration: 5 };

export const seedanceModels: readonly ModelEntry[] = [
  model(
    'bytedance/seedance-1.5-pro',
    'Seedance 1.5 Pro',
    () => ({
      fields: {
        prompt: must(prompt),
        aspect_ratio: must(choice('1:1 4:3 3:4 16:9 9:16 21:9', '1:1')),
        duration: must(amount([4, 12])),
        input_urls: about(
          'None: the film grows out of the text. One: its first frame. Two: its first and last frame.',
          many(image(undefined, 'jpeg png webp'), 2),
        ),
        resolution,
        fixed_lens: flag(false),
        generate_audio: flag(false),
        nsfw_checker: flag(),
      },
      price: perSecond(
        by('resolution generate_audio', {
          '480p false': 1.75,
          '480p true': 3.5,
          '720p false': 3.5,
          '720p true': 7,
          '1080p false': 7.5,
          '1080p true': 15,
        }),
      ),
    }),
    { aliases: ['seedance-1-5-pro', 'seedance-1.5-pro'], page: 'bytedance/seedance-1-5-pro' },
  ),
  model('bytedance/seedance-2', 'Seedance 2.0', () => ({
    fields: {
      resolution: choice('480p 720p 1080p 4k', '720p'),
      duration,
      generate_audio: flag(true),
      return_last_frame: flag(false),
      web_search: flag(),
      aspect_ratio: aspectRatio,
      prompt,
      reference_image_urls: inputs.reference_image_urls,
      reference_audio_urls: inputs.reference_audio_urls,
      first_frame_url: frame,
      last_frame_url: frame,
      reference_video_urls: inputs.reference_video_urls,
    },
    rules: framesOrReferences,
    example,
    price: perSecond([
      ...withInput(
        'reference_video_urls',
        15,
        by('resolution', { '480p': 11.5, '720p': 25, '1080p': 62, '4k': 128 }),
      ),
      ...by('resolution', { '480p': 19, '720p': 41, '1080p': 102, '4k': 208 }),
    ]),
  })),
  model('bytedance/seedance-2-5', 'Seedance 2.5', () => ({
    fields: {
      prompt: text(30_000),
      first_frame_url: frame,
      last_frame_url: frame,
      reference_image_urls: many(asset(image(30)), 30),
      reference_video_urls: many(asset(video()), 10),
      reference_audio_urls: many(asset(audio()), 10),
      return_last_frame: flag(false),
      generate_audio: flag(true),
      resolution,
      aspect_ratio: choice('1:1 4:3 3:4 16:9 9:16 21:9 adaptive', 'adaptive'),
      duration: integer([4, 30], 5, { special: [-1] }),
      output_format: choice('mp4 mov', 'mp4'),
      web_search: flag(),
      nsfw_checker: flag(),
    },
    rules: [...framesOrReferences, requires('last_frame_url', 'first_frame_url')],
    example,
    price: perSecond([
      ...withInput('reference_video_urls', 15, by('resolution', { '480p': 17, '720p': 38, '1080p': 95 })),
      ...by('resolution', { '480p': 28, '720p': 63, '1080p': 158 }),
    ]),
  })),
  model('bytedance/seedance-2-fast', 'Seedance 2.0 Fast', () => ({
    fields: { prompt, ...inputs, return_last_frame: flag(false), ...lesser },
    rules: framesOrReferences,
    example,
    price: perSecond(
      [
        ...withInput('reference_video_urls', 15, by('resolution', { '480p': 6.8, '720p': 15 })),
        ...by('resolution', { '480p': 11.7, '720p': 24.8 }),
      ],
      'duration',
      promotion,
    ),
  })),
  model('bytedance/seedance-2-mini', 'Seedance 2.0 Mini', () => ({
    fields: { prompt, ...inputs, ...lesser },
    rules: framesOrReferences,
    example,
    price: perSecond(
      [
        ...withInput('reference_video_urls', 15, by('resolution', { '480p': 2.4, '720p': 5 })),
        ...by('resolution', { '480p': 3.8, '720p': 8.2 }),
      ],
      'duration',
      promotion,
    ),
  })),
];

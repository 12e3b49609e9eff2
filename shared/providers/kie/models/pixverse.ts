import type { ModelEntry } from '../../catalog/entry.ts';
import { must, text, choice, flag, integer, image, video, many, group, parent } from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { perSecond, by } from '../notation/prices.ts';
import { oneOf } from '../notation/rules.ts';
import { templates } from './voices.ts';

const model = family({ vendor: 'PixVerse', media: 'video', takes: 90 });

const films = [
  'pixverse-v6/text-to-video',
  'pixverse-v6/image-to-video',
  'pixverse-v6/reference-to-video',
  'pixverse-v6/transition',
  'pixverse-v6/extend',
];
const prompt = must(text(5000, { minLength: 3 }));
const seed = integer([0, 2_147_483_647]);
const aspectRatio = must(choice('16:9 4:3 1:1 3:4 9:16 2:3 3:2 21:9', '16:9'));
const film = {
  quality: must(choice('360p 540p 720p 1080p', '720p')),
  duration: must(integer([1, 15], 5)),
  generate_audio_switch: flag(false),
};
const price = perSecond(
  by('quality generate_audio_switch', {
    '360p false': 4,
    '360p true': 5.6,
    '540p false': 5.6,
    '540p true': 7.2,
    '720p false': 7.2,
    '720p true': 9.6,
    '1080p false': 14.4,
    '1080p true': 18.4,
  }),
);

export const pixverseModels: readonly ModelEntry[] = [
  model(
    'pixverse-v6/extend',
    'PixVerse V6 Video Extension',
    () => ({
      fields: {
        prompt,
        duration: must(integer([1, 15])),
        quality: must(choice('360p 540p 720p 1080p')),
        generate_audio_switch: flag(false),
        seed,
        taskId: parent('video', films, 'task_id'),
        video_url: video(),
      },
      rules: oneOf('taskId', 'video_url'),
      example: {
        prompt: 'The boat sails on',
        duration: 5,
        quality: '720p',
        video_url: 'https://example.com/boat.mp4',
      },
      price,
    }),
    { page: 'pixverse/extend' },
  ),
  model(
    'pixverse-v6/image-to-video',
    'PixVerse V6 image to video',
    () => ({
      fields: {
        prompt,
        image_urls: must(many(image(20), 2)),
        ...film,
        generate_multi_clip_switch: flag(false),
        seed,
        template_id: choice(templates),
      },
      price,
    }),
    { page: 'pixverse/image-to-video' },
  ),
  model(
    'pixverse-v6/reference-to-video',
    'PixVerse V6 Fusion / reference to video',
    () => ({
      fields: {
        prompt,
        image_references: must(
          many(
            group({
              image_url: must(image()),
              type: choice('subject background', 'subject'),
              ref_name: text(30, { minLength: 1 }),
            }),
            7,
          ),
        ),
        aspect_ratio: aspectRatio,
        ...film,
        seed,
      },
      price: perSecond(
        by('quality generate_audio_switch', {
          '360p false': 4.5,
          '360p true': 6.3,
          '540p false': 6.3,
          '540p true': 8.1,
          '720p false': 8.1,
          '720p true': 10.8,
          '1080p false': 16.2,
          '1080p true': 20.7,
        }),
      ),
    }),
    { page: 'pixverse/reference-to-video' },
  ),
  model(
    'pixverse-v6/text-to-video',
    'PixVerse V6 text to video',
    () => ({
      fields: {
        prompt,
        aspect_ratio: aspectRatio,
        ...film,
        generate_multi_clip_switch: flag(false),
        seed,
      },
      price,
    }),
    { page: 'pixverse/text-to-video' },
  ),
  model(
    'pixverse-v6/transition',
    'PixVerse V6 First & Last Frame Transition',
    () => ({
      fields: {
        prompt,
        first_frame_image_url: must(image()),
        last_frame_image_url: must(image()),
        ...film,
        seed,
      },
      price,
    }),
    { page: 'pixverse/transition' },
  ),
];

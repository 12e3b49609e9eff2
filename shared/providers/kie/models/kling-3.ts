import type { ModelEntry, Rule } from '../../catalog/entry.ts';
import {
  must,
  wanted,
  text,
  choice,
  flag,
  integer,
  image,
  video,
  audio,
  document,
  many,
  group,
} from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { perSecond, perAssumedSecond, by, withInput } from '../notation/prices.ts';
import { someOf, apart } from '../notation/rules.ts';

const model = family({ vendor: 'Kuaishou', media: 'video', takes: 145 });

const resolution = choice('720p 1080p 4k', '720p');
const aspectRatio = choice('16:9 9:16 1:1 auto', '16:9');
const shot = group({ prompt: must(text(512)), duration: must(integer([1, 15])) });
const bySound = by('resolution audio', {
  '720p false': 14,
  '720p true': 18,
  '1080p false': 18,
  '1080p true': 23,
  '4k false': 67,
  '4k true': 67,
});
const byFilm = by('resolution', { '720p': 20, '1080p': 27, '4k': 67 });
const shots = {
  customize_multi_shots: flag(),
  prefer_multi_shots: flag(),
  multi_prompt: many(shot, 6, 1),
};
const element = {
  name: must(text()),
  description: must(text()),
  element_input_urls: must(many(document, 4)),
  element_input_audio_urls: many(audio()),
};
const elements = many(group(element));

const oneShotPlan: readonly Rule[] = [
  {
    when: { customize_multi_shots: true, prefer_multi_shots: true },
    then: { prefer_multi_shots: false },
    at: 'prefer_multi_shots',
    message: 'cannot be asked for together with customize_multi_shots',
  },
];
/** A film alone decides its own length and takes no shots. */
const withFilm: readonly Rule[] = [
  ...oneShotPlan,
  someOf('image_urls', 'video_urls'),
  ...apart(['video_urls'], ['customize_multi_shots', 'prefer_multi_shots', 'multi_prompt']),
  {
    when: { video_urls: { given: true }, image_urls: { given: false }, duration: { given: true } },
    then: { image_urls: { given: true } },
    at: 'duration',
    message: 'follows the film where no pictures are given',
  },
];

export const laterKlingModels: readonly ModelEntry[] = [
  model(
    'kling-3.0-omni/image-to-video',
    'Kling 3.0 Omni, image to video',
    () => ({
      fields: {
        prompt: must(text(3072)),
        image_urls: must(many(image(50), 2)),
        duration: integer([3, 15], 5),
        resolution,
        aspect_ratio: choice('16:9 9:16 1:1 auto', 'auto'),
        audio: flag(false),
        ...shots,
        elements: many(
          group({ ...element, start_time: integer([0], 0), end_time: integer([3000], 8000) }),
          3,
        ),
      },
      rules: oneShotPlan,
      price: perSecond(bySound),
    }),
    { page: 'kling/v3-omni-image-to-video' },
  ),
  model(
    'kling-3.0-omni/reference-to-video',
    'Kling 3.0 Omni, reference to video',
    () => ({
      fields: {
        prompt: must(text(3072)),
        image_urls: many(image(50), 7),
        duration: integer([3, 15]),
        resolution,
        aspect_ratio: aspectRatio,
        audio: flag(false),
        ...shots,
        elements: many(
          group({ ...element, start_time: integer(undefined, 0), end_time: integer(undefined, 8000) }),
        ),
        video_urls: many(video(200), 1, 1),
      },
      rules: withFilm,
      derived: [
        { field: 'duration', when: { video_urls: { given: false } }, value: 5 },
        { field: 'duration', when: { image_urls: { given: true } }, value: 5 },
      ],
      example: {
        prompt: '@fox trots through snow',
        image_urls: ['https://example.com/fox.png'],
        duration: 5,
      },
      price: perSecond([...withInput('video_urls', 10, byFilm), ...bySound]),
    }),
    { page: 'kling/v3-omni-reference-to-video' },
  ),
  model(
    'kling-3.0-omni/text-to-video',
    'Kling 3.0 Omni, text to video',
    () => ({
      fields: {
        prompt: must(text(3072)),
        customize_multi_shots: flag(true),
        prefer_multi_shots: flag(),
        multi_prompt: many(shot, 6),
        elements,
        audio: flag(false),
        resolution,
        aspect_ratio: choice('16:9 9:16 1:1', '16:9'),
        duration: integer([3, 15], 5),
      },
      rules: oneShotPlan,
      price: perSecond(bySound),
    }),
    { page: 'kling/v3-omni-text-to-video' },
  ),
  model(
    'kling-3.0-omni/transformation',
    'Kling 3.0 Omni Transformation',
    () => ({
      fields: {
        prompt: text(3072, { minLength: 1 }),
        video_urls: many(video(200), 1, 1),
        image_urls: many(image(50), 4),
        duration: text(),
        resolution,
        aspect_ratio: aspectRatio,
        audio: flag(false),
        elements,
      },
      example: { prompt: 'Make it snow', video_urls: ['https://example.com/boat.mp4'] },
      price: perAssumedSecond(byFilm, 15),
    }),
    { page: 'kling/v3-omni-transformation' },
  ),
  // The page lists std and pro; calls with sizes pass as well.
  model(
    'kling-3.0/motion-control',
    'Kling 3.0 motion control',
    () => ({
      fields: {
        input_urls: must(many(image())),
        video_urls: must(many(video())),
        prompt: text(2500),
        mode: choice('std pro 720p 1080p'),
        character_orientation: choice('video image', 'video'),
        background_source: choice('input_video input_image', 'input_video'),
      },
      price: perAssumedSecond(by('mode', { '720p|std': 20, '1080p|pro': 27 }), 15),
    }),
    { page: 'kling/motion-control-v3' },
  ),
  model(
    'kling-3.0/video',
    'Kling 3.0',
    () => ({
      fields: {
        prompt: must(text()),
        sound: must(flag(false)),
        duration: must(choice('3 4 5 6 7 8 9 10 11 12 13 14 15', '5')),
        aspect_ratio: must(choice('16:9 9:16 1:1', '16:9')),
        mode: must(choice('std pro 4K', 'pro')),
        multi_shots: must(flag(false)),
        multi_prompt: wanted(many(group({ prompt: must(text(500)), duration: must(integer([1, 12])) }), 5)),
        image_urls: many(image(), 2),
        kling_elements: many(
          group({
            ...element,
            element_input_urls: must(many({ ...document, maxMegabytes: 10 })),
            start_time: integer(),
            end_time: integer(),
          }),
          3,
        ),
      },
      price: perSecond([
        ...by('mode sound', { 'std false': 14, 'std true': 20, 'pro false': 18, 'pro true': 27 }),
        ...by('mode', { '4K': 67 }),
      ]),
    }),
    { page: 'kling/kling-3-0' },
  ),
];

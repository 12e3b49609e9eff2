import type { ModelEntry } from '../../catalog/entry.ts';
import {
  must,
  wanted,
  text,
  choice,
  flag,
  integer,
  amount,
  video,
  audio,
  photo,
  many,
} from '../notation/fields.ts';
import { unlisted, family } from '../notation/market.ts';
import { per, perSecond, perAssumedSecond, unpriced, by } from '../notation/prices.ts';

const model = family({ vendor: 'Alibaba', media: 'video', takes: 150 });

const resolution = choice('480p 720p', '720p');
const turbo = {
  enable_prompt_expansion: flag(),
  seed: amount([0, 2_147_483_647], undefined, 1),
  acceleration: choice('none regular', 'none'),
  nsfw_checker: flag(),
};
const turboPrice = perAssumedSecond(by('resolution', { '480p': 8, '720p': 16 }), 5);

const film = video(10, 'mp4 quicktime x-matroska');
const resolution22 = choice('480p 580p 720p', '480p');
const animate = {
  video_url: must(film),
  image_url: must(photo),
  resolution: resolution22,
  nsfw_checker: flag(),
};
const animatePrice = perAssumedSecond(by('resolution', { '480p': 6, '580p': 9.5, '720p': 12.5 }), 15);

const duration25 = must(choice('5 10'));
const version25 = {
  resolution: wanted(choice('720p 1080p')),
  negative_prompt: text(500),
  enable_prompt_expansion: flag(),
  seed: integer(),
  nsfw_checker: flag(),
};
const price25 = perSecond(by('resolution', { '720p': 12, '1080p': 20 }));

const prompt = must(text(5000, { minLength: 2 }));
const videoUrls = must(many(film, 3));
const upTo10 = choice('5 10', '5');
const upTo15 = choice('5 10 15', '5');
const resolution26 = choice('720p 1080p', '1080p');
const price26 = per(
  'video',
  by('resolution duration', {
    '720p 5': 70,
    '720p 10': 140,
    '720p 15': 209.5,
    '1080p 5': 104.5,
    '1080p 10': 209.5,
    '1080p 15': 315,
  }),
);

export const wanModels: readonly ModelEntry[] = [
  model('wan/2-2-a14b-image-to-video-turbo', 'Wan 2.2 A14B Turbo, image to video', () => ({
    fields: {
      image_url: must(photo),
      prompt: must(text(5000)),
      resolution,
      ...turbo,
    },
    price: turboPrice,
  })),
  model('wan/2-2-a14b-speech-to-video-turbo', 'Wan 2.2 A14B Turbo, speech to video', () => ({
    fields: {
      prompt: must(text(5000)),
      image_url: must(photo),
      audio_url: must(audio(10, 'aac flac m4a mp3 mpeg ogg wav x-ms-wma')),
      num_frames: amount([40, 120], 80, 4),
      frames_per_second: amount([4, 60], 16, 1),
      resolution: resolution22,
      negative_prompt: text(500),
      seed: integer(),
      num_inference_steps: amount([2, 40], 27, 1),
      guidance_scale: amount([1, 10], 3.5, 0.1),
      shift: amount([1, 10], 5, 0.1),
      nsfw_checker: flag(),
    },
    price: perSecond(by('resolution', { '480p': 12, '580p': 18, '720p': 24 }), 'num_frames', {
      times: { field: 'num_frames', by: 'value', per: 'frames_per_second' },
    }),
  })),
  model('wan/2-2-a14b-text-to-video-turbo', 'Wan 2.2 A14B Turbo, text to video', () => ({
    fields: {
      prompt: must(text(5000)),
      resolution,
      aspect_ratio: choice('16:9 9:16', '16:9'),
      ...turbo,
    },
    price: turboPrice,
  })),
  model('wan/2-2-animate-move', 'Wan 2.2, move a picture as a film moves', () => ({
    fields: animate,
    price: animatePrice,
  })),
  model('wan/2-2-animate-replace', 'Wan 2.2, replace a figure in a film', () => ({
    fields: animate,
    price: animatePrice,
  })),
  model('wan/2-5-image-to-video', 'Wan 2.5, image to video', () => ({
    fields: {
      prompt: must(text(800)),
      image_url: must(photo),
      duration: duration25,
      ...version25,
    },
    price: price25,
  })),
  model('wan/2-5-text-to-video', 'Wan 2.5, text to video', () => ({
    fields: {
      prompt: must(text(800)),
      duration: duration25,
      aspect_ratio: choice('16:9 9:16 1:1'),
      ...version25,
    },
    price: price25,
  })),
  model('wan/2-6-image-to-video', 'Wan 2.6, image to video', () => ({
    fields: {
      prompt,
      image_urls: must(many(photo, 1)),
      duration: upTo15,
      resolution: resolution26,
      multi_shots: flag(false),
      nsfw_checker: flag(),
    },
    price: price26,
  })),
  model('wan/2-6-text-to-video', 'Wan 2.6, text to video', () => ({
    fields: {
      prompt: must(text(5000)),
      duration: upTo15,
      resolution: resolution26,
      multi_shots: flag(false),
    },
    price: price26,
  })),
  model('wan/2-6-video-to-video', 'Wan 2.6, video to video', () => ({
    fields: {
      prompt,
      video_urls: videoUrls,
      duration: upTo10,
      resolution: resolution26,
      multi_shots: flag(false),
      nsfw_checker: flag(),
    },
    price: per(
      'video',
      by('resolution duration', { '720p 5': 70, '720p 10': 140, '1080p 5': 104.5, '1080p 10': 209.5 }),
    ),
  })),
  model(
    'wan/2-6-flash-image-to-video',
    'Wan, 2.6-flash-image-to-video',
    () => ({
      fields: {
        prompt: must(text(1500)),
        image_urls: must(many(photo, 1)),
        audio: must(flag(false)),
        duration: upTo15,
        resolution: resolution26,
        multi_shots: flag(),
        nsfw_checker: flag(),
      },
      price: unpriced('video', 315),
    }),
    { lifecycle: unlisted },
  ),
  model(
    'wan/2-6-flash-video-to-video',
    'Wan, 2-6-flash-video-to-video',
    () => ({
      fields: {
        prompt: must(text(1500)),
        video_urls: videoUrls,
        duration: upTo10,
        resolution: resolution26,
        audio: flag(false),
        multi_shots: flag(),
        nsfw_checker: flag(),
      },
      price: unpriced('video', 209.5),
    }),
    { lifecycle: unlisted },
  ),
];

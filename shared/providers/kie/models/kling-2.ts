import type { LifecycleFacts, ModelEntry } from '../../catalog/entry.ts';
import { must, text, choice, digits, flag, amount, image, video, audio, many } from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { january, per, perSecond, perAssumedSecond, by } from '../notation/prices.ts';

const model = family({ vendor: 'Kuaishou', media: 'video', takes: 145 });

const duration = must(choice('5 10', '5'));
const otherDuration = must(digits(3, 15, '5'));
const picture = image(10, 'jpeg png');
const imageUrl = must(picture);
const cfgScale = amount([0, 1], 0.5, 0.1);
const aspectRatio = choice('16:9 9:16 1:1', '16:9');
const resolution = must(choice('720p 1080p', '720p'));
const fromPicture21 = {
  prompt: must(text(5000)),
  image_url: imageUrl,
  duration,
  negative_prompt: text(500),
  cfg_scale: cfgScale,
};
const avatar = { image_url: imageUrl, audio_url: must(audio()), prompt: must(text(5000)) };
const oldAvatar = { ...avatar, prompt: must(text(1500)) };

const price26 = per(
  'video',
  by('duration sound', { '5 false': 55, '10 false': 110, '5 true': 110, '10 true': 220 }),
);
const master21 = per('video', by('duration', { '5': 160, '10': 320 }));
const turbo25 = per('video', by('duration', { '5': 42, '10': 84 }));
const turbo3 = perSecond(by('resolution', { '720p': 18, '1080p': 22.5 }));

const renamed = (successor: string): LifecycleFacts => ({
  status: 'retired',
  reason: 'An earlier id, gone from the documentation since April 2026.',
  deprecatedAt: '2026-04-30',
  successor,
});

export const klingModels: readonly ModelEntry[] = [
  model(
    'kling-2.6/image-to-video',
    'Kling 2.6, image to video',
    () => ({
      fields: {
        prompt: must(text(1000)),
        image_urls: must(many(image(undefined, 'jpeg png'), 1)),
        sound: must(flag()),
        duration,
      },
      price: price26,
    }),
    { page: 'kling/image-to-video' },
  ),
  model(
    'kling-2.6/motion-control',
    'Kling 2.6 motion control',
    () => ({
      fields: {
        input_urls: must(many(image(10, 'jpeg jpg png'), 1)),
        video_urls: must(many(video(100, 'mp4 quicktime'), 1)),
        character_orientation: must(choice('image video', 'video')),
        mode: must(choice('720p 1080p', '720p')),
        prompt: text(2500),
      },
      price: perAssumedSecond(by('mode', { '720p': 11, '1080p': 18 }), 15),
    }),
    { page: 'kling/motion-control' },
  ),
  model(
    'kling-2.6/text-to-video',
    'Kling 2.6, text to video',
    () => ({
      fields: {
        prompt: must(text(1000)),
        sound: must(flag()),
        aspect_ratio: must(choice('1:1 16:9 9:16', '1:1')),
        duration,
      },
      price: price26,
    }),
    { page: 'kling/text-to-video' },
  ),
  model('kling/ai-avatar-pro', 'Kling AI Avatar Pro', () => ({
    fields: avatar,
    price: perAssumedSecond(16, 15),
  })),
  model('kling/ai-avatar-standard', 'Kling AI Avatar Standard', () => ({
    fields: avatar,
    price: perAssumedSecond(8, 15),
  })),
  model('kling/v2-1-master-image-to-video', 'Kling V2.1 Master, image to video', () => ({
    fields: fromPicture21,
    price: master21,
  })),
  model('kling/v2-1-master-text-to-video', 'Kling V2.1 Master, text to video', () => ({
    fields: {
      prompt: must(text(5000)),
      duration,
      aspect_ratio: aspectRatio,
      negative_prompt: text(500),
      cfg_scale: cfgScale,
    },
    price: master21,
  })),
  model('kling/v2-1-pro', 'Kling V2.1 Pro', () => ({
    fields: { ...fromPicture21, tail_image_url: picture },
    price: per('video', by('duration', { '5': 50, '10': 100 })),
  })),
  model('kling/v2-1-standard', 'Kling V2.1 Standard', () => ({
    fields: fromPicture21,
    price: per('video', by('duration', { '5': 25, '10': 50 })),
  })),
  model(
    'kling/v2-5-turbo-image-to-video-pro',
    'Kling, V2.5 Turbo, image to video Pro',
    () => ({
      fields: {
        image_url: imageUrl,
        prompt: must(text(2500)),
        cfg_scale: cfgScale,
        duration,
        negative_prompt: text(500),
        tail_image_url: picture,
      },
      price: turbo25,
    }),
    { page: 'kling/v25-turbo-image-to-video-pro' },
  ),
  model(
    'kling/v2-5-turbo-text-to-video-pro',
    'Kling, V2.5 Turbo, text to video Pro',
    () => ({
      fields: {
        prompt: must(text(2500)),
        duration,
        aspect_ratio: aspectRatio,
        negative_prompt: text(2500),
        cfg_scale: cfgScale,
      },
      price: turbo25,
    }),
    { page: 'kling/v25-turbo-text-to-video-pro' },
  ),
  model('kling/v3-turbo-image-to-video', 'Kling 3 Turbo, image to video', () => ({
    fields: {
      prompt: must(text(2500)),
      image_urls: must(many(picture)),
      duration: otherDuration,
      resolution,
    },
    price: turbo3,
  })),
  model('kling/v3-turbo-text-to-video', 'Kling 3 Turbo, text to video', () => ({
    fields: {
      prompt: must(text(2500)),
      duration: otherDuration,
      aspect_ratio: must(choice('1:1 9:16 16:9', '16:9')),
      resolution,
    },
    price: turbo3,
  })),
  model(
    'kling/v1-avatar-standard',
    'Kling AI Avatar v1 Standard (old id)',
    () => ({
      fields: oldAvatar,
      price: perAssumedSecond(8, 15, january),
    }),
    { lifecycle: renamed('kling/ai-avatar-standard') },
  ),
  model(
    'kling/ai-avatar-v1-pro',
    'Kling AI Avatar v1 Pro (old id)',
    () => ({
      fields: oldAvatar,
      price: perAssumedSecond(16, 15, january),
    }),
    { lifecycle: renamed('kling/ai-avatar-pro') },
  ),
];

import type { ModelEntry } from '../../catalog/entry.ts';
import { must, text, choice, flag, integer, amount, video, audio, photo, many } from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { per, perSecond, perAssumedSecond, by } from '../notation/prices.ts';

const model = family({ vendor: 'ByteDance', media: 'video', takes: 120 });

const prompt = must(text(10_000));
const duration = choice('5 10', '5');
const version1 = {
  resolution: choice('480p 720p 1080p', '720p'),
  duration,
  camera_fixed: flag(),
  seed: amount([-1, 2_147_483_647], undefined, 1),
  enable_safety_checker: flag(),
};
const lite = perSecond(by('resolution', { '480p': 2, '720p': 4.5, '1080p': 10 }));
const pro = perSecond(by('resolution', { '480p': 2.8, '720p': 6, '1080p': 14 }));

const audioUrl = must(audio(10, 'aac mp4 mpeg ogg wav x-wav'));

export const bytedanceVideos: readonly ModelEntry[] = [
  model('bytedance/v1-lite-image-to-video', 'Seedance 1.0 Lite, image to video', () => ({
    fields: {
      prompt,
      image_url: must(photo),
      ...version1,
      end_image_url: photo,
      nsfw_checker: flag(),
    },
    price: lite,
  })),
  model('bytedance/v1-lite-text-to-video', 'Seedance 1.0 Lite, text to video', () => ({
    fields: {
      prompt,
      aspect_ratio: choice('16:9 4:3 1:1 3:4 9:16 9:21', '16:9'),
      ...version1,
      seed: integer(),
      nsfw_checker: flag(),
    },
    price: lite,
  })),
  model('bytedance/v1-pro-fast-image-to-video', 'Seedance 1.0 Pro Fast, image to video', () => ({
    fields: {
      prompt,
      image_url: must(photo),
      resolution: choice('720p 1080p', '720p'),
      duration,
      nsfw_checker: flag(),
    },
    price: per(
      'video',
      by('resolution duration', { '720p 5': 16, '720p 10': 36, '1080p 5': 36, '1080p 10': 72 }),
    ),
  })),
  model('bytedance/v1-pro-image-to-video', 'Seedance 1.0 Pro, image to video', () => ({
    fields: {
      prompt,
      image_url: must(photo),
      ...version1,
      nsfw_checker: flag(),
    },
    price: pro,
  })),
  model('bytedance/v1-pro-text-to-video', 'Seedance 1.0 Pro, text to video', () => ({
    fields: {
      prompt,
      aspect_ratio: choice('21:9 16:9 4:3 1:1 3:4 9:16', '16:9'),
      ...version1,
      nsfw_checker: flag(),
    },
    price: pro,
  })),
  // The page’s schema stops the prompt at 300 characters though its text allows 1000.
  model('omnihuman-1-5', 'OmniHuman 1.5', () => ({
    fields: {
      image_url: must(photo),
      audio_url: audioUrl,
      mask_url: many(photo, 5),
      prompt: text(300),
      output_resolution: choice('720 1080', '1080'),
      pe_fast_mode: flag(false),
      seed: integer(),
    },
    price: perAssumedSecond(27, 60),
  })),
  model('volcengine/video-to-video-lip-sync', 'Volcengine, lip sync', () => ({
    fields: {
      mode: must(choice('lite basic')),
      video_url: must(video(500)),
      audio_url: audioUrl,
      separate_vocal: flag(false),
      open_scenedet: flag(false),
      align_audio: flag(true),
      align_audio_reverse: flag(false),
      templ_start_seconds: amount(undefined, 0),
    },
    price: perAssumedSecond(8, 30),
  })),
];

import type { ModelEntry } from '../../catalog/entry.ts';
import { must, text, choice, flag, integer, image, video, audio, photo, many } from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { per, perSecond, perAssumedSecond, inputImages, by, withInput } from '../notation/prices.ts';
import { someOf } from '../notation/rules.ts';

const model = family({ vendor: 'MiniMax', media: 'video', takes: 150 });

const duration = must(choice('6 10', '6'));
const version23 = {
  prompt: must(text(5000)),
  image_url: must(photo),
  duration,
  resolution: must(choice('768P 1080P', '768P')),
};

const h3Prompt = must(text(7000));
const h3Duration = must(integer([4, 15], 6));
const h3Resolution = choice('768P 2K', '2K');
const h3BySize = by('resolution', { '768P': 8, '2K': 13 });

export const hailuoModels: readonly ModelEntry[] = [
  model('hailuo/02-image-to-video-pro', 'Hailuo 02 Pro, image to video', () => ({
    fields: {
      prompt: must(text(1500)),
      image_url: must(photo),
      end_image_url: photo,
      prompt_optimizer: flag(),
      nsfw_checker: flag(),
    },
    price: perAssumedSecond(9.5, 6),
  })),
  model('hailuo/02-image-to-video-standard', 'Hailuo 02 Standard, image to video', () => ({
    fields: {
      prompt: must(text(1500)),
      image_url: must(photo),
      end_image_url: photo,
      duration: must(choice('6 10', '10')),
      resolution: must(choice('512P 768P', '768P')),
      prompt_optimizer: flag(),
      nsfw_checker: flag(),
    },
    price: perSecond(by('resolution', { '512P': 2, '768P': 5 })),
  })),
  model('hailuo/02-text-to-video-pro', 'Hailuo 02 Pro, text to video', () => ({
    fields: {
      prompt: must(text(1500)),
      prompt_optimizer: flag(),
      nsfw_checker: flag(),
    },
    price: perAssumedSecond(9.5, 6),
  })),
  model('hailuo/02-text-to-video-standard', 'Hailuo 02 Standard, text to video', () => ({
    fields: {
      prompt: must(text(1500)),
      duration,
      prompt_optimizer: flag(),
      nsfw_checker: flag(),
    },
    price: perSecond(5),
  })),
  model('hailuo/2-3-image-to-video-pro', 'Hailuo 2.3 Pro, image to video', () => ({
    fields: { ...version23, nsfw_checker: flag() },
    price: per('video', by('duration resolution', { '6 768P': 45, '10 768P': 90, '6 1080P': 80 })),
  })),
  model('hailuo/2-3-image-to-video-standard', 'Hailuo 2.3 Standard, image to video', () => ({
    fields: version23,
    price: per('video', by('duration resolution', { '6 768P': 30, '10 768P': 50, '6 1080P': 50 })),
  })),
  model('minimax-h3/image-to-video', 'MiniMax H3, image to video', () => ({
    fields: {
      prompt: h3Prompt,
      duration: h3Duration,
      first_frame_url: { ...image(30), schemes: ['oss'] },
      last_frame_url: { ...image(), schemes: ['oss'] },
      resolution: h3Resolution,
    },
    rules: [someOf('first_frame_url', 'last_frame_url')],
    example: { prompt: 'The fox looks up', first_frame_url: 'https://example.com/fox.png', duration: 6 },
    price: perSecond(h3BySize),
  })),
  model('minimax-h3/reference-to-video', 'MiniMax H3, reference to video', () => ({
    fields: {
      prompt: h3Prompt,
      duration: h3Duration,
      reference_image_urls: many(image(), 9),
      reference_video_urls: many(video(), 3),
      reference_audio_urls: many(audio(), 3),
      aspect_ratio: choice('adaptive 21:9 16:9 4:3 1:1 3:4 9:16', 'adaptive'),
      resolution: h3Resolution,
    },
    example: {
      prompt: 'The fox of the picture trots through fresh snow',
      reference_image_urls: ['https://example.com/fox.png'],
      duration: 6,
    },
    price: perSecond(
      [...withInput('reference_video_urls', 15, h3BySize), ...h3BySize],
      'duration',
      inputImages('reference_image_urls', 4, 5),
    ),
  })),
  model('minimax-h3/text-to-video', 'MiniMax H3, text to video', () => ({
    fields: {
      prompt: h3Prompt,
      aspect_ratio: must(choice('21:9 16:9 4:3 1:1 3:4 9:16')),
      duration: h3Duration,
      resolution: h3Resolution,
    },
    price: perSecond(h3BySize),
  })),
];

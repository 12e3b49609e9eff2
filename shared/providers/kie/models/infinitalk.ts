import type { ModelEntry } from '../../catalog/entry.ts';
import { must, text, choice, integer, audio, photo } from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { perAssumedSecond, by } from '../notation/prices.ts';

const model = family({ vendor: 'Infinitalk', media: 'video', takes: 120 });

export const infinitalkModels: readonly ModelEntry[] = [
  // Makes at most 15 seconds.
  model(
    'infinitalk/from-audio',
    'Infinitalk, from audio',
    () => ({
      fields: {
        image_url: must(photo),
        audio_url: must(audio(10, 'aac mp4 mpeg ogg wav x-wav')),
        prompt: must(text(5000)),
        resolution: choice('480p 720p', '480p'),
        seed: integer([10_000, 1_000_000]),
      },
      price: perAssumedSecond(by('resolution', { '480p': 3, '720p': 12 }), 15),
    }),
    { aliases: ['infinitalk'] },
  ),
];

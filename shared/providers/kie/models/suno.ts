import type { Condition, ModelEntry, Rule } from '../../catalog/entry.ts';
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
import { beta, family } from '../notation/market.ts';
import { per } from '../notation/prices.ts';

const model = family({ vendor: 'Suno', media: 'audio', takes: 120 });

const needed = (when: Condition, at: string, message: string): Rule => ({
  when,
  then: { [at]: { given: true } },
  at,
  message,
});
const variety = about('How far results may stray in style.', integer([0, 4], 1));

const ideas = ['style', 'lyrics', 'image_urls', 'video_urls', 'audio_urls'];
const none = { given: false } as const;
const rules: readonly Rule[] = [
  needed({ custom_mode: true }, 'title', 'is required in custom mode'),
  needed(
    { custom_mode: true, lyrics: none, negative_tags: none },
    'style',
    'or lyrics or negative_tags is required in custom mode',
  ),
  needed(
    { custom_mode: false, ...Object.fromEntries(ideas.slice(1).map((name) => [name, none])) },
    'style',
    'or lyrics or pictures, films or sounds are required: a prompt alone is refused',
  ),
];

export const sunoModels: readonly ModelEntry[] = [
  model(
    'ai-music-api/add-instrumental',
    'Suno, add instruments',
    () => ({
      fields: {
        upload_url: must(audio()),
        title: must(text()),
        tags: must(text(1000)),
        negative_tags: must(text(200)),
        lyrics: text(5000),
        model: choice('V4_5PLUS V5 V5_5 V6 V6_MINI V6_WILD', 'V6'),
        vocal_gender: choice('m f'),
        style_weight: amount([0, 1], undefined, 0.01),
        weirdness_constraint: amount([0, 1], undefined, 0.01),
        audio_weight: amount([0, 1], undefined, 0.01),
        variety,
      },
      price: per('request', 12),
    }),
    { page: 'https://docs.kie.ai/suno-api/add-instrumental', read: '2026-10-01' },
  ),
  model(
    'ai-music-api/generate',
    'Suno, make music',
    () => ({
      fields: {
        custom_mode: must(flag()),
        instrumental: must(flag()),
        model: must(choice('V4 V4_5 V4_5PLUS V4_5ALL V5 V5_5 V6 V6_MINI V6_WILD', 'V6')),
        prompt: text(5000),
        lyrics: text(5000),
        style: text(1000),
        title: about('Track title; needed in custom mode.', text(80)),
        negative_tags: text(),
        image_urls: many(image(), 5),
        video_urls: about('Video as inspiration, not in custom mode.', many(video(), 1)),
        audio_urls: many(audio(), 10),
        duration: amount([10, 360]),
        persona_id: text(),
        persona_model: choice('style_persona voice_persona'),
        vocal_gender: choice('m f'),
        style_weight: about('How closely the style is kept, custom mode.', amount([0, 1], undefined, 0.01)),
        weirdness_constraint: about(
          'How unusual the result may be, custom mode.',
          amount([0, 1], undefined, 0.01),
        ),
        audio_weight: about(
          'Weight of the audio features, custom mode with voice.',
          amount([0, 1], undefined, 0.01),
        ),
        variety,
      },
      rules,
      example: {
        custom_mode: false,
        instrumental: true,
        model: 'V6',
        style: 'A slow waltz for piano and rain',
      },
      price: per('request', 12),
    }),
    {
      page: 'https://docs.kie.ai/suno-api/generate-music',
      aliases: ['suno'],
      lifecycle: beta,
      read: '2026-10-01',
    },
  ),
];

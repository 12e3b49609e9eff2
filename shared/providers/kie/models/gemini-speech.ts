import type { ModelEntry, PriceRule } from '../../catalog/entry.ts';
import { must, text, choice, amount, many, group } from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { listed } from '../notation/prices.ts';
import { geminiVoices } from './voices.ts';

const model = family({ vendor: 'Google', media: 'audio', takes: 20 });

/** Billed by the token. A token is some four characters of text; a second of sound takes 25 and speaks some 14 characters. */
const tokens = (input: number, output: number): PriceRule => {
  const times = { field: 'dialogue_turns', member: 'text', by: 'characters' } as const;
  return {
    ...listed,
    unit: 'million tokens',
    tiers: [],
    extras: [
      { unit: 'million input tokens', credits: input, times: { ...times, per: 4_000_000 } },
      { unit: 'million tokens of sound', credits: output, times: { ...times, per: 560_000 } },
    ],
  };
};

const speakers = must(
  many(
    group({
      speaker_id: must(text()),
      voice_name: must(choice(geminiVoices)),
      audio_profile: text(),
      accent: must(
        choice([
          'Neutral',
          'American (Gen)',
          'American (Valley)',
          'American (South)',
          'British (RP)',
          'British (Brixton)',
          'Transatlantic',
          'Australian',
        ]),
      ),
      style: choice(['Vocal Smile', 'Newscaster', 'Whisper', 'Empathetic', 'Promo/Hype', 'Deadpan']),
      pace: choice(['Natural', 'Rapid Fire', 'The Drift', 'Staccato']),
    }),
  ),
);
const speech = {
  speakers,
  dialogue_turns: must(many(group({ speaker_id: must(text()), text: must(text(10_000)) }))),
  temperature: amount([0, 2], 1),
  scene: text(),
  sample_context: text(),
};
const price = tokens(140, 2800);

export const speechModels: readonly ModelEntry[] = [
  model('google/gemini-2-5-pro-tts', 'Gemini 2.5 Pro, text to speech', () => ({ fields: speech, price }), {
    page: 'https://docs.kie.ai/google/gemini-2-5-pro-tts',
  }),
  model('google/gemini-3-1-flash-tts', 'Gemini 3.1 Flash, text to speech', () => ({ fields: speech, price })),
];

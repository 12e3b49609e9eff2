import type { ModelEntry } from '../../catalog/entry.ts';
import { must, about, text, choice, flag, amount, numbers, audio, many, group } from '../notation/fields.ts';
import { unlisted, family } from '../notation/market.ts';
import { january, per, perSecond, characters } from '../notation/prices.ts';
import { languages, usualVoice, voiceNames, voices } from './voices.ts';

const model = family({ vendor: 'ElevenLabs', media: 'audio', takes: 20 });

const voice = choice(voices, usualVoice, { also: voiceNames });
const speech = {
  stability: amount([0, 1], 0.5, 0.01),
  similarity_boost: amount([0, 1], 0.75, 0.01),
  style: amount([0, 1], 0, 0.01),
  speed: about('Speaking speed.', amount([0.7, 1.2], 1, 0.01)),
  timestamps: flag(),
  previous_text: text(5000),
  next_text: text(5000),
  language_code: text(500),
};

/** Those that come as a file of a format; what comes as bare samples (PCM, µ-law, A-law) could not be kept, nor played. */
const soundFormats = [
  'mp3_22050_32 mp3_44100_32 mp3_44100_64 mp3_44100_96 mp3_44100_128 mp3_44100_192',
  'opus_48000_32 opus_48000_64 opus_48000_96 opus_48000_128 opus_48000_192',
].join(' ');

export const elevenlabsModels: readonly ModelEntry[] = [
  model('elevenlabs/text-to-dialogue-v3', 'ElevenLabs Dialogue v3', () => ({
    fields: {
      dialogue: about(
        'The lines in order; all of them together have at most 5000 characters.',
        must(
          many(
            group({
              text: must(text(5000)),
              voice: must(voice),
            }),
          ),
        ),
      ),
      stability: numbers([0, 0.5, 1], 0.5),
      language_code: choice(languages),
    },
    totals: [
      {
        of: [{ field: 'dialogue', by: 'characters', member: 'text' }],
        most: 5000,
        at: 'dialogue',
        message: 'the lines together have more than 5000 characters',
      },
    ],
    example: {
      dialogue: [
        { text: 'Who keeps the lamp turning all night?', voice: voices[0] },
        { text: 'Nobody. It has learned to do that alone.', voice: voices[1] },
      ],
    },
    price: per('1,000 characters', 14, characters('dialogue', 'text')),
  })),
  model('elevenlabs/text-to-speech-multilingual-v2', 'ElevenLabs Multilingual v2', () => ({
    fields: { text: must(text(5000)), voice: must(voice), ...speech },
    price: per('1,000 characters', 12, characters('text')),
  })),
  model('elevenlabs/text-to-speech-turbo-2-5', 'ElevenLabs Turbo 2.5', () => ({
    fields: { text: must(text(5000)), voice, ...speech },
    price: per('1,000 characters', 6, characters('text')),
  })),
  model(
    'elevenlabs/audio-isolation',
    'ElevenLabs, isolate a voice',
    () => ({
      fields: {
        audio_url: must(audio(10, 'aac mp4 mpeg ogg wav x-wav')),
      },
      price: per('input second', 0.2, { ...january, assumed: 60 }),
    }),
    { lifecycle: unlisted },
  ),
  model(
    'elevenlabs/sound-effect-v2',
    'ElevenLabs, sound effect',
    () => ({
      fields: {
        text: must(text(5000)),
        loop: flag(),
        duration_seconds: amount([0.5, 22], undefined, 0.1),
        prompt_influence: amount([0, 1], 0.3, 0.01),
        output_format: choice(soundFormats, 'mp3_44100_128'),
      },
      price: perSecond(0.24, 'duration_seconds', { ...january, assumed: 22 }),
    }),
    {
      aliases: ['elevenlabs/sound-effect'],
      lifecycle: {
        status: 'retired',
        reason: 'Left the documentation by 2026-08-19; absent from the list of 2026-10-01.',
        deprecatedAt: '2026-08-19',
        successor: 'ai-music-api/generate',
      },
      read: '2026-06-30',
    },
  ),
];

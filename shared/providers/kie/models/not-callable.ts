import type { ModelEntry } from '../../catalog/entry.ts';
import { unavailable } from '../notation/market.ts';

const noFile = 'Its result is text or data, not a picture, a film or a sound to keep.';
const atOnce = 'It answers at once with an id for use in other calls; it makes no file.';
const requiredOnly = 'Only the names of its required fields are known.';
const noSchema = 'Its fields were never read; a guess from a sibling is not enough to pay for.';

const byteDance = { vendor: 'ByteDance', media: 'image', read: '2026-08-19' } as const;
const google = { vendor: 'Google', media: 'audio', read: '2026-08-19' } as const;
const grok = { vendor: 'xAI', media: 'image', read: '2026-08-19' } as const;
const eleven = { vendor: 'ElevenLabs', media: 'audio', read: '2026-06-30' } as const;
const sora = { vendor: 'OpenAI', media: 'video', read: '2026-06-30' } as const;
const runway = { vendor: 'Runway', media: 'video' } as const;
const suno = { vendor: 'Suno', media: 'audio', pages: 'https://docs.kie.ai/suno-api/' } as const;
const PRO = 'google/gemini-2-5-pro-tts';
const MUSIC = 'ai-music-api/generate';

/** Models of the market that are known of and cannot be called, each with the reason. */
export const notCallable: readonly ModelEntry[] = [
  unavailable(byteDance)('omnihuman-1-5/human-identification', 'OmniHuman 1.5, find people', {
    reason: noFile,
  }),
  unavailable(byteDance)('omnihuman-1-5/subject-detection', 'OmniHuman 1.5, find subjects', {
    reason: noFile,
  }),
  unavailable(grok)('grok-imagine-image-2-0/segment-map', 'Grok Imagine Image 2.0, map of segments', {
    reason: noFile,
  }),
  unavailable({ ...google, media: 'image' })('gemini-omni-character', 'Gemini Omni, character', {
    reason: atOnce,
  }),
  unavailable(google)('gemini-omni-audio', 'Gemini Omni, voice', { reason: atOnce }),
  unavailable(google)('google/gemini-3-8-flash-tts', 'Gemini 3.8 Flash, text to speech', {
    reason: noSchema,
    successor: PRO,
  }),
  unavailable(google)('google/gemini-3-8-flash-lite-tts', 'Gemini 3.8 Flash Lite, text to speech', {
    reason: noSchema,
    successor: PRO,
  }),
  unavailable(eleven)('elevenlabs/speech-to-text', 'ElevenLabs, speech to text', { reason: noFile }),
  unavailable(sora)('sora-2-characters', 'Sora 2, characters', {
    reason: 'It made a character id and no file; gone since 2026-07-30.',
    page: 'sora2/sora-2-characters',
  }),
  unavailable(sora)('sora-2-characters-pro', 'Sora 2 Pro, characters', {
    reason: 'It made a character id and no file; gone since 2026-07-30.',
    page: 'sora2/sora-2-characters-pro',
  }),
  unavailable(runway)('runway/extend-ai-video', 'Runway, extend a film', {
    reason: 'Its fields are known from a third-party list only, and its price is not known at all.',
  }),
  unavailable(suno)('suno-dedicated', 'Suno by its own endpoints', {
    reason:
      'Its own endpoints insist on a callback address and answer in stages; the unified form does the same.',
    page: 'generate-music',
    successor: MUSIC,
  }),
  ...sunoHelpers(),
];

function sunoHelpers(): ModelEntry[] {
  const helper =
    (reason: string) =>
    (name: string, page: string, title: string): ModelEntry =>
      unavailable(suno)(`ai-music-api/${name}`, `Suno, ${title}`, { reason, page });
  const trackHelper = helper(requiredOnly);
  const textHelper = helper(noFile);
  return [
    unavailable({ ...suno, media: 'image' })('ai-music-api/cover-generate', 'Suno, cover picture', {
      reason: requiredOnly,
      page: 'cover-suno',
    }),
    unavailable({ ...suno, media: 'video' })('ai-music-api/create-music-video', 'Suno, music video', {
      reason: requiredOnly,
      page: 'create-music-video',
    }),
    trackHelper('add-vocals', 'add-vocals', 'add a voice'),
    trackHelper('convert-to-wav-format', 'convert-to-wav', 'convert to WAV'),
    trackHelper('extend', 'extend-music', 'extend a track'),
    trackHelper('mashup', 'generate-mashup', 'mix two tracks'),
    trackHelper('replace-section', 'replace-section', 'replace a section'),
    trackHelper('separate-vocals', 'separate-vocals', 'separate stems'),
    trackHelper('sounds', 'generate-sounds', 'make a sound'),
    trackHelper('suno-recovery-audio', 'recovery-audio', 'recover a track'),
    trackHelper('upload-and-cover-audio', 'upload-and-cover-audio', 'cover a track'),
    trackHelper('upload-and-extend-audio', 'upload-and-extend-audio', 'extend an uploaded track'),
    textHelper('boost-music-style', 'boost-music-style', 'enrich a style'),
    textHelper('check-voice', 'suno-voice-check-voice', 'check a voice'),
    textHelper('create-voice', 'suno-voice-generate', 'make a voice'),
    textHelper('generate-lyrics', 'generate-lyrics', 'write lyrics'),
    textHelper('generate-midi-from-audio', 'generate-midi', 'notes of a track'),
    textHelper('generate-persona', 'generate-persona', 'make a persona'),
    textHelper('regenerate-phrase', 'suno-voice-regenerate', 'new phrase to speak'),
    textHelper('timeStamped-lyrics', 'get-timestamped-lyrics', 'lyrics with times'),
    textHelper('validation-phrase', 'suno-voice-validate', 'phrase to speak'),
  ];
}

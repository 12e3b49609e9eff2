import { knownAt } from '../catalog/known-elsewhere.ts';

const source = 'https://ai.google.dev/gemini-api/docs/deprecations';

/** What Google offers by itself, or did. */
export const googleModels = knownAt('GOOGLE', [
  {
    id: 'IMAGEN4',
    title: 'Imagen 4',
    vendor: 'Google',
    media: 'image',
    lifecycle: { reason: 'Google shut Imagen 4 down on 2026-08-17.', sunset: '2026-08-17' },
    source,
  },
  {
    id: 'VEO3',
    title: 'Veo 3.1',
    vendor: 'Google',
    media: 'video',
    lifecycle: {
      reason: 'Veo 3.0 was shut down on 2026-06-30; Veo 3.1 may end any day from 2026-10-22 on.',
      deprecatedAt: '2026-06-30',
    },
    source,
  },
  {
    id: 'GEMINI_2_0',
    title: 'Gemini 2.0 Flash image generation',
    vendor: 'Google',
    media: 'image',
    lifecycle: {
      reason: 'Google shut Gemini 2.0 down on 2026-06-01.',
      sunset: '2026-06-01',
      successor: 'nano-banana-2',
    },
    source,
  },
  {
    id: 'NANO_BANANA',
    title: 'Nano Banana',
    vendor: 'Google',
    media: 'image',
    lifecycle: {
      reason: 'Gemini 2.5 Flash Image may end any day from 2026-10-02 on.',
      deprecatedAt: '2026-10-02',
      successor: 'google/nano-banana',
    },
    source,
  },
]);

import { knownAt } from '../known-elsewhere.ts';

/** What Google offers by itself. */
export const googleModels = knownAt('GOOGLE', [
  { id: 'IMAGEN4', title: 'Imagen 4', vendor: 'Google', media: 'image' },
  { id: 'VEO3', title: 'Veo 3.1', vendor: 'Google', media: 'video' },
  { id: 'GEMINI_2_0', title: 'Gemini 2.0 Flash image generation', vendor: 'Google', media: 'image' },
  { id: 'NANO_BANANA', title: 'Nano Banana', vendor: 'Google', media: 'image' },
]);

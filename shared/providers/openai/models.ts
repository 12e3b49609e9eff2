import { knownAt } from '../known-elsewhere.ts';

/** What OpenAI offers by itself. */
export const openaiModels = knownAt('OPENAI', [
  { id: 'DALL_E_3', title: 'DALL·E 3', vendor: 'OpenAI', media: 'image' },
  { id: 'SORA2', title: 'Sora 2', vendor: 'OpenAI', media: 'video' },
  { id: 'GPT_4O', title: 'GPT-4o image generation', vendor: 'OpenAI', media: 'image' },
]);

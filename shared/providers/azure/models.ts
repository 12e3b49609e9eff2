import { knownAt } from '../known-elsewhere.ts';

/** What Azure offers by itself. */
export const azureModels = knownAt('AZURE', [
  { id: 'DALL_E_3', title: 'DALL·E 3', vendor: 'OpenAI', media: 'image' },
  { id: 'GPT_4O', title: 'GPT-4o image generation', vendor: 'OpenAI', media: 'image' },
]);

import { knownAt } from '../catalog/known-elsewhere.ts';

const source = 'https://developers.openai.com/api/docs/deprecations';

/** What OpenAI offers by itself, or did. */
export const openaiModels = knownAt('OPENAI', [
  {
    id: 'DALL_E_3',
    title: 'DALL·E 3',
    vendor: 'OpenAI',
    media: 'image',
    lifecycle: {
      reason: 'OpenAI removed DALL·E 3 on 2026-05-12.',
      sunset: '2026-05-12',
      successor: 'gpt-image-2-text-to-image',
    },
    source,
  },
  {
    id: 'SORA2',
    title: 'Sora 2',
    vendor: 'OpenAI',
    media: 'video',
    lifecycle: {
      reason: 'OpenAI shut Sora 2 and its interface down on 2026-09-24, without a successor.',
      deprecatedAt: '2026-03-24',
      sunset: '2026-09-24',
    },
    source,
  },
  {
    id: 'GPT_4O',
    title: 'GPT-4o image generation',
    vendor: 'OpenAI',
    media: 'image',
    lifecycle: {
      reason: 'OpenAI shut gpt-image-1 down on 2026-10-23.',
      sunset: '2026-10-23',
      successor: 'gpt-image-2-text-to-image',
    },
    source,
  },
]);

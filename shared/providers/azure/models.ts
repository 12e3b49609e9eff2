import { knownAt } from '../catalog/known-elsewhere.ts';

const source = 'https://learn.microsoft.com/azure/ai-foundry/openai/concepts/model-retirements';

/** What Azure offers by itself, or did. */
export const azureModels = knownAt('AZURE', [
  {
    id: 'DALL_E_3',
    title: 'DALL·E 3',
    vendor: 'OpenAI',
    media: 'image',
    lifecycle: {
      reason: 'Azure retired DALL·E 3 on 2026-03-04.',
      sunset: '2026-03-04',
      successor: 'gpt-image-2-text-to-image',
    },
    source,
  },
  {
    id: 'GPT_4O',
    title: 'GPT-4o image generation',
    vendor: 'OpenAI',
    media: 'image',
    lifecycle: {
      reason: 'Azure retired gpt-image-1 on 2026-10-23.',
      sunset: '2026-10-23',
      successor: 'gpt-image-2-text-to-image',
    },
    source,
  },
]);

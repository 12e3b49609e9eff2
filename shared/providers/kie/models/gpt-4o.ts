import type { ModelEntry } from '../../catalog/entry.ts';
import { must, about, text, choice, image, many } from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { per } from '../notation/prices.ts';
import { someOf } from '../notation/rules.ts';

// By its own endpoints, whose page was read; the unified form is known from a third-party list only.
const model = family({ vendor: 'OpenAI', media: 'image', takes: 90, dialect: 'kie-4o' });

export const gpt4oModels: readonly ModelEntry[] = [
  model(
    '4o-image-api',
    '4o image',
    () => ({
      fields: {
        size: about('Width to height.', must(choice('1:1 3:2 2:3'))),
        prompt: text(),
        filesUrl: {
          ...many(image(), 5),
          spellings: [{ name: 'files_url' }, { name: 'fileUrl', single: true }],
        },
      },
      rules: [someOf('prompt', 'filesUrl')],
      example: { prompt: 'A lighthouse at dusk, oil on canvas', size: '1:1' },
      price: per('image', 6),
    }),
    {
      aliases: ['4o-image', 'custom_4o_image'],
      page: 'https://docs.kie.ai/4o-image-api/generate-4-o-image',
      capabilities: ['text-to-image', 'image-to-image', 'callback'],
    },
  ),
];

import type { ModelEntry } from '../../catalog/entry.ts';
import { must, alias, text, choice, flag, integer, image, photo, many } from '../notation/fields.ts';
import { forms } from '../notation/market.ts';
import { per, by } from '../notation/prices.ts';

const flux = { vendor: 'Black Forest Labs', media: 'image', takes: 25 } as const;
const prompt = must(text(5000, { minLength: 3 }));
const resolution = must(choice('1K 2K', '1K'));
const fromText = {
  prompt,
  aspect_ratio: must(choice('1:1 4:3 3:4 16:9 9:16 3:2 2:3', '1:1')),
  resolution,
  nsfw_checker: flag(),
};
const fromPictures = {
  ...fromText,
  input_urls: must(many(photo, 8)),
  aspect_ratio: must(choice('1:1 4:3 3:4 16:9 9:16 3:2 2:3 auto', '1:1')),
};
const pro = per('image', by('resolution', { '1K': 5, '2K': 7 }));
const flex = per('image', by('resolution', { '1K': 14, '2K': 24 }));

const kontext = {
  prompt: must(text()),
  inputImage: alias(image(), 'input_image'),
  aspectRatio: alias(choice('21:9 16:9 4:3 1:1 3:4 9:16', '16:9'), 'aspect_ratio'),
  outputFormat: alias(choice('jpeg png', 'jpeg'), 'output_format'),
  promptUpsampling: alias(flag(false), 'prompt_upsampling'),
  safetyTolerance: alias(integer([0, 6], 2), 'safety_tolerance'),
  enableTranslation: alias(flag(), 'enable_translation'),
  uploadCn: alias(flag(), 'upload_cn'),
  watermark: text(),
};

export const fluxModels: readonly ModelEntry[] = [
  forms(
    flux,
    {
      id: 'flux-2',
      title: 'FLUX.2',
      selector: {
        field: 'apiModel',
        by: [{ when: { input_urls: { count: { min: 1 } } }, wire: 'flux-2/pro-image-to-image' }],
        default: 'flux-2/pro-text-to-image',
      },
      page: 'flux2/pro-text-to-image',
    },
    {
      'flux-2/pro-text-to-image': () => ({
        title: 'FLUX.2 Pro, text to image',
        fields: fromText,
        price: pro,
      }),
      'flux-2/pro-image-to-image': () => ({
        title: 'FLUX.2 Pro, image to image',
        fields: fromPictures,
        price: pro,
      }),
      'flux-2/flex-text-to-image': () => ({
        title: 'FLUX.2 Flex, text to image',
        fields: fromText,
        price: flex,
      }),
      'flux-2/flex-image-to-image': () => ({
        title: 'FLUX.2 Flex, image to image',
        fields: fromPictures,
        price: flex,
      }),
    },
  ),
  // By its own endpoints: the unified form has no field for the tier, and the tier decides the price.
  forms(
    { ...flux, dialect: 'kie-flux-kontext' },
    {
      id: 'flux1-kontext',
      aliases: ['flux-kontext'],
      title: 'FLUX.1 Kontext',
      selector: { field: 'apiModel', default: 'flux-kontext-pro' },
      page: 'https://docs.kie.ai/flux-kontext-api/generate-or-edit-image',
    },
    {
      'flux-kontext-pro': () => ({ title: 'FLUX.1 Kontext Pro', fields: kontext, price: per('image', 5) }),
      'flux-kontext-max': () => ({ title: 'FLUX.1 Kontext Max', fields: kontext, price: per('image', 10) }),
    },
  ),
];

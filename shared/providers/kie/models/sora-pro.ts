import type { ModelEntry } from '../../catalog/entry.ts';
import { must, about, text, choice, flag, amount, photo, many, group } from '../notation/fields.ts';
import { family, forms } from '../notation/market.ts';
import { january, per, by } from '../notation/prices.ts';
import { soraGone } from './sora.ts';

const sora = {
  vendor: 'OpenAI',
  media: 'video',
  takes: 200,
  pages: 'https://docs.kie.ai/market/sora2/',
} as const;
const model = family(sora);

const prompt = must(text(10_000));
const uploadMethod = must(choice('s3 oss', 's3'));
const side = choice('portrait landscape', 'landscape');
const length = choice('10 15', '10');
const characters = many(text(), 5);
const price = per(
  'video',
  by('size n_frames', { 'standard 10': 150, 'standard 15': 270, 'high 10': 330, 'high 15': 630 }),
  january,
);
const common = {
  prompt,
  upload_method: uploadMethod,
  aspect_ratio: side,
  n_frames: length,
  remove_watermark: flag(),
  character_id_list: characters,
};

/** The other models of Sora 2. */
export const soraProModels: readonly ModelEntry[] = [
  forms(
    sora,
    {
      id: 'sora-2-pro',
      title: 'Sora 2 Pro',
      selector: {
        field: 'apiModel',
        by: [{ when: { image_urls: { count: { min: 1 } } }, wire: 'sora-2-pro-image-to-video' }],
        default: 'sora-2-pro-text-to-video',
      },
      page: 'sora-2-pro-text-to-video',
      read: '2026-06-30',
      lifecycle: soraGone('VEO3'),
    },
    {
      'sora-2-pro-text-to-video': () => ({
        title: 'Sora 2 Pro, text to video',
        fields: { ...common, size: choice('standard high', 'high') },
        price,
      }),
      'sora-2-pro-image-to-video': () => ({
        title: 'Sora 2 Pro, image to video',
        fields: { ...common, image_urls: must(many(photo, 1)), size: choice('standard high', 'standard') },
        price,
      }),
    },
  ),
  model(
    'sora-2-pro-storyboard',
    'Sora 2 Pro, storyboard',
    () => ({
      fields: {
        upload_method: uploadMethod,
        shots: many(
          group({
            Scene: about('What happens in the shot.', must(text())),
            duration: must(amount([0.1, 15])),
          }),
          10,
          1,
        ),
        n_frames: choice('10 15 25', '15'),
        image_urls: many(photo, 1, 1),
        aspect_ratio: side,
      },
      totals: [
        {
          of: [{ field: 'shots', by: 'value', member: 'duration' }],
          most: { field: 'n_frames' },
          at: 'shots',
          message: 'the shots together are longer than the film, whose seconds n_frames says',
        },
      ],
      example: {
        shots: [
          { Scene: 'A fox trots through fresh snow', duration: 4 },
          { Scene: 'It stops and looks up at falling flakes', duration: 6 },
        ],
        n_frames: '10',
      },
      price: per('video', by('n_frames', { 10: 150, '15|25': 270 }), january),
    }),
    {
      page: 'https://docs.kie.ai/market/sora-2-pro-storyboard',
      read: '2026-06-30',
      lifecycle: soraGone('kling-3.0/video'),
      capabilities: ['text-to-video', 'image-to-video', 'callback'],
    },
  ),
  model(
    'sora-watermark-remover',
    'Sora, without the watermark',
    () => ({
      fields: {
        video_url: about('A link to a film on sora.chatgpt.com.', must(text(500))),
        upload_method: uploadMethod,
      },
      example: { video_url: 'https://sora.chatgpt.com/p/s_0123456789abcdef' },
      price: per('video', 10, january),
    }),
    {
      read: '2026-06-30',
      lifecycle: soraGone('wan/2-7-videoedit'),
      capabilities: ['video-to-video', 'callback'],
    },
  ),
];

import type { ModelEntry } from '../../catalog/entry.ts';
import {
  must,
  about,
  alias,
  text,
  choice,
  flag,
  integer,
  numbers,
  image,
  video,
} from '../notation/fields.ts';
import { family, unlisted } from '../notation/market.ts';
import { feed, per } from '../notation/prices.ts';
import { someOf } from '../notation/rules.ts';

// By their own endpoints, whose pages were read; the unified forms are known from a third-party list only.
const runway = family({ vendor: 'Runway', media: 'video', takes: 120, dialect: 'kie-runway' });
const aleph = family({ vendor: 'Runway', media: 'video', takes: 180, dialect: 'kie-aleph' });

export const runwayModels: readonly ModelEntry[] = [
  runway(
    'runway',
    'Runway',
    () => ({
      fields: {
        prompt: must(text(1800)),
        duration: must(numbers([5, 10])),
        quality: must(choice('720p 1080p')),
        aspectRatio: about(
          'Width to height; needed without a picture, ignored with one.',
          alias(choice('16:9 4:3 1:1 3:4 9:16'), 'aspect_ratio'),
        ),
        imageUrl: alias(image(), 'image_url'),
        waterMark: alias(text(), 'watermark'),
      },
      rules: [
        {
          when: { duration: 10, quality: '1080p' },
          then: { quality: '720p' },
          at: 'quality',
          message: 'must be 720p for ten seconds',
        },
        someOf('aspectRatio', 'imageUrl'),
      ],
      example: {
        prompt: 'A paper boat sails down a rainy street',
        duration: 5,
        quality: '720p',
        aspectRatio: '16:9',
      },
      price: per('video', [
        { when: { duration: 5, quality: '720p' }, credits: 12 },
        { when: { duration: 10, quality: '720p' }, credits: 30 },
        { when: { duration: 5, quality: '1080p' }, credits: 30 },
      ]),
    }),
    {
      page: 'https://docs.kie.ai/runway-api/generate-ai-video',
      capabilities: ['text-to-video', 'image-to-video', 'watermark', 'callback'],
    },
  ),
  aleph(
    'runway/gen4-aleph',
    'Runway Aleph',
    () => ({
      fields: {
        prompt: must(text()),
        videoUrl: must(alias(video(), 'video_url')),
        aspectRatio: alias(choice('16:9 9:16 4:3 3:4 1:1 21:9'), 'aspect_ratio'),
        seed: integer(),
        referenceImage: alias(image(), 'reference_image'),
        waterMark: alias(text(), 'watermark'),
        uploadCn: alias(flag(false), 'upload_cn'),
      },
      price: per('video', 110, feed),
    }),
    {
      aliases: ['aleph'],
      page: 'https://docs.kie.ai/runway-api/generate-aleph-video',
      lifecycle: unlisted,
    },
  ),
];

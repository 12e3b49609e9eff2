import type { ModelEntry } from '../../catalog/entry.ts';
import { must, about, alias, text, choice, integer, parent } from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { per, by } from '../notation/prices.ts';

// Its pages ask for half a minute between questions.
const veo = { vendor: 'Google', media: 'video', takes: 150, polls: 'slow' } as const;
const model = family({ ...veo, dialect: 'kie-veo' });
const upgrade = family({ ...veo, dialect: 'kie-veo-upgrade' });

const films = ['VEO3', 'veo/extend'];
const task = must(parent('video', films, 'task_id'));
const index = about('Which film of the earlier task; the first is 0.', integer([0], 0));

/** What can be done with a finished film of Veo, by the service's own endpoints. */
export const veoFollowUps: readonly ModelEntry[] = [
  model(
    'veo/extend',
    'Veo 3.1, extend a film',
    () => ({
      fields: {
        taskId: task,
        prompt: must(text()),
        model: about('The tier; it decides the price.', alias(choice('fast quality lite', 'fast'), 'tier')),
        seeds: integer([10_000, 99_999]),
        watermark: text(),
      },
      price: per('extension', by('model', { lite: 30, fast: 60, quality: 250 })),
    }),
    { aliases: ['veo-3-1/extend'], page: 'https://docs.kie.ai/veo3-api/extend-video', read: '2026-10-01' },
  ),
  upgrade(
    'veo/get-1080p-video',
    'Veo 3.1, the film in 1080p',
    () => ({ fields: { taskId: task, index }, price: per('video', 5) }),
    {
      aliases: ['veo-3-1/1080p'],
      page: 'https://docs.kie.ai/veo3-api/get-veo-3-1080-p-video',
      read: '2026-10-01',
      takes: 90,
      capabilities: ['follow-up'],
    },
  ),
  upgrade(
    'veo/get-4k-video',
    'Veo 3.1, the film in 4K',
    () => ({ fields: { taskId: task, index }, price: per('video', 120) }),
    {
      aliases: ['veo-3-1/4k'],
      page: 'https://docs.kie.ai/veo3-api/get-veo-3-4k-video',
      read: '2026-10-07',
      takes: 450,
      capabilities: ['follow-up'],
    },
  ),
];

import type { Form } from '../../catalog/entry.ts';
import { must, about, alias, text, integer, parent } from '../notation/fields.ts';
import { timingOf } from '../notation/market.ts';
import { january, unpriced } from '../notation/prices.ts';

const waterMark = alias(text(), 'watermark');
const imageIndex = about('Which of the four pictures; the first is 0.', must(integer([0, 3])));
const picture = must(parent('image', ['MIDJOURNEY'], 'task_id'));
const unknown = (held: number) => ({ ...unpriced('job', held), ...january });

const upscale: Form = {
  wire: 'mj_upscale',
  title: 'Midjourney, enlarge one of the pictures',
  media: 'image',
  fields: { taskId: picture, imageIndex, waterMark },
  price: unknown(16),
};

const vary: Form = { ...upscale, wire: 'mj_vary', title: 'Midjourney, vary one of the pictures' };

const extendAlone: Form = {
  wire: 'mj_video_extend_auto',
  title: 'Midjourney, extend a film',
  media: 'video',
  fields: {
    taskId: must(parent('video', ['MIDJOURNEY'], 'task_id')),
    index: about('Which film; the first is 0.', must(integer([0]))),
    waterMark,
  },
  price: unknown(60),
  timing: timingOf('video', 150, 'slow'),
};

const extend: Form = {
  ...extendAlone,
  wire: 'mj_video_extend_manual',
  title: 'Midjourney, extend a film as told',
  fields: { ...extendAlone.fields, prompt: must(text(2000)) },
};

/** What can be done with a finished task of Midjourney. What it costs was never published. */
export const midjourneyFollowUps: readonly Form[] = [upscale, vary, extendAlone, extend];

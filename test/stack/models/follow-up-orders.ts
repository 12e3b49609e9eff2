import { expect } from 'vitest';

/** An order on a Veo film: in a larger size, or longer. */
export const veo = (model: string, taskId: unknown, more: Record<string, unknown> = {}) => ({
  service: 'KIE',
  model,
  input: { taskId, ...more },
});

/** An order on what Midjourney made. */
export const midjourney = (taskType: string, taskId: unknown, more: Record<string, unknown> = {}) => ({
  service: 'KIE',
  model: 'MIDJOURNEY',
  taskType,
  taskId,
  ...more,
});

/** A task that goes on from what another has made, and what becomes of it. */
export interface FollowUp {
  readonly title: string;
  readonly parent: string;
  readonly order: (id: string) => unknown;
  /** The call that the provider is to see, of a parent that it knows by this name. */
  readonly wire: (externalId: string | undefined) => { method: string; path: string; body?: unknown };
  readonly media: 'image' | 'video';
  readonly outputs?: number;
  readonly credits: number;
}

const callBackUrl = expect.stringContaining('/webhooks/kie/') as unknown;
/** A paid call of a follow-up: the provider is told where to report. */
const post = (path: string, body: Record<string, unknown>) => ({
  method: 'POST',
  path: `/api/v1/${path}`,
  body: { ...body, callBackUrl },
});

/** Every kind of follow-up. */
export const followUps: readonly FollowUp[] = [
  {
    title: 'veo-3-1 in 1080p',
    parent: 'a film',
    order: (id) => veo('veo-3-1/1080p', id),
    wire: (taskId) => ({ method: 'GET', path: `/api/v1/veo/get-1080p-video?taskId=${taskId ?? ''}&index=0` }),
    media: 'video',
    credits: 5,
  },
  {
    title: 'veo-3-1 in 4K',
    parent: 'a film',
    order: (id) => veo('veo-3-1/4k', id, { index: 0 }),
    wire: (taskId) => ({ method: 'POST', path: '/api/v1/veo/get-4k-video', body: { taskId, index: 0 } }),
    media: 'video',
    credits: 120,
  },
  ...(
    [
      ['lite', 30],
      ['fast', 60],
      ['quality', 250],
    ] as const
  ).map(([tier, credits]) => ({
    title: `veo-3-1 extended in the tier ${tier}`,
    parent: 'another film',
    order: (id: string) => veo('veo-3-1/extend', id, { prompt: 'the wind rises', tier }),
    wire: (taskId: string | undefined) =>
      post('veo/extend', { taskId, prompt: 'the wind rises', model: tier }),
    media: 'video' as const,
    credits,
  })),
  {
    title: 'one of Midjourney’s pictures, enlarged',
    parent: 'four pictures',
    order: (id) => midjourney('mj_upscale', id, { imageIndex: 3 }),
    wire: (taskId) => post('mj/generateUpscale', { taskId, imageIndex: 3 }),
    media: 'image',
    credits: 0,
  },
  {
    title: 'one of Midjourney’s pictures, varied',
    parent: 'four pictures',
    order: (id) => midjourney('mj_vary', id, { imageIndex: 0 }),
    wire: (taskId) => post('mj/generateVary', { taskId, imageIndex: 0 }),
    media: 'image',
    outputs: 4,
    credits: 0,
  },
  ...(
    [
      ['auto', 'by itself', {}],
      ['manual', 'as told', { prompt: 'it stops' }],
    ] as const
  ).map(([how, words, told]) => ({
    title: `a clip of Midjourney’s, extended ${words}`,
    parent: 'a clip',
    order: (id: string) => midjourney(`mj_video_extend_${how}`, id, { index: 0, ...told }),
    wire: (taskId: string | undefined) =>
      post('mj/generateVideoExtend', { taskType: `mj_video_extend_${how}`, taskId, index: 0, ...told }),
    media: 'video' as const,
    credits: 0,
  })),
];

import { FILM_MODEL } from '../provider/provider-job.ts';
import type { Order } from '../users/order.ts';
import { recording } from './recordings.ts';

/** The families of models that have endpoints of their own: how the simulated provider answers for them. */

export interface Family {
  /** A model of it that can be ordered, and what it needs beside a prompt. */
  readonly model: NonNullable<Order['model']>;
  readonly create: string;
  readonly query: string;
  /** A model of the unified endpoint that makes files of the same kind. */
  readonly likeModel: string;
  /** What is recorded of a job in this state (of the unified endpoint). */
  readonly record: (state: string) => string;
}

const PICTURE_MODEL = 'google/imagen4-fast';

const states: Readonly<Record<string, string>> = { success: 'success', fail: 'failed' };

const family = (
  name: string,
  parts: Pick<Family, 'model' | 'create' | 'query'> & { readonly isFilm?: true },
): Family => ({
  ...parts,
  likeModel: parts.isFilm === true ? FILM_MODEL : PICTURE_MODEL,
  record: (state) => recording(`${name}-${states[state] ?? 'running'}`),
});

export const families: readonly Family[] = [
  family('veo', {
    model: { id: 'VEO3', input: {} },
    create: '/api/v1/veo/generate',
    query: '/api/v1/veo/record-info',
    isFilm: true,
  }),
  family('mj', {
    model: { id: 'MIDJOURNEY', input: { taskType: 'mj_txt2img' } },
    create: '/api/v1/mj/generate',
    query: '/api/v1/mj/record-info',
  }),
  family('gpt4o', {
    model: { id: '4o-image-api', input: { size: '1:1' } },
    create: '/api/v1/gpt4o-image/generate',
    query: '/api/v1/gpt4o-image/record-info',
  }),
  family('flux', {
    model: { id: 'flux1-kontext', input: {} },
    create: '/api/v1/flux/kontext/generate',
    query: '/api/v1/flux/kontext/record-info',
  }),
  family('runway', {
    model: { id: 'runway', input: { duration: 5, quality: '720p', aspectRatio: '16:9' } },
    create: '/api/v1/runway/generate',
    query: '/api/v1/runway/record-detail',
    isFilm: true,
  }),
];

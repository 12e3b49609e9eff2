import type { Priority } from '#domain/tasks/task.ts';
import { lumen } from '../../stack/synchronous/lumen.ts';
import { pictures } from '../engine/uploads.ts';
import { FILM_MODEL } from '../provider/provider-job.ts';

/** What one client wants, and how it goes about it. */
export interface Order {
  /** Seconds after the start. */
  readonly at: number;
  readonly owner: string;
  readonly prompt: string;
  readonly images: 1 | 2 | 3 | 4;
  /** Another model than usual, and what it needs beside the prompt. */
  readonly model?: { readonly id: string; readonly input: Readonly<Record<string, unknown>> };
  /** From a service that answers with the result itself. */
  readonly atOnce?: true;
  /** A picture to work on. */
  readonly picture?: keyof typeof pictures;
  /** A film is made from the picture. */
  readonly film?: true;
  /** An upload to work on … */
  readonly pictureId?: string;
  /** … that may not be there any more. */
  readonly mayLackPicture?: true;
  /** Sent as Idempotency-Key; without one, a repeated request is another task. */
  readonly key?: string;
  /** The API key that it is sent with; with a token where absent. */
  readonly keyId?: string;
  readonly priority?: Priority;
  readonly keepOutputs?: boolean;
  /** The receiver that it names as where it is to be told how its task ended. */
  readonly callback?: string;
  /** What it belongs to. */
  readonly promptId?: string;
  /** So often is a broken or refused-for-now request sent again. */
  readonly repeats: number;
  /** So many equal requests are sent at once. */
  readonly parallel: number;
  /** Sends another body under the same key: it must be refused. */
  readonly misuse?: boolean;
  /** So many may be open that it has to come again. */
  readonly limited?: true;
  readonly cancelAfterSeconds?: number;
  /** Lists, asks what it cost, sets a budget, and waits for the end. */
  readonly curious?: boolean;
  readonly retries?: boolean;
  readonly deletes?: boolean;
  /** Deletes so many seconds after the task was acknowledged, whatever its state. */
  readonly deleteAfterSeconds?: number;
  /** Sends another request under the same key so many seconds after the task has been removed. */
  readonly anewAfterSeconds?: number;
}

/** One image for ana, without any special behaviour. */
export const plainOrder = (more: Partial<Order> = {}): Order => ({
  at: 1,
  owner: 'ana',
  prompt: 'order 1',
  images: 1,
  key: 'key-1',
  repeats: 3,
  parallel: 1,
  ...more,
});

type Asked = Pick<Order, 'prompt' | 'images' | 'model' | 'atOnce' | 'picture' | 'film' | 'pictureId'>;

export function providerParamsOf({ prompt, images, model, atOnce, picture, film, pictureId }: Asked) {
  if (atOnce === true) return { service: lumen.name, model: 'lumen/many', input: { prompt } };
  if (model !== undefined) return { service: 'KIE', model: model.id, input: { prompt, ...model.input } };
  const image = pictureId ?? (picture === undefined ? undefined : pictures[picture]);
  const request =
    image === undefined
      ? {
          model: 'IMAGEN4',
          apiModel: 'google/imagen4-fast',
          input: { prompt, aspect_ratio: '16:9', num_images: images },
        }
      : {
          model: film === true ? FILM_MODEL : 'google/nano-banana-edit',
          input: { prompt, image_urls: [image] },
        };
  return { service: 'KIE', ...request };
}

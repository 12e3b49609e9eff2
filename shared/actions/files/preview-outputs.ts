import * as z from 'zod';
import { inputRef } from '#domain/files/input-ref.ts';
import type { Clock, Digest, Log } from '#domain/ports.ts';
import { thumbnailSizes, type Preview } from '#domain/files/preview.ts';
import { storedAmong, type Output, type StoredOutput } from '#domain/tasks/output.ts';
import { posterOf } from '#domain/tasks/poster.ts';
import { undrawnAmong } from '#domain/tasks/previews.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Upload } from '#domain/files/upload.ts';
import { uploadMediaOf } from '#domain/files/upload-type.ts';
import type { UploadStore } from '#storage/files/upload-store.ts';
import { foreignUploadId } from './foreign-upload.ts';
import type { Shown, ThumbnailOrder } from './make-thumbnails.ts';

interface PreviewDependencies {
  readonly uploads: Pick<UploadStore, 'find'>;
  readonly digest: Digest;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly mediaBaseUrl: string;
  /** Has the media function draw, and waits for it. */
  readonly draw: (order: ThumbnailOrder, timeoutMs: number) => Promise<unknown>;
}

/** A task never waits longer for what is only pleasant. */
const PATIENCE_MS = 20_000;
/** With less left of it nothing is begun. */
const LEAST_MS = 1_000;

const drawn = z.object({
  previews: z.array(
    z.object({
      n: z.int(),
      sizes: z.array(z.literal(thumbnailSizes)),
      thumbhash: z.string().exactOptional(),
    }),
  ),
});

const isReadyPicture = ({ status, contentType = '' }: Upload): boolean =>
  status === 'ready' && uploadMediaOf(contentType) === 'image';

/**
 * Has everything about a task's pictures and films made that is pleasant to show. Whatever goes wrong with that is logged
 * and counted, and never the task's concern: then there are no previews, and the task is looked at again for them.
 */
export const previewOutputs = ({ uploads, digest, clock, log, mediaBaseUrl, draw }: PreviewDependencies) => {
  /** The first picture that a task was given. */
  const inputPicture = async ({ task, request }: TaskSnapshot): Promise<string | undefined> => {
    for (const text of request.inputs ?? []) {
      const ref = inputRef(text, task.owner, mediaBaseUrl);
      if (ref.type === 'output' && /images\/generated\//.test(ref.key)) return ref.key;
      const id =
        ref.type === 'upload' ? ref.id : ref.type === 'foreign' && foreignUploadId(digest, task, ref.url);
      const upload = typeof id === 'string' ? await uploads.find(task.owner, id) : undefined;
      if (upload !== undefined && isReadyPicture(upload)) return upload.key;
    }
    return undefined;
  };

  const orderOf = async (snapshot: TaskSnapshot, outputs: readonly Output[]): Promise<ThumbnailOrder> => {
    const stored = storedAmong(outputs);
    const visible = undrawnAmong(snapshot.task, outputs);
    const ownPicture = (output: StoredOutput): string | undefined =>
      output.file.media === 'image' ? output.file.key : posterOf(output, stored)?.file.key;
    const lacksPicture = visible.some((output) => ownPicture(output) === undefined);
    const given = lacksPicture ? await inputPicture(snapshot) : undefined;
    return {
      outputs: visible.map((output): Shown => {
        const { key, width, height } = output.file;
        const { n } = output;
        const picture = ownPicture(output) ?? given;
        return {
          n,
          key,
          ...(picture === undefined ? {} : { picture }),
          ...(width === undefined || height === undefined ? {} : { width, height }),
        };
      }),
    };
  };

  /** Has it drawn, a second time where the call has died early: it may be repeated, as it writes the same files. */
  const drawAgain = async (order: ThumbnailOrder): Promise<unknown> => {
    const giveUpAt = clock.now() + PATIENCE_MS;
    try {
      return await draw(order, PATIENCE_MS);
    } catch (error) {
      const left = giveUpAt - clock.now();
      if (left < LEAST_MS) throw error;
      log.warn('drawn again', { reason: String(error) });
      return draw(order, left);
    }
  };

  return async (snapshot: TaskSnapshot, outputs: readonly Output[]): Promise<readonly Preview[]> => {
    try {
      const order = await orderOf(snapshot, outputs);
      if (order.outputs.length === 0) return [];
      return drawn.parse(await drawAgain(order)).previews;
    } catch (error) {
      log.warn('no previews', { taskId: snapshot.task.id, reason: String(error) });
      log.count('PreviewFailed');
      return [];
    }
  };
};

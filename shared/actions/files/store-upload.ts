import { Readable } from 'node:stream';
import { Failure } from '#domain/error.ts';
import { uploadKey } from '#domain/files/upload-key.ts';
import { MOST_INLINE_BYTES, takenTypes } from '#domain/files/upload-type.ts';
import { arrived, PENDING_LIFE_MS, type Upload } from '#domain/files/upload.ts';
import type { UploadWriter } from '#storage/objects/upload-writer.ts';
import { countArrival } from './count-arrival.ts';
import {
  dropRefused,
  newUpload,
  type CountedUploadDependencies,
  type Dropping,
  type UploadOrder,
} from './upload-dependencies.ts';

export interface StoreUpload extends UploadOrder {
  readonly bytes: Uint8Array;
}

/** Says where files go that are too large for the body of a request. */
export const tooLargeForBody = (): Failure =>
  new Failure(
    'payload_too_large',
    `A body may carry ${MOST_INLINE_BYTES / 1024 / 1024} MB; POST /api/v1/uploads gives an address for larger files`,
    { extra: { mostBytes: MOST_INLINE_BYTES, presigned: '/api/v1/uploads' } },
  );

/**
 * Keeps a file whose bytes came with the request. The row comes last: bytes without one are found by the cleanup, and
 * nobody has seen an id yet. Throws `payload_too_large`, `rate_limited` where the owner has brought what he may in a day, and
 * `unsupported_media_type` for what no model takes.
 */
export const storeUpload = (
  dependencies: CountedUploadDependencies & Dropping & { readonly writer: UploadWriter },
) => {
  const { writer, clock, life } = dependencies;
  const counted = countArrival(dependencies);

  return async (order: StoreUpload): Promise<Upload> => {
    if (order.bytes.length > MOST_INLINE_BYTES) throw tooLargeForBody();
    if (order.bytes.length === 0) {
      throw new Failure('validation_failed', 'The file is empty', {
        errors: [{ path: '', message: 'There are no bytes' }],
      });
    }
    // Who is over his limit is refused before anything is kept.
    await counted.look(order, order.bytes.length);
    const fresh = newUpload(dependencies, order, { status: 'pending', lifeMs: PENDING_LIFE_MS });
    const written = await writer.write({
      body: Readable.from([Buffer.from(order.bytes)]),
      contentLength: order.bytes.length,
      keyOf: (type) => uploadKey(fresh, type),
      stripMetadata: fresh.stripMetadata === true,
    });
    if (written.type === 'rejected') {
      const taken = takenTypes(fresh.stripMetadata === true);
      throw new Failure('unsupported_media_type', `${written.reason}; it has to be one of ${taken}`);
    }
    const upload = arrived(fresh, written.arrival, { now: clock.now(), life });
    try {
      await counted.create(upload);
    } catch (error) {
      // It is certain that nothing was stored: nobody will ever ask for these bytes.
      if (error instanceof Failure) await dropRefused(dependencies, written.arrival.key);
      throw error;
    }
    return upload;
  };
};

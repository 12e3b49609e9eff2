import { Failure } from '#domain/error.ts';
import { pendingKey, uploadKey } from '#domain/files/upload-key.ts';
import {
  metadataFault,
  mostBytesOf,
  takenTypes,
  uploadTypeOf,
  uploadTypes,
  type UploadType,
} from '#domain/files/upload-type.ts';
import { unusableType } from '#domain/files/unusable-type.ts';
import { PENDING_LIFE_MS, type Upload } from '#domain/files/upload.ts';
import type { PutLink, PutLinks } from '#storage/objects/upload-links.ts';
import { countArrival } from './count-arrival.ts';
import {
  newUpload,
  notCreated,
  type CountedUploadDependencies,
  type UploadOrder,
} from './upload-dependencies.ts';

export interface CreateUpload extends UploadOrder {
  readonly contentType: string;
  readonly bytes: number;
}

export interface CreatedUpload {
  readonly upload: Upload;
  readonly link: PutLink;
}

function typeOf({ contentType, bytes }: CreateUpload, strips: boolean): UploadType {
  const type = uploadTypeOf(contentType);
  const refused = (why: string): Failure =>
    new Failure('unsupported_media_type', `${why}; it has to be one of ${takenTypes(strips)}`);
  if (type === undefined) throw refused(`No model takes ${contentType}. ${unusableType(contentType)}`);
  const fault = strips ? metadataFault(type) : undefined;
  if (fault !== undefined) throw refused(fault);
  const most = mostBytesOf[uploadTypes[type].media];
  if (bytes > most) {
    throw new Failure('payload_too_large', `A file of ${type} may have ${most} bytes`, {
      extra: { mostBytes: most },
    });
  }
  return type;
}

/** An upload whose bytes have an owner, a size, a type and a place, and are still to be sent. Throws as `createUpload` does. */
export async function announced(
  dependencies: CountedUploadDependencies,
  order: CreateUpload,
  lifeMs: number,
): Promise<Upload & { readonly contentType: UploadType; readonly bytes: number; readonly sentTo: string }> {
  const { bytes } = order;
  const fresh = newUpload(dependencies, order, { status: 'pending', lifeMs });
  const contentType = typeOf(order, fresh.stripMetadata === true);
  await countArrival(dependencies).look(order, bytes);
  const key = uploadKey(fresh, contentType);
  return { ...fresh, contentType, bytes, key, sentTo: pendingKey(key) };
}

/**
 * Hands out an address to which exactly one file of this type and size can be sent within an hour. What was sent counts
 * only once it has been completed: it is looked at now whether it would fit into the day of its owner, and counted then.
 * Throws `unsupported_media_type`, `payload_too_large` and `rate_limited`.
 */
export const createUpload =
  (dependencies: CountedUploadDependencies & { readonly links: PutLinks }) =>
  async (order: CreateUpload): Promise<CreatedUpload> => {
    const upload = await announced(dependencies, order, PENDING_LIFE_MS);
    if (!(await dependencies.uploads.create(upload))) throw notCreated(upload);
    const { contentType, bytes, sentTo } = upload;
    return { upload, link: await dependencies.links.presignedPut({ contentType, bytes, key: sentTo }) };
  };

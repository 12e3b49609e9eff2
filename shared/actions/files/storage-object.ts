import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import { taskOfKey } from '#domain/files/media-key.ts';
import { isoTime } from '#domain/ports.ts';
import { uploadOfKey } from '#domain/files/upload-key.ts';
import { LINK_SECONDS } from '#domain/files/upload.ts';
import type { GetLinks } from '#storage/objects/upload-links.ts';
import { findUpload, type UploadDependencies } from './upload-dependencies.ts';

/** What lies under a key of the caller's own; throws `forbidden` for any other key. */
export function ownObject(owner: Owner, key: string) {
  const upload = uploadOfKey(key);
  if (upload?.owner === owner) return { type: 'upload', id: upload.id } as const;
  const task = taskOfKey(key);
  if (task?.owner === owner) return { type: 'output', id: task.id } as const;
  throw new Failure('forbidden', `The key is not below your own: uploads/${owner}/`);
}

export interface StorageLink {
  readonly key: string;
  readonly url: string;
  readonly expiresAt: string;
}

/** Makes an address from which the caller's own object can be read for an hour. Throws `forbidden` and `not_found`. */
export const storageLink =
  (
    dependencies: Pick<UploadDependencies, 'uploads' | 'clock'> & {
      readonly links: GetLinks;
      /** Whether an object lies under a key. */
      readonly isThere: (key: string) => Promise<boolean>;
    },
  ) =>
  async (owner: Owner, key: string): Promise<StorageLink> => {
    const { clock, links, isThere } = dependencies;
    const own = ownObject(owner, key);
    const upload = own.type === 'upload' ? await findUpload(dependencies, { owner }, own.id) : undefined;
    const isReady = upload?.status === 'ready' && upload.key === key;
    const found = own.type === 'upload' ? Promise.resolve(isReady) : isThere(key);
    if (!(await found)) throw new Failure('not_found', 'There is no such object');
    const url = await links.presignedGet(key, upload ?? {});
    return { key, url, expiresAt: isoTime(clock.now() + LINK_SECONDS * 1000) };
  };

import type { Clock, Log, Random } from '#domain/ports.ts';
import { isOver, type Upload, type UploadLife } from '#domain/files/upload.ts';
import { isUploadId, type Owner, type UploadId } from '#domain/ids.ts';
import { Failure } from '#domain/error.ts';
import { isoTime } from '#domain/ports.ts';
import type { UploadStore } from '#storage/files/upload-store.ts';
import type { UploadByteStore } from '#storage/limits/upload-bytes.ts';

/** What every action about uploads may lean on. */
export interface UploadDependencies {
  readonly uploads: UploadStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly life: UploadLife;
}

/** … and those that let bytes in. */
export interface CountedUploadDependencies extends UploadDependencies {
  readonly uploadBytes: UploadByteStore;
}

/** What removes objects that are refused when they have been stored. */
export interface Dropping {
  readonly drop: (key: string) => Promise<void>;
  readonly log: Log;
}

/** Removes an object that nobody has been told of. Where that fails the cleanup finds it. */
export async function dropRefused({ drop, log }: Dropping, key: string): Promise<void> {
  try {
    await drop(key);
  } catch (error) {
    log.warn('a refused file stays', { reason: String(error) });
  }
}

/** What the caller says of a file, whichever way it comes. Its form has been validated with the request. */
export interface UploadOrder {
  readonly owner: Owner;
  readonly fileName: string;
  readonly uploadPath?: string;
  readonly keep?: boolean;
  /** Where nothing is said, the files that pages bring are kept without their metadata, and others as they are. */
  readonly stripMetadata?: boolean;
  /** The id of the token that makes it, and no second one. */
  readonly token?: string;
  /** The id of the API key that it is ordered with; absent for tokens. */
  readonly keyId?: string;
}

/** Why an upload was not stored. A random id is in use by accident alone; a token may have had its upload. */
export const notCreated = ({ token }: Upload): Failure =>
  token === undefined
    ? new Failure('busy', 'No free id was found', { retryAfterSeconds: 1 })
    : new Failure('conflict', 'This token has made its upload: it makes no second one');

const asId = (hex: string): UploadId => {
  if (!isUploadId(hex)) throw new Error('128 random bits are not an upload id');
  return hex;
};

/** A new upload of which nothing has arrived. */
export function newUpload(
  { clock, random }: Pick<UploadDependencies, 'clock' | 'random'>,
  { owner, fileName, uploadPath, keep, token, keyId, stripMetadata = token !== undefined }: UploadOrder,
  start: Pick<Upload, 'status'> & { readonly lifeMs: number },
): Upload {
  const now = clock.now();
  return {
    id: asId(random.hex128()),
    owner,
    status: start.status,
    fileName,
    ...(uploadPath === undefined ? {} : { uploadPath }),
    ...(keep === true ? { keep } : {}),
    ...(token === undefined ? {} : { token }),
    ...(keyId === undefined ? {} : { keyId }),
    ...(stripMetadata ? { stripMetadata } : {}),
    keyPart: random.hex128(),
    createdAt: isoTime(now),
    expiresAt: isoTime(now + start.lifeMs),
    uses: 0,
  };
}

/** Whose upload is meant; with a token, the one that it has made. */
export interface UploadHolder {
  readonly owner: Owner;
  readonly token?: string;
}

/** An upload of its holder that is still to be seen. Another's is as unknown as one that never was. */
export async function findUpload(
  { uploads, clock }: Pick<UploadDependencies, 'uploads' | 'clock'>,
  { owner, token }: UploadHolder,
  id: string,
): Promise<Upload> {
  const found = isUploadId(id) ? await uploads.find(owner, id) : undefined;
  const upload = token === undefined || found?.token === token ? found : undefined;
  if (upload === undefined || isOver(upload, clock.now()))
    throw new Failure('not_found', 'There is no such upload');
  return upload;
}

import { Failure } from '#domain/error.ts';
import type { Clock } from '#domain/ports.ts';
import { PART_BYTES, PARTS_LIFE_MS, partsOf, type Part } from '#domain/files/upload-parts.ts';
import type { Upload } from '#domain/files/upload.ts';
import type { UploadStore } from '#storage/files/upload-store.ts';
import type { ArrivedPart, PartedFile, UploadParts } from '#storage/objects/upload-parts.ts';
import { announced, type CreateUpload } from './create-upload.ts';
import {
  findUpload,
  notCreated,
  type CountedUploadDependencies,
  type UploadHolder,
} from './upload-dependencies.ts';

/** A part, and the address to send it to; none where it has arrived. */
export interface AwaitedPart extends Part {
  readonly url?: string;
}

export interface PartedUpload {
  readonly upload: Upload;
  readonly partBytes: number;
  readonly parts: readonly AwaitedPart[];
}

/** Where the parts of an upload go; undefined where it is not sent in parts. */
export const partedFileOf = ({ sentTo, parts }: Upload): PartedFile | undefined =>
  sentTo === undefined || parts === undefined ? undefined : { key: sentTo, storeId: parts.storeId };

/** Gives up what is sent in parts, so that no part is left or taken. */
export async function abandonParts(store: Pick<UploadParts, 'abandon'>, upload: Upload): Promise<void> {
  const file = partedFileOf(upload);
  if (file !== undefined) await store.abandon(file);
}

async function shown(
  store: Pick<UploadParts, 'link'>,
  upload: Upload,
  arrived: ReadonlyMap<number, ArrivedPart>,
): Promise<PartedUpload> {
  const { parts } = upload;
  const file = partedFileOf(upload);
  if (parts === undefined || file === undefined) throw notInParts();
  const all = partsOf(upload, parts).map(async (part): Promise<AwaitedPart> => {
    const isHere = arrived.get(part.number)?.bytes === part.bytes;
    return isHere ? part : { ...part, url: await store.link(file, part) };
  });
  return { upload, partBytes: parts.partBytes, parts: await Promise.all(all) };
}

const notInParts = (): Failure => new Failure('conflict', 'It is not sent in parts');

/**
 * As `createUpload`, for a file that is sent in parts, each to an address of its own, for a day. A process that dies before the
 * upload is stored leaves a file at the store that nobody has an address of. Throws what that throws.
 */
export const createPartedUpload =
  (dependencies: CountedUploadDependencies & { readonly parts: UploadParts }) =>
  async (order: CreateUpload): Promise<PartedUpload> => {
    const { uploads, parts: store } = dependencies;
    const fresh = await announced(dependencies, order, PARTS_LIFE_MS);
    const storeId = await store.begin({ key: fresh.sentTo, contentType: fresh.contentType });
    const upload = { ...fresh, parts: { storeId, partBytes: PART_BYTES } };
    if (!(await uploads.create(upload))) {
      await abandonParts(store, upload);
      throw notCreated(upload);
    }
    return shown(store, upload, new Map());
  };

/**
 * Which parts of an upload have arrived, and new addresses for the others. Throws `not_found`, and `conflict` where no part is
 * awaited: it is not sent in parts, or they are one file by now.
 */
export const readUploadParts =
  ({
    parts: store,
    ...dependencies
  }: {
    readonly uploads: UploadStore;
    readonly clock: Clock;
    readonly parts: UploadParts;
  }) =>
  async ({ id, ...holder }: UploadHolder & { readonly id: string }): Promise<PartedUpload> => {
    const upload = await findUpload(dependencies, holder, id);
    const file = partedFileOf(upload);
    if (file === undefined) throw notInParts();
    const arrived = upload.status === 'pending' ? await store.arrived(file) : undefined;
    if (arrived === undefined) throw noPartAwaited(upload);
    return shown(store, upload, arrived);
  };

function noPartAwaited({ status }: Upload): Failure {
  if (status === 'ready') return new Failure('conflict', 'It is ready: no part is awaited any more');
  if (status === 'failed')
    return new Failure('conflict', 'It has failed: no part is awaited any more, make another');
  return new Failure('conflict', 'No part is awaited any more: complete the upload, or make another');
}

/**
 * Makes one object of the parts of an upload, once all are here. Throws `conflict` with the numbers of those that are not, and
 * `busy` where one is being sent anew.
 */
export async function joinParts(store: Pick<UploadParts, 'arrived' | 'join'>, upload: Upload): Promise<void> {
  const { parts } = upload;
  const file = partedFileOf(upload);
  if (parts === undefined || file === undefined) return;
  const arrived = await store.arrived(file);
  // It is whole already, or nothing is left of it: what lies there tells.
  if (arrived === undefined) return;
  const wanted = partsOf(upload, parts);
  const whole = wanted.flatMap((part) => {
    const here = arrived.get(part.number);
    return here?.bytes === part.bytes ? [here] : [];
  });
  if (whole.length < wanted.length) throw new Failure('conflict', missingIn(wanted, whole));
  if (!(await store.join(file, whole)))
    throw new Failure('busy', 'A part of it is being sent anew', { retryAfterSeconds: 1 });
}

function missingIn(wanted: readonly Part[], here: readonly Part[]): string {
  const numbers = new Set(here.map(({ number }) => number));
  const missing = wanted.filter(({ number }) => !numbers.has(number)).map(({ number }) => number);
  return `Of ${wanted.length} parts these have not arrived: ${missing.join(', ')}`;
}

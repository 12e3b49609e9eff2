import { Failure } from '#domain/error.ts';
import { metadataFault, mostBytesOf, uploadTypes } from '#domain/files/upload-type.ts';
import { arrived, asSeen, failedToArrive, kept, type Arrival, type Upload } from '#domain/files/upload.ts';
import { isUploadId } from '#domain/ids.ts';
import type { UploadIntake } from '#storage/objects/upload-intake.ts';
import type { UploadParts } from '#storage/objects/upload-parts.ts';
import type { Inspected, UploadReader } from '#storage/objects/upload-reader.ts';
import { countArrival } from './count-arrival.ts';
import { findUpload, type CountedUploadDependencies, type UploadHolder } from './upload-dependencies.ts';
import { joinParts } from './upload-parts.ts';

export interface CompleteUpload extends UploadHolder {
  readonly id: string;
  /** True asks for the longer life, counted from now. */
  readonly keep?: boolean;
}

type Missing = Extract<Inspected, { type: 'missing' }>;
type FoundFile = Extract<Inspected, { type: 'file' }>;

/** Why what has arrived cannot be used; undefined where it can. */
function faultOf(upload: Upload, found: Exclude<Inspected, Missing>): string | undefined {
  if (found.type === 'unusable') return found.reason;
  const { contentType, bytes } = found;
  const unsilenced = upload.stripMetadata === true ? metadataFault(contentType) : undefined;
  if (unsilenced !== undefined) return unsilenced;
  if (bytes !== upload.bytes) return `It has ${bytes} bytes where ${upload.bytes ?? 0} were announced`;
  const most = mostBytesOf[uploadTypes[contentType].media];
  return bytes > most ? `A file of ${contentType} may have ${most} bytes` : undefined;
}

const arrivalOf = ({ contentType, bytes, sha256 }: FoundFile, key: string): Arrival => ({
  key,
  contentType,
  bytes,
  sha256,
});

const refusal = (upload: Upload): Failure =>
  new Failure('unsupported_media_type', upload.failMsg ?? 'The upload has failed');

interface CompleteDependencies extends CountedUploadDependencies {
  readonly reader: UploadReader;
  readonly intake: UploadIntake;
  readonly parts: Pick<UploadParts, 'arrived' | 'join'>;
}

/** Copies what is good to where it is read, but for what an earlier version had sent there. */
const takingIn = (dependencies: CompleteDependencies) => {
  const { intake } = dependencies;
  const counted = countArrival(dependencies);
  return async (upload: Upload, found: FoundFile, key: string): Promise<Arrival> => {
    const { sentTo = key, stripMetadata = false } = upload;
    await counted.look(upload, found.bytes);
    const arrival = arrivalOf(found, key);
    if (sentTo === key) return arrival;
    const taken = await intake.take({ ...found, sentTo, key, stripMetadata });
    if (taken !== undefined) return { ...arrival, ...taken };
    throw new Failure('busy', 'It is being completed by somebody else', { retryAfterSeconds: 1 });
  };
};

/**
 * Takes what was sent to an upload's address: its type is read from its bytes, its hash is taken, and it is copied to where
 * it is read. Until then nobody can read it, and what is refused is gone at once; the address takes nothing more after it. Repeating it gives the
 * same answer. Throws `rate_limited` where the day of its owner has no room for it: it can be completed as long as it is
 * awaited. Throws `not_found`, `conflict` while nothing has arrived, `unsupported_media_type` for what cannot be used.
 */
export const completeUpload =
  (dependencies: CompleteDependencies) =>
  async ({ id, keep, ...holder }: CompleteUpload): Promise<Upload> => {
    const { uploads, intake, clock, log, life } = dependencies;
    const counted = countArrival(dependencies);

    const longer = async (upload: Upload): Promise<Upload> => {
      if (keep !== true) return upload;
      return (await uploads.amend(upload, (current) => kept(current, clock.now(), life))) ?? upload;
    };

    const takeIn = takingIn(dependencies);

    /** What lies where it was sent to, once it is one file. */
    const lookAt = async (upload: Upload, sentTo: string): Promise<Inspected> => {
      const { reader, parts } = dependencies;
      if (upload.parts !== undefined) await joinParts(parts, upload);
      return reader.inspect(sentTo);
    };

    const inspect = async (upload: Upload, key: string): Promise<Upload> => {
      const { sentTo = key } = upload;
      const found = await lookAt(upload, sentTo);
      if (found.type === 'missing') throw new Failure('conflict', 'Nothing has been sent to the address yet');
      const fault = faultOf(upload, found);
      if (fault !== undefined) log.count('UploadRejected');
      const isGood = fault === undefined && found.type === 'file';
      const isApart = sentTo !== key;
      const arrival = isGood ? await takeIn(upload, found, key) : undefined;
      // What was copied stays where the day is full by now: somebody else may just have completed it.
      const next =
        arrival === undefined
          ? await uploads.amend(upload, (current) => failedToArrive(current, fault ?? '', clock.now()))
          : await counted.amend(upload, (current, now) => arrived(current, arrival, { now, life }));
      if (next === undefined || next.status === 'removing') {
        // Whoever removes it may have looked before the copy was there.
        if (isApart) await intake.drop(key);
        throw new Failure('not_found', 'There is no such upload');
      }
      if (isApart) await intake.close(sentTo);
      return next;
    };

    /** The day may be full of this very upload, which somebody else has just completed. */
    const readyAllTheSame = async ({ owner }: Upload, error: unknown): Promise<Upload> => {
      const isOver = error instanceof Failure && error.code === 'rate_limited';
      const now = isOver && isUploadId(id) ? await uploads.find(owner, id) : undefined;
      if (now?.status === 'ready') return now;
      throw error;
    };

    const found = asSeen(await findUpload(dependencies, holder, id), clock.now());
    if (found.status === 'fetching') throw new Failure('conflict', 'The file is still being fetched');
    const upload =
      found.status === 'pending' && found.key !== undefined
        ? await inspect(found, found.key).catch((error: unknown) => readyAllTheSame(found, error))
        : found;
    if (upload.status !== 'ready') throw refusal(upload);
    return longer(upload);
  };

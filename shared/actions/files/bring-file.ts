import * as z from 'zod';
import { ownFetched } from '#domain/files/fetched-key.ts';
import { FETCH_FUNCTION_SECONDS, uploadTypes, type UploadType } from '#domain/files/upload-type.ts';
import type { Owner } from '#domain/ids.ts';
import type { Log } from '#domain/ports.ts';
import type { FetchedFiles } from '#storage/objects/fetched-files.ts';
import type { FetchedFile, FetchFileOrder } from './fetch-file.ts';

export interface BringDependencies {
  /** Has the function called that fetches from strangers, and waits for its answer. */
  readonly fetchFile: (order: FetchFileOrder, timeoutMs: number) => Promise<unknown>;
  readonly fetched: FetchedFiles;
  readonly log: Log;
}

/** A stranger's file that is to be ours. */
export interface BringOrder extends Omit<FetchFileOrder, 'owner'> {
  readonly owner: Owner;
  /** Where it is to lie. */
  readonly keyOf: (type: UploadType) => string;
}

const isUploadType = (type: unknown): type is UploadType =>
  typeof type === 'string' && Object.hasOwn(uploadTypes, type);

/** What the function may say: it deals with strangers, so it names no file but one that has arrived for this owner. */
const answerFor = (owner: Owner) =>
  z.discriminatedUnion('type', [
    z.object({
      type: z.literal('stored'),
      arrival: z.object({
        key: z.string().startsWith(ownFetched(owner)),
        contentType: z.custom<UploadType>(isUploadType),
        bytes: z.int().min(0),
        sha256: z.string(),
      }),
    }),
    z.object({ type: z.literal('rejected'), reason: z.string() }),
    z.object({ type: z.literal('failed'), final: z.boolean(), reason: z.string() }),
  ]);

/**
 * Has a stranger's file fetched by the function whose role can do nothing else, and takes it in under a key of ours. Safe
 * to call again: what lies under that key is written over. Throws when that function, or our own bucket, fails.
 */
export const bringFile = ({ fetchFile, fetched, log }: BringDependencies) => {
  const drop = async (key: string): Promise<void> => {
    try {
      await fetched.drop(key);
    } catch (error) {
      // A rule of the bucket takes it within two days.
      log.warn('what was fetched stays', { reason: String(error) });
    }
  };

  return async ({ keyOf, ...order }: BringOrder): Promise<FetchedFile> => {
    const { owner } = order;
    const answer = answerFor(owner).parse(await fetchFile(order, FETCH_FUNCTION_SECONDS * 1000));
    if (answer.type !== 'stored') return answer;
    const { arrival } = answer;
    const key = keyOf(arrival.contentType);
    try {
      await fetched.take(arrival, key);
    } finally {
      await drop(arrival.key);
    }
    return { type: 'stored', arrival: { ...arrival, key } };
  };
};

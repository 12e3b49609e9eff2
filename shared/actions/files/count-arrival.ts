import { Failure } from '#domain/error.ts';
import type { Upload } from '#domain/files/upload.ts';
import {
  dayOf,
  overFor,
  overWords,
  secondsToNextDay,
  type CountedFile,
  type UploadBytes,
} from '#domain/limits/upload-bytes.ts';
import { isoTime } from '#domain/ports.ts';
import { stepAsideMs } from '#domain/tasks/schedule.ts';
import type { UploadAddress } from '#storage/files/upload-rows.ts';
import { notCreated, type CountedUploadDependencies } from './upload-dependencies.ts';

/** Writes in each other's way are tried again for so long. */
const PATIENCE_MS = 3000;

/** An upload as it is counted. */
const fileIn = ({ bytes = 0, keyId }: Pick<Upload, 'bytes' | 'keyId'>): CountedFile => ({
  bytes,
  ...(keyId === undefined ? {} : { keyId }),
});

/** What has been tried, and was neither done nor refused for good. */
const again = Symbol('again');

/**
 * What makes uploads ready, and counts their bytes in the same transaction where a limit is in force for their owner: never
 * more than it, and whatever dies, none is counted that has not come, or twice. Throws `rate_limited` where a file does not
 * fit into the day, and `busy`; then nothing is stored.
 */
export const countArrival = ({ uploads, uploadBytes, clock, random }: CountedUploadDependencies) => {
  const overOf = (seen: UploadBytes, file: CountedFile): Failure | undefined => {
    const over = overFor(seen, file);
    if (over === undefined) return undefined;
    return new Failure('rate_limited', overWords(over, file.bytes), {
      retryAfterSeconds: secondsToNextDay(clock.now()),
      extra: { exceeded: over.exceeded },
    });
  };

  async function insist<Value>(attempt: () => Promise<Value | typeof again>): Promise<Value> {
    const giveUpAt = clock.now() + PATIENCE_MS;
    for (let tries = 0; ; tries += 1) {
      const value = await attempt();
      if (value !== again) return value;
      if (clock.now() >= giveUpAt)
        throw new Failure('busy', 'Too many writes at once', { retryAfterSeconds: 1 });
      await clock.sleep(stepAsideMs(tries, random.fraction()));
    }
  }

  return {
    /** Looks whether a file of so many bytes would fit into the day as it is now. It reserves nothing. */
    async look(order: Pick<Upload, 'owner' | 'keyId'>, bytes: number): Promise<void> {
      const seen = await uploadBytes.read(order.owner, dayOf(isoTime(clock.now())));
      const over = overOf(seen, fileIn({ ...order, bytes }));
      if (over !== undefined) throw over;
    },

    /** Stores a new upload that is ready. */
    create: (upload: Upload): Promise<void> =>
      insist(async () => {
        const { owner, id, createdAt, uploadedAt = createdAt } = upload;
        const file = fileIn(upload);
        const seen = await uploadBytes.read(owner, dayOf(uploadedAt));
        const over = overOf(seen, file);
        if (over !== undefined) {
          // What we have tried before may have arrived after all, and be what has filled the day.
          if ((await uploads.find(owner, id))?.createdAt === createdAt) return undefined;
          throw over;
        }
        const outcome = await uploads.createOnce(upload, uploadBytes.takingWrites(owner, seen, file));
        if (outcome === 'taken') throw notCreated(upload);
        return outcome === 'done' ? undefined : again;
      }),

    /** Makes an upload ready that is awaited; `arrive` returns the same object where it is not. Undefined where there is none. */
    amend: (
      address: UploadAddress,
      arrive: (upload: Upload, now: number) => Upload,
    ): Promise<Upload | undefined> =>
      insist(async () => {
        const now = clock.now();
        const seen = await uploadBytes.read(address.owner, dayOf(isoTime(now)));
        const { outcome, upload } = await uploads.amendOnce(address, {
          decide: (current) => arrive(current, now),
          along: (next) => {
            const file = fileIn(next);
            const over = overOf(seen, file);
            if (over !== undefined) throw over;
            return uploadBytes.takingWrites(address.owner, seen, file);
          },
        });
        return outcome === 'done' ? upload : again;
      }),
  };
};

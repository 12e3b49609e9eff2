import { Failure } from '#domain/error.ts';
import type { Upload } from '#domain/files/upload.ts';
import type { Owner } from '#domain/ids.ts';
import { dayOf, fits, overWords, secondsToNextDay, type UploadBytes } from '#domain/limits/upload-bytes.ts';
import { isoTime } from '#domain/ports.ts';
import { stepAsideMs } from '#domain/tasks/schedule.ts';
import type { UploadAddress } from '#storage/files/upload-rows.ts';
import { notCreated, type CountedUploadDependencies } from './upload-dependencies.ts';

/** Writes in each other's way are tried again for so long. */
const PATIENCE_MS = 3000;

/** What has been tried, and was neither done nor refused for good. */
const again = Symbol('again');

/**
 * What makes uploads ready, and counts their bytes in the same transaction where a limit is in force for their owner: never
 * more than it, and whatever dies, none is counted that has not come, or twice. Throws `rate_limited` where a file does not
 * fit into the day, and `busy`; then nothing is stored.
 */
export const countArrival = ({ uploads, uploadBytes, clock, random }: CountedUploadDependencies) => {
  const over = (seen: UploadBytes, bytes: number): Failure =>
    new Failure('rate_limited', overWords(seen, bytes), {
      retryAfterSeconds: secondsToNextDay(clock.now()),
      extra: { exceeded: 'upload-bytes' },
    });

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
    async look(owner: Owner, bytes: number): Promise<void> {
      const seen = await uploadBytes.read(owner, dayOf(isoTime(clock.now())));
      if (!fits(seen, bytes)) throw over(seen, bytes);
    },

    /** Stores a new upload that is ready. */
    create: (upload: Upload): Promise<void> =>
      insist(async () => {
        const { owner, id, bytes = 0, createdAt, uploadedAt = createdAt } = upload;
        const seen = await uploadBytes.read(owner, dayOf(uploadedAt));
        if (!fits(seen, bytes)) {
          // What we have tried before may have arrived after all, and be what has filled the day.
          if ((await uploads.find(owner, id))?.createdAt === createdAt) return undefined;
          throw over(seen, bytes);
        }
        const outcome = await uploads.createOnce(upload, uploadBytes.takingWrites(owner, seen, bytes));
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
          along: ({ bytes = 0 }) => {
            if (!fits(seen, bytes)) throw over(seen, bytes);
            return uploadBytes.takingWrites(address.owner, seen, bytes);
          },
        });
        return outcome === 'done' ? upload : again;
      }),
  };
};

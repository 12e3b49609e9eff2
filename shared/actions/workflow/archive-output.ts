import type { Readable } from 'node:stream';
import { archiveKey, type ArchiveType } from '#domain/files/archive-key.ts';
import { ARCHIVE_PATIENCE_MS, ARCHIVE_TRIES } from '#domain/tasks/limits.ts';
import { isoTime } from '#domain/ports.ts';
import { isRecorded, type Output, type TaskSnapshot } from '#domain/tasks/task.ts';
import type { RemoteOutput } from '#providers/dialect.ts';
import type { Kept, MediaStore } from '#storage/objects/media-store.ts';
import type { Dependencies } from '../dependencies.ts';

/** A file at the provider's, opened. */
export interface Source {
  readonly contentLength?: number;
  readonly body: Readable;
}

/** Why a source could not be opened or read to its end. `final`: no second try can help. */
export interface SourceProblem {
  readonly final: boolean;
  readonly reason: string;
}

export interface ArchiveDependencies extends Dependencies {
  readonly media: Pick<MediaStore, 'keep'>;
  /** Opens an address that a service named, if it is one of the hosts on which that service keeps results. */
  readonly openSource: (url: string, service: string) => Promise<Source>;
  /** Reads what an error of `openSource`, or of the stream, means. */
  readonly sourceProblem: (error: unknown) => SourceProblem;
}

/** One output, its number in the task and its job. */
export interface Wanted {
  readonly n: number;
  readonly job: number;
  /** Counts the outputs of its job from 1. */
  readonly index: number;
  /** True for what came after the task had ended. */
  readonly late: boolean;
  readonly remote: RemoteOutput;
}

/**
 * Copies one output into the archive and records it; what is recorded already is left alone. Answers `again` when the
 * source or the store failed and there is still time: then only that is recorded.
 */
export const archiveOutput =
  ({ tasks, media, openSource, sourceProblem, clock, log }: ArchiveDependencies) =>
  async ({ task, request, outputs }: TaskSnapshot, wanted: Wanted): Promise<Output | 'again'> => {
    const { n, job, index } = wanted;
    const known = outputs.find((output) => output.n === n);
    if (known !== undefined && isRecorded(known)) return known;
    const base = { n, job, index, sourceUrl: wanted.remote.url, ...(wanted.late ? { late: true } : {}) };
    const record = (
      outcome: Pick<Output, 'stored' | 'lost' | 'failingSince' | 'failures'>,
    ): Promise<Output> => tasks.saveOutput(task, { ...base, ...outcome, at: isoTime(clock.now()) });

    const keep = async (): Promise<Kept | SourceProblem> => {
      try {
        const source = await openSource(wanted.remote.url, task.service);
        const { body, contentLength } = source;
        const place = { owner: task.owner, taskId: task.id, n, context: request.path };
        const keyOf = (type: ArchiveType): string => archiveKey(place, type);
        const reopen = async () => (await openSource(wanted.remote.url, task.service)).body;
        return await media.keep({ body, contentLength, media: wanted.remote.media, keyOf, reopen });
      } catch (error) {
        return sourceProblem(error);
      }
    };

    /** Patience counts tries, and time from the first that failed. Both are written down: later visits know them. */
    const giveUpOrWait = async ({ final, reason }: SourceProblem): Promise<Output | 'again'> => {
      log.warn('output not archived', { taskId: task.id, output: n, reason });
      const now = clock.now();
      const { failingSince = isoTime(now), failures = 0 } = known ?? {};
      const isPatient = failures + 1 < ARCHIVE_TRIES || now - Date.parse(failingSince) < ARCHIVE_PATIENCE_MS;
      if (!final && isPatient) {
        const noted = await record({ failingSince, failures: failures + 1 });
        return isRecorded(noted) ? noted : 'again';
      }
      log.count('OutputLost');
      return record({ lost: { code: final ? 'output_rejected' : 'archive_failed', reason } });
    };

    const kept = await keep();
    if ('final' in kept) return giveUpOrWait(kept);
    if (kept.type === 'rejected') {
      log.count('OutputRejected');
      return record({ lost: { code: 'output_rejected', reason: kept.reason } });
    }
    if (kept.type === 'exists') {
      log.info('adopted an archived object', { taskId: task.id, output: n });
      if (kept.differs === true) log.count('ArchiveMismatch');
    }
    return record({ stored: kept.file });
  };

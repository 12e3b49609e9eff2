import type { Readable } from 'node:stream';
import { archiveKey, type ArchiveType } from '#domain/files/archive-key.ts';
import { ARCHIVE_PATIENCE_MS, ARCHIVE_TRIES } from '#domain/tasks/limits.ts';
import { isoTime } from '#domain/ports.ts';
import {
  isRecorded,
  type FailingOutput,
  type LostOutput,
  type RecordedOutput,
  type StoredOutput,
} from '#domain/tasks/output.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
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
  /** Opens an address that a service named, if it is on one of the hosts where that service keeps results. */
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

/** What is recorded of an output's fate. */
type Fate =
  | Pick<StoredOutput, 'state' | 'file'>
  | Pick<LostOutput, 'state' | 'code' | 'reason'>
  | Pick<FailingOutput, 'state' | 'since' | 'failures'>;

/** What a failed try makes of an output: patience counts tries, and time from the first that failed. */
export function afterFailedTry(
  known: FailingOutput | undefined,
  { final, reason }: SourceProblem,
  now: number,
): Exclude<Fate, { state: 'stored' }> {
  if (final) return { state: 'lost', code: 'output_rejected', reason };
  const { since, failures } = known ?? { since: isoTime(now), failures: 0 };
  const isPatient = failures + 1 < ARCHIVE_TRIES || now - Date.parse(since) < ARCHIVE_PATIENCE_MS;
  return isPatient
    ? { state: 'failing', since, failures: failures + 1 }
    : { state: 'lost', code: 'archive_failed', reason };
}

/**
 * Copies one output into the archive and records it; what is recorded already is left alone. Answers `again` when the
 * source or the store failed and there is still time: then only that is recorded.
 */
export const archiveOutput =
  ({ tasks, media, openSource, sourceProblem, clock, log }: ArchiveDependencies) =>
  async ({ task, request, outputs }: TaskSnapshot, wanted: Wanted): Promise<RecordedOutput | 'again'> => {
    const { n, job, index, late, remote } = wanted;
    const known = outputs.find((output) => output.n === n);
    if (known !== undefined && isRecorded(known)) return known;
    const record = async (fate: Fate): Promise<RecordedOutput | 'again'> => {
      const base = { n, job, index, sourceUrl: remote.url, late, at: isoTime(clock.now()) };
      const recorded = await tasks.saveOutput(task, { ...base, ...fate });
      return isRecorded(recorded) ? recorded : 'again';
    };

    const keep = async (): Promise<Kept | SourceProblem> => {
      try {
        const { body, contentLength } = await openSource(remote.url, task.service);
        const place = { owner: task.owner, taskId: task.id, n, context: request.path };
        const keyOf = (type: ArchiveType): string => archiveKey(place, type);
        const reopen = async () => (await openSource(remote.url, task.service)).body;
        return await media.keep({ body, contentLength, media: remote.media, keyOf, reopen });
      } catch (error) {
        return sourceProblem(error);
      }
    };

    const kept = await keep();
    if ('final' in kept) {
      log.warn('output not archived', { taskId: task.id, output: n, reason: kept.reason });
      const fate = afterFailedTry(known, kept, clock.now());
      if (fate.state === 'lost') log.count('OutputLost');
      return record(fate);
    }
    if (kept.type === 'rejected') {
      log.count('OutputRejected');
      return record({ state: 'lost', code: 'output_rejected', reason: kept.reason });
    }
    if (kept.type === 'exists') {
      log.info('adopted an archived object', { taskId: task.id, output: n });
      if (kept.differs === true) log.count('ArchiveMismatch');
    }
    return record({ state: 'stored', file: kept.file });
  };

import { archiveKey, type ArchiveType } from '#domain/files/archive-key.ts';
import { isoTime } from '#domain/ports.ts';
import { afterFailedTry, type Fate, type SourceProblem } from '#domain/tasks/archive-patience.ts';
import type { WantedOutput } from '#domain/tasks/finalization.ts';
import { isRecorded, type RecordedOutput } from '#domain/tasks/output.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Kept, MediaStore } from '#storage/objects/media-store.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Source } from '../files/source.ts';

export interface ArchiveDependencies extends Dependencies {
  readonly media: Pick<MediaStore, 'keep'>;
  /** Opens an address that a service named, if it is on one of the hosts where that service keeps results. */
  readonly openSource: (url: string, service: string) => Promise<Source>;
  /** Reads what an error of `openSource`, or of the stream, means. */
  readonly sourceProblem: (error: unknown) => SourceProblem;
}

/**
 * Copies one output into the archive and records it; what is recorded already is left alone. Answers `again` when the
 * source or the store failed and there is still time: then only that is recorded.
 */
export const archiveOutput =
  ({ tasks, media, openSource, sourceProblem, clock, log }: ArchiveDependencies) =>
  async (
    { task, request, outputs }: TaskSnapshot,
    wanted: WantedOutput,
  ): Promise<RecordedOutput | 'again'> => {
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

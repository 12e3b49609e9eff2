import type { Readable } from 'node:stream';
import { archiveKey } from '#domain/archive-key.ts';
import { ARCHIVE_PATIENCE_MS } from '#domain/limits.ts';
import { isoTime } from '#domain/ports.ts';
import type { Output, WholeTask } from '#domain/task.ts';
import type { RemoteOutput } from '#providers/model.ts';
import type { MediaStore } from '#storage/media-store.ts';
import type { Needs } from './needs.ts';

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

export interface ArchiveNeeds extends Needs {
  readonly media: Pick<MediaStore, 'keep'>;
  /** Opens a provider's address under the rules for strangers. */
  readonly openSource: (url: string) => Promise<Source>;
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
  /** When the job was first known to have ended: patience counts from here. */
  readonly since: number;
}

/**
 * Copies one output into the archive and records it; what is recorded already is left alone. Answers `again` when the
 * source or the store failed and there is still time: then nothing is recorded.
 */
export const archiveOutput =
  ({ tasks, media, openSource, sourceProblem, clock, log }: ArchiveNeeds) =>
  async ({ task, request, outputs }: WholeTask, wanted: Wanted): Promise<Output | 'again'> => {
    const known = outputs.find((output) => output.job === wanted.job && output.index === wanted.index);
    if (known !== undefined) return known;

    const { n, job, index } = wanted;
    const base = { n, job, index, sourceUrl: wanted.remote.url, ...(wanted.late ? { late: true } : {}) };
    const record = async (outcome: Pick<Output, 'stored' | 'lost'>): Promise<Output> => {
      const output = { ...base, ...outcome, at: isoTime(clock.now()) };
      await tasks.saveOutput(task, output);
      return output;
    };

    const keep = async (): Promise<Output> => {
      const source = await openSource(wanted.remote.url);
      const kept = await media.keep({
        body: source.body,
        contentLength: source.contentLength,
        media: wanted.remote.media,
        keyOf: (type) =>
          archiveKey({ owner: task.owner, taskId: task.id, n: wanted.n, context: request.path }, type),
      });
      if (kept.type === 'rejected') {
        log.count('OutputRejected');
        return record({ lost: { code: 'output_rejected', reason: kept.reason } });
      }
      if (kept.type === 'exists')
        log.info('adopted an archived object', { taskId: task.id, output: wanted.n });
      return record({ stored: kept.file });
    };

    try {
      return await keep();
    } catch (error) {
      const problem = sourceProblem(error);
      const outOfTime = clock.now() - wanted.since >= ARCHIVE_PATIENCE_MS;
      log.warn('output not archived', { taskId: task.id, output: wanted.n, reason: problem.reason });
      if (!problem.final && !outOfTime) return 'again';
      log.count('OutputLost');
      const code = problem.final ? 'output_rejected' : 'archive_failed';
      return record({ lost: { code, reason: problem.reason } });
    }
  };

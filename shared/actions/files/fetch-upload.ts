import { isOwner, isUploadId } from '#domain/ids.ts';
import { uploadKey } from '#domain/files/upload-key.ts';
import { arrived, asSeen, failedToArrive, type Upload } from '#domain/files/upload.ts';
import type { SourceProblem } from '#domain/tasks/archive-patience.ts';
import type { UploadWriter } from '#storage/objects/upload-writer.ts';
import type { Source } from './source.ts';
import type { UploadDependencies } from './upload-dependencies.ts';

/** What the worker is handed. */
export interface FetchOrder {
  readonly owner: string;
  readonly id: string;
  readonly url: string;
}

export interface FetchDependencies extends UploadDependencies {
  readonly writer: UploadWriter;
  /** Opens a stranger's address under the rules for strangers. */
  readonly openSource: (url: string) => Promise<Source>;
  /** What an error of `openSource`, or of the stream, means; undefined for an accident of our own. */
  readonly sourceProblem: (error: unknown) => SourceProblem | undefined;
}

/**
 * Gets the file of one upload, and writes down what came of it. Safe to call again: what has arrived is left alone.
 * Throws only when our own table or bucket fails; whoever called it calls again then.
 */
export const fetchUpload =
  (dependencies: FetchDependencies) =>
  async ({ owner, id, url }: FetchOrder): Promise<{ status: string }> => {
    const { uploads, writer, openSource, sourceProblem, clock, log, life } = dependencies;
    if (!isOwner(owner) || !isUploadId(id)) throw new Error('Not an order of ours');
    const upload = await uploads.find(owner, id);
    if (upload === undefined || asSeen(upload, clock.now()).status !== 'fetching') return { status: 'over' };

    const settle = async (decide: (current: Upload) => Upload): Promise<{ status: string }> => {
      const next = await uploads.amend(upload, decide);
      log.info('fetched', { uploadId: id, status: next?.status });
      log.count(next?.status === 'ready' ? 'UploadFetched' : 'UploadFetchFailed');
      return { status: next?.status ?? 'over' };
    };

    try {
      const source = await openSource(url);
      const keyOf = (type: Parameters<typeof uploadKey>[1]): string => uploadKey(upload, type);
      const stripMetadata = upload.stripMetadata === true;
      const { body, contentLength } = source;
      const written = await writer.write({ body, contentLength, keyOf, stripMetadata });
      return await settle((current) =>
        written.type === 'stored'
          ? arrived(current, written.arrival, { now: clock.now(), life })
          : failedToArrive(current, written.reason, clock.now()),
      );
    } catch (error) {
      const problem = sourceProblem(error);
      if (problem === undefined) throw error;
      return settle((current) => failedToArrive(current, problem.reason, clock.now()));
    }
  };

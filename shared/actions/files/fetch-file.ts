import { ownFetched } from '#domain/files/fetched-key.ts';
import { isOwner } from '#domain/ids.ts';
import type { Log, Random } from '#domain/ports.ts';
import type { SourceProblem } from '#domain/tasks/archive-patience.ts';
import type { UploadWriter, Written } from '#storage/objects/upload-writer.ts';
import type { Source } from './source.ts';

/** What the function that fetches from strangers is handed. */
export interface FetchFileOrder {
  readonly owner: string;
  readonly url: string;
  /** Whether a picture is kept without what it tells of itself. */
  readonly stripMetadata?: boolean;
  /** The same, but a file of which it cannot be taken out is kept as it is. */
  readonly stripWherePossible?: boolean;
}

/** What came of it: where a file has arrived, or why there is none. */
export type FetchedFile = Written | ({ readonly type: 'failed' } & SourceProblem);

export interface FetchFileDependencies {
  /** Writes into the bucket where fetched files arrive. */
  readonly writer: UploadWriter;
  /** Opens a stranger's address under the rules for strangers. */
  readonly openSource: (url: string) => Promise<Source>;
  /** What an error of `openSource`, or of the stream, means; undefined for an accident of our own. */
  readonly sourceProblem: (error: unknown) => SourceProblem | undefined;
  readonly random: Pick<Random, 'hex128'>;
  readonly log: Log;
}

/**
 * Gets a file from a stranger's address, under a key that was never used: two calls never write over each other. It knows
 * no row and no secret, whatever the stranger sends. Throws only when our own bucket fails.
 */
export const fetchFile =
  ({ writer, openSource, sourceProblem, random, log }: FetchFileDependencies) =>
  async ({ owner, url, ...wanted }: FetchFileOrder): Promise<FetchedFile> => {
    if (!isOwner(owner)) throw new Error('Not an order of ours');
    const key = `${ownFetched(owner)}${random.hex128()}`;
    try {
      const { body, contentLength } = await openSource(url);
      return await writer.write({ ...wanted, body, contentLength, keyOf: () => key });
    } catch (error) {
      const problem = sourceProblem(error);
      if (problem === undefined) throw error;
      // Why is the customer's to know: it may name his address.
      log.info('not fetched', { final: problem.final });
      return { type: 'failed', ...problem };
    }
  };

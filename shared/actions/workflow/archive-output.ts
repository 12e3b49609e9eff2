import { afterFailedTry, type Fate, type SourceProblem } from '#domain/tasks/archive-patience.ts';
import { keepingSeconds, type WantedOutput } from '#domain/tasks/finalization.ts';
import type { ResultOutput } from '#domain/tasks/job-result.ts';
import { isRecorded, type RecordedOutput } from '#domain/tasks/output.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Kept, MediaStore } from '#storage/objects/media-store.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Source } from '../files/source.ts';
import { fateOf, keyFor, outputRecorder } from './record-output.ts';

export interface ArchiveDependencies extends Dependencies {
  readonly media: Pick<MediaStore, 'keep' | 'find'>;
  /** Opens an address that a service named, if it is on one of the hosts where that service keeps results. */
  readonly openSource: (url: string, service: string) => Promise<Source>;
  /** Reads what an error of `openSource`, or of the stream, means. */
  readonly sourceProblem: (error: unknown) => SourceProblem;
}

type Located = Extract<ResultOutput, { url: string }>;
type Inline = Extract<ResultOutput, { inline: object }>;

/** Copies a file from the provider's address. */
const copying =
  ({ media, openSource }: ArchiveDependencies) =>
  async (snapshot: TaskSnapshot, n: number, source: Located): Promise<Kept> => {
    const { service } = snapshot.task;
    const { body, contentLength } = await openSource(source.url, service);
    const reopen = async () => (await openSource(source.url, service)).body;
    return media.keep({ body, contentLength, media: source.media, keyOf: keyFor(snapshot, n), reopen });
  };

/** Finds a file that came within an answer, and that whoever was answered has kept; undefined where there is none. */
const finding =
  ({ media }: ArchiveDependencies) =>
  async (snapshot: TaskSnapshot, n: number, { inline }: Inline): Promise<Kept | undefined> => {
    const file = await media.find(keyFor(snapshot, n)(inline.contentType), inline.contentType);
    if (file === undefined) return undefined;
    return { type: 'exists', file, ...(file.sha256 === inline.sha256 ? {} : { differs: true }) };
  };

const notKept: Fate = {
  state: 'lost',
  code: 'archive_failed',
  reason: 'it came within the answer to the call, and could not be kept at once',
};

/**
 * Brings one output into the archive and records it; what is recorded already is left alone. A file that came within an
 * answer is in the archive, or nowhere. Answers `again` when whoever was answered may still be keeping it, and when the
 * source or the store failed and there is still time: then only that is recorded.
 */
export const archiveOutput = (dependencies: ArchiveDependencies) => {
  const { sourceProblem, clock, log } = dependencies;
  const copy = copying(dependencies);
  const find = finding(dependencies);
  const record = outputRecorder(dependencies);

  const outcomeOf = async (
    snapshot: TaskSnapshot,
    { n, source }: WantedOutput,
  ): Promise<Kept | SourceProblem | undefined> => {
    if ('rejected' in source) return { type: 'rejected', reason: source.rejected };
    try {
      return 'url' in source ? await copy(snapshot, n, source) : await find(snapshot, n, source);
    } catch (error) {
      return sourceProblem(error);
    }
  };

  return async (snapshot: TaskSnapshot, wanted: WantedOutput): Promise<RecordedOutput | 'again'> => {
    const { n } = wanted;
    const about = { taskId: snapshot.task.id, n };
    const known = snapshot.outputs.find((output) => output.n === n);
    if (known !== undefined && isRecorded(known)) return known;
    if (keepingSeconds(snapshot, wanted, clock.now()) > 0) return 'again';

    const fate = (outcome: Kept | SourceProblem | undefined): Fate => {
      if (outcome !== undefined && !('final' in outcome)) return fateOf(outcome, about, log);
      const reason = outcome?.reason ?? 'there is no object';
      log.warn('output not archived', { taskId: about.taskId, output: n, reason });
      const next = outcome === undefined ? notKept : afterFailedTry(known, outcome, clock.now());
      if (next.state === 'lost') log.count('OutputLost');
      return next;
    };

    const outcome = await outcomeOf(snapshot, wanted);
    const recorded = await record(snapshot, wanted, fate(outcome));
    return isRecorded(recorded) ? recorded : 'again';
  };
};

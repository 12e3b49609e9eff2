import { archiveTypes } from '#domain/files/archive-key.ts';
import { namesOf } from '#domain/names.ts';
import { isoTime } from '#domain/ports.ts';
import { afterFailedTry, type ArchiveProblem, type Fate } from '#domain/tasks/archive-patience.ts';
import { keepingSeconds, missingItem, type WantedOutput } from '#domain/tasks/finalization.ts';
import type { ResultOutput } from '#domain/tasks/job-result.ts';
import { isFinal, isRecorded, type RecordedOutput } from '#domain/tasks/output.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { itemMetrics } from '#domain/operators/operator-item.ts';
import type { Kept, MediaStore } from '#storage/objects/media-store.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Source } from '../files/source.ts';
import { fateOf, keyFor, outputRecorder } from './record-output.ts';

export interface ArchiveDependencies extends Dependencies {
  readonly media: Pick<MediaStore, 'keep' | 'find'>;
  /** Opens an address that a service named, if its results may be fetched from there. */
  readonly openSource: (url: string, service: string) => Promise<Source>;
  /** Reads what an error of `openSource`, of the stream or of the store means. */
  readonly archiveProblem: (error: unknown) => ArchiveProblem;
}

type Located = Extract<ResultOutput, { url: string }>;
type Inline = Extract<ResultOutput, { inline: object }>;

/** Copies a file from the provider's address. */
const copying =
  ({ media, openSource }: ArchiveDependencies) =>
  async (snapshot: TaskSnapshot, n: number, source: Located): Promise<Kept> => {
    const { service } = snapshot.task;
    const { body, contentLength } = await openSource(source.url, service);
    const reopen = async () => {
      try {
        return (await openSource(source.url, service)).body;
      } catch {
        return undefined;
      }
    };
    const { media: kind } = source;
    const place = { keyOf: keyFor(snapshot, n), task: snapshot.task };
    return media.keep({ body, contentLength, media: kind, ...place, reopen });
  };

/** Finds a file that came within an answer, and that whoever was answered has kept; undefined where there is none. */
const finding =
  ({ media }: ArchiveDependencies) =>
  async (snapshot: TaskSnapshot, n: number, { inline }: Inline): Promise<Kept | undefined> => {
    const { contentType } = inline;
    const file = await media.find(keyFor(snapshot, n)(contentType), contentType, snapshot.task);
    if (file === undefined) return undefined;
    return { type: 'exists', file, ...(file.sha256 === inline.sha256 ? {} : { differs: true }) };
  };

/** Finds what an earlier visit has stored and died before it could record it: its source need not be there any more. */
const searching =
  ({ media }: ArchiveDependencies) =>
  async (snapshot: TaskSnapshot, { n, source }: WantedOutput): Promise<Kept | undefined> => {
    for (const type of namesOf(archiveTypes)) {
      if (archiveTypes[type].media !== source.media) continue;
      const file = await media.find(keyFor(snapshot, n)(type), type, snapshot.task);
      if (file !== undefined) return { type: 'exists', file };
    }
    return undefined;
  };

const notKept: Fate = {
  state: 'lost',
  code: 'archive_failed',
  reason: 'it came within the answer to the call, and could not be kept at once',
};

/** Tells of an output that was not archived; of a host that we may not ask somebody has to know. */
const telling =
  ({ items, clock, log }: ArchiveDependencies) =>
  async (
    { task }: TaskSnapshot,
    { n, job }: WantedOutput,
    { fault, reason }: ArchiveProblem,
  ): Promise<void> => {
    log.warn('output not archived', { taskId: task.id, output: n, fault, reason });
    if (fault !== 'refused-host') return;
    log.count('ResultHostRefused');
    if (await items.raise(missingItem(task, job, isoTime(clock.now()))))
      log.count(itemMetrics.output_missing);
  };

/** Brings one output home, or says what its failing makes of it. */
const bringing = (dependencies: ArchiveDependencies) => {
  const { archiveProblem, clock, log } = dependencies;
  const copy = copying(dependencies);
  const find = finding(dependencies);
  const search = searching(dependencies);
  const tell = telling(dependencies);

  const outcomeOf = async (
    snapshot: TaskSnapshot,
    { n, source }: WantedOutput,
  ): Promise<Kept | ArchiveProblem | undefined> => {
    if ('rejected' in source) return { type: 'rejected', reason: source.rejected };
    try {
      if (!('url' in source)) return await find(snapshot, n, source);
      const kept = await copy(snapshot, n, source);
      return kept.type === 'rejected' ? { fault: 'unfit', reason: kept.reason } : kept;
    } catch (error) {
      return archiveProblem(error);
    }
  };

  /** What an output comes to that is about to be given up: it may be in the archive already. */
  const unlessFound = async (
    snapshot: TaskSnapshot,
    wanted: WantedOutput,
    problem: ArchiveProblem,
  ): Promise<Fate> => {
    const known = snapshot.outputs.find((output) => output.n === wanted.n);
    const moment = { role: wanted.role, now: clock.now(), deadlineAt: snapshot.task.deadlineAt };
    const fate = afterFailedTry(known, problem, moment);
    if (fate.state !== 'lost' || problem.fault === 'unusable' || 'inline' in wanted.source) return fate;
    try {
      const kept = await search(snapshot, wanted);
      return kept === undefined ? fate : fateOf(kept, { taskId: snapshot.task.id, n: wanted.n }, log);
    } catch (error) {
      return afterFailedTry(known, { ...archiveProblem(error), fault: 'store' }, moment);
    }
  };

  return async (snapshot: TaskSnapshot, wanted: WantedOutput): Promise<Fate> => {
    const outcome = await outcomeOf(snapshot, wanted);
    if (outcome === undefined) return notKept;
    if (!('fault' in outcome)) return fateOf(outcome, { taskId: snapshot.task.id, n: wanted.n }, log);
    await tell(snapshot, wanted, outcome);
    return unlessFound(snapshot, wanted, outcome);
  };
};

/**
 * Brings one output into the archive and records it; what is stored, or lost for good, is left alone. A file that came
 * within an answer is in the archive, or nowhere. Answers `again` when whoever was answered may still be keeping it, and
 * when the source or the store failed and there is still time: then only that is recorded.
 */
export const archiveOutput = (dependencies: ArchiveDependencies) => {
  const { clock, log } = dependencies;
  const bring = bringing(dependencies);
  const record = outputRecorder(dependencies);

  return async (snapshot: TaskSnapshot, wanted: WantedOutput): Promise<RecordedOutput | 'again'> => {
    const known = snapshot.outputs.find((output) => output.n === wanted.n);
    if (known !== undefined && isRecorded(known) && isFinal(known)) return known;
    if (keepingSeconds(snapshot, wanted, clock.now()) > 0) return 'again';
    const fate = await bring(snapshot, wanted);
    if (fate.state === 'lost' && known?.state !== 'lost')
      log.count(fate.code === 'archive_failed' ? 'OutputLost' : 'OutputRejected');
    const recorded = await record(snapshot, wanted, fate);
    return isRecorded(recorded) ? recorded : 'again';
  };
};

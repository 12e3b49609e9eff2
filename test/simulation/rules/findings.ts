import type { Finding } from '../search/enumerate.ts';
import { facts } from '../engine/facts.ts';
import type { Job } from '../search/perform.ts';
import type { SourcePatch } from '../engine/source-patch.ts';
import { eachInThread, inThread, type ThreadAnswer } from '../search/threads.ts';

/** Into so many parts an enumeration is cut. */
export const PARTS = 4;
export const LIMIT_MS = 1_800_000;

/** Does all of it in threads, in order of the list. */
export const perform = (
  jobs: readonly Job[],
  patches: readonly SourcePatch[] = [],
): Promise<ThreadAnswer[]> => eachInThread(jobs, (job) => inThread({ job, facts, patches }));

export const findingsIn = (answers: readonly ThreadAnswer[]): string[] =>
  answers
    .flatMap(({ result }): readonly Finding[] => ('findings' in result ? result.findings : []))
    .map(({ what, replay }) => `${what}\n  ${replay}`);

export const runsIn = (answers: readonly ThreadAnswer[]): number =>
  answers.reduce((sum, { result }) => sum + ('runs' in result ? result.runs : 0), 0);

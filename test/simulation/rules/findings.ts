import type { Enumeration, Finding } from '../search/enumerate.ts';
import { facts } from '../engine/facts.ts';
import type { Job } from '../search/perform.ts';
import type { SourcePatch } from '../engine/source-patch.ts';
import { eachInThread, patchedThread, type ThreadAnswer } from '../search/threads.ts';

export const LIMIT_MS = 1_800_000;

/** Does all of it in threads, in order of the list. */
export const perform = (
  jobs: readonly Job[],
  patches: readonly SourcePatch[] = [],
): Promise<ThreadAnswer[]> =>
  eachInThread(
    jobs,
    () => patchedThread(patches),
    (job, thread) => thread.ask({ job, facts }),
  );

export const findingsIn = (answers: readonly ThreadAnswer[]): string[] =>
  answers
    .flatMap(({ result }): readonly Finding[] => ('findings' in result ? result.findings : []))
    .map(({ what, replay }) => `${what}\n  ${replay}`);

/** How many faults were tried, and for how many another stands that was. */
export function countsIn(answers: readonly ThreadAnswer[]): {
  readonly runs: number;
  readonly alike: number;
} {
  const enumerations = answers.flatMap(({ result }) => ('runs' in result ? [result] : []));
  const sum = (count: (one: Enumeration) => number): number =>
    enumerations.reduce((total, one) => total + count(one), 0);
  return { runs: sum(({ runs }) => runs), alike: sum(({ alike }) => alike) };
}

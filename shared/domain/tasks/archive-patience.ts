import { isoTime } from '../ports.ts';
import { ARCHIVE_PATIENCE_MS, ARCHIVE_TRIES, BESIDE_PATIENCE_MS } from './limits.ts';
import type { OutputRole } from './output-role.ts';
import {
  triesOf,
  type FailedTries,
  type FailingOutput,
  type LostOutput,
  type Output,
  type StoredOutput,
} from './output.ts';

/** What is recorded of an output's fate. */
export type Fate =
  | Pick<StoredOutput, 'state' | 'file'>
  | Pick<LostOutput, 'state' | 'code' | 'reason' | 'provisional'>
  | Pick<FailingOutput, 'state' | 'since' | 'failures' | 'isDead'>;

/** Why a source could not be opened or read to its end. `final`: no second try can help. */
export interface SourceProblem {
  readonly final: boolean;
  readonly reason: string;
}

/**
 * What kept an output from being archived. `store`: our own store, which says nothing of the source · `source`: it cannot
 * be reached, or broke off · `expired`: the link is no longer good for it, a fresh one may be · `gone`: nothing is there
 * (404, 410) · `unfit`: what came is no file that is kept (empty, of another type, a page that tells of an error), which
 * may pass · `refused-host`: it lies where we may not fetch · `unusable`: no further try can make a file of it.
 */
export type ArchiveFault = 'store' | 'source' | 'expired' | 'gone' | 'unfit' | 'refused-host' | 'unusable';

export interface ArchiveProblem {
  readonly fault: ArchiveFault;
  readonly reason: string;
}

/** When an output in a role was tried, in epoch milliseconds, and until when (ISO) its task has time. */
export interface Try {
  readonly role: OutputRole;
  readonly now: number;
  readonly deadlineAt: string;
}

/** Whether a task still waits for an output of which these tries have failed. What is no result holds it up for a moment only. */
function hasTime({ since }: FailedTries, { role, now, deadlineAt }: Try): boolean {
  const isPatient = role === 'result' || now - Date.parse(since) < BESIDE_PATIENCE_MS;
  return isPatient && Date.parse(deadlineAt) > now;
}

const deadLinks: ReadonlySet<ArchiveFault> = new Set(['gone', 'expired', 'unfit']);

/** The failed tries at an output, with one more. Those of our own store are none: what is counted after them begins anew. */
function triesWith(before: FailedTries | undefined, fault: ArchiveFault, now: number): FailedTries {
  const { since, failures, isDead } = before ?? { since: isoTime(now), failures: 0 };
  const tries = isDead === true || deadLinks.has(fault) ? { isDead: true as const } : {};
  if (fault === 'store') return { since, failures, ...tries };
  return { since: failures === 0 ? isoTime(now) : since, failures: failures + 1, ...tries };
}

/** Faults that are believed once a link has been asked for anew, and has failed in so many tries and for so long. */
const believed: ReadonlySet<ArchiveFault> = new Set(['gone', 'unfit']);

const isBelieved = (before: FailedTries | undefined, tries: FailedTries, now: number): boolean =>
  before?.isDead === true &&
  tries.failures >= ARCHIVE_TRIES &&
  now - Date.parse(tries.since) >= ARCHIVE_PATIENCE_MS;

/**
 * What a failed try makes of an output. It is lost for good where nothing can be made of it, and where its link is dead,
 * or leads to no file that is kept, and did still after it had been asked for anew, in so many tries and for so long. Whatever else fails may pass: it is
 * tried again until the deadline, and then given up provisionally; what is no result, after two minutes. Faults of our own
 * store count against nothing.
 */
export function afterFailedTry(
  known: Output | undefined,
  { fault, reason }: ArchiveProblem,
  moment: Try,
): Exclude<Fate, { state: 'stored' }> {
  const { now } = moment;
  const code = fault === 'unusable' || fault === 'unfit' ? 'output_rejected' : 'archive_failed';
  if (fault === 'unusable') return { state: 'lost', code, reason };
  const before = triesOf(known);
  const tries = triesWith(before, fault, now);
  if (believed.has(fault) && isBelieved(before, tries, now)) return { state: 'lost', code, reason };
  return hasTime(tries, moment)
    ? { state: 'failing', ...tries }
    : { state: 'lost', code, reason, provisional: tries };
}

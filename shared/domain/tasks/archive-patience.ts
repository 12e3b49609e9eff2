import { isoTime } from '../ports.ts';
import { ARCHIVE_PATIENCE_MS, ARCHIVE_TRIES } from './limits.ts';
import type { FailingOutput, LostOutput, StoredOutput } from './output.ts';

/** What is recorded of an output's fate. */
export type Fate =
  | Pick<StoredOutput, 'state' | 'file'>
  | Pick<LostOutput, 'state' | 'code' | 'reason'>
  | Pick<FailingOutput, 'state' | 'since' | 'failures'>;

/** Why a source could not be opened or read to its end. `final`: no second try can help. */
export interface SourceProblem {
  readonly final: boolean;
  readonly reason: string;
}

/**
 * What a failed try makes of an output. Patience counts tries, and time from the first that failed, in epoch
 * milliseconds: one visit that stalls may use up all that time by itself.
 */
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

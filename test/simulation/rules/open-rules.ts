import type { Row } from '#storage/table/table-port.ts';
import type { Audience } from '../engine/audience.ts';
import { asTask, type RuleContext } from './rule-context.ts';

/** Archiving may take so long after the last moment, whatever breaks. */
const LONGEST_OVERTIME_MS = 3 * 3600_000;

/** What the rules of a run depend on besides what they watch. */
export interface WatchOptions {
  /** Of the provider's limit. */
  readonly windowMs: number;
  readonly isBesideEarlier: boolean;
  readonly audience: Audience;
}

/** A task that is open has something that drives it, and does not stay so long after its deadline. */
export function checkOpen({ now, machine, problem }: RuleContext, row: Row): void {
  const { id, incarnation, run, deadlineAt } = asTask(row);
  if (now() > Date.parse(deadlineAt) + LONGEST_OVERTIME_MS)
    problem(`task ${id} is open long after its deadline`);
  if (row['duePk'] === undefined && machine.state(`${id}-${incarnation}-${run}`) !== 'running')
    problem(`task ${id} has no execution and is not due`);
}

import type { Owner, TaskId } from '../ids.ts';

/**
 * Something that only a person can decide. `outcome_unknown`: a paid call of which nobody knows whether it was taken.
 * `orphan`: the provider names a job of ours that our record does not; money may have been spent twice.
 */
export interface OperatorItem {
  readonly id: string;
  readonly kind: 'outcome_unknown' | 'orphan';
  readonly status: 'open' | 'adopted' | 'resubmitted' | 'written-off';
  readonly taskId: TaskId;
  readonly owner: Owner;
  readonly job: number;
  /** For an orphan: the id that the provider named. */
  readonly externalTaskId?: string;
  readonly createdAt: string;
  readonly closedAt?: string;
  /** Why it was decided as it was, in the operator's words. */
  readonly reason?: string;
  /** For one that was resubmitted. */
  readonly newTaskId?: string;
}

/** Names an item by what it is about, so that it is raised once. */
export const itemId = (kind: OperatorItem['kind'], taskId: TaskId, job: number, externalId = ''): string =>
  [kind, taskId, String(job), ...(externalId === '' ? [] : [externalId])].join(':');

import type { Owner, TaskId } from '../ids.ts';

/** Why something needs a decision by a person. */
export const itemKinds = {
  outcome_unknown: 'a paid call of which nobody knows whether the provider took it',
  output_missing:
    'a result that the provider made is not in the archive: it is looked for again, and an operator may have that done at once',
  stuck:
    'a task that its execution could not bring to an end, or that cannot be read: it was closed by what was on record, or waits for a person',
  orphan: 'the provider names a job of ours that our record does not; it may have been paid twice',
  other:
    'of a kind that a newer version of the service knows and this one has no name for; that one decides it',
} as const;

/** What was decided. */
export const itemStatuses = {
  open: 'to be decided',
  adopted: 'the task was taken up again under `externalTaskId`',
  resubmitted: 'made anew, as `newTaskId`',
  recovered: 'what was missing came home',
  'written-off': 'nothing more is done',
  other: 'in a state that a newer version of the service knows and this one has no name for',
} as const;

/** Something that only a person can decide. */
export interface OperatorItem {
  readonly id: string;
  readonly kind: keyof typeof itemKinds;
  readonly status: keyof typeof itemStatuses;
  readonly taskId: TaskId;
  readonly owner: Owner;
  readonly job: number;
  /** Of the task, where it was there when the item was raised. */
  readonly model?: string;
  readonly service?: string;
  /** For an orphan: the id that the provider named. */
  readonly externalTaskId?: string;
  /**
   * For an unknown outcome: ids that the answer to the call, or callbacks with the job's secret, named, and that could not
   * be told to be its own.
   */
  readonly candidateIds?: readonly string[];
  /** For an unknown outcome: what the provider answered, or why there is no answer. */
  readonly cause?: string;
  readonly createdAt: string;
  readonly closedAt?: string;
  /** Why it was decided as it was, in the operator's words. */
  readonly reason?: string;
  /** For one that was resubmitted. */
  readonly newTaskId?: string;
}

/** What this version raises. */
type RaisedKind = Exclude<OperatorItem['kind'], 'other'>;

export interface RaisedItem extends OperatorItem {
  readonly kind: RaisedKind;
}

/** True where an item is about this very task, not about one that had its id before. */
export const isAbout = (
  { createdAt }: Pick<OperatorItem, 'createdAt'>,
  task: { readonly createdAt: string },
): boolean => createdAt >= task.createdAt;

/** The metrics that count items raised, by kind. Each has an alarm: a person has to look. */
export const itemMetrics = {
  outcome_unknown: 'UnresolvedOutcome',
  output_missing: 'OutputMissing',
  stuck: 'TaskStuck',
  orphan: 'OrphanJob',
} as const satisfies Readonly<Record<RaisedKind, string>>;

/** Names an item by what it is about, so that it is raised once. */
export const itemId = (
  kind: OperatorItem['kind'],
  { taskId, job, externalTaskId }: Pick<OperatorItem, 'taskId' | 'job' | 'externalTaskId'>,
): string => [kind, taskId, String(job), ...(externalTaskId === undefined ? [] : [externalTaskId])].join(':');

import { isPriceKnown } from '../money/settlement.ts';
import { isEnded, type Stage, type Task, type TaskStatus } from '../tasks/task.ts';
import type { TaskEventType } from './event-types.ts';

/** As much of a task as its owner may be told of. */
export interface VisibleTask {
  readonly task: Task;
  readonly stage: Stage;
}

const ends = {
  SUCCESS: 'task.succeeded',
  FAILED: 'task.failed',
  CANCELED: 'task.canceled',
} as const satisfies Record<Exclude<TaskStatus, 'PENDING'>, TaskEventType>;

const isCostFinal = ({ settlement }: Task): boolean => settlement !== undefined && isPriceKnown(settlement);

const endedOtherwise = (before: Task, after: Task): boolean =>
  before.status !== after.status ||
  before.ending?.failure?.code !== after.ending?.failure?.code ||
  before.ending?.openOutputs !== after.ending?.openOutputs;

/** What a change of a task is told as; undefined where its owner sees nothing of it. One change is one event. */
export function eventOfChange(before: VisibleTask, after: VisibleTask): TaskEventType | undefined {
  const { status } = after.task;
  if (status === 'PENDING') return before.stage === after.stage ? undefined : 'task.stage_changed';
  if (!isEnded(before.task)) return ends[status];
  if (endedOtherwise(before.task, after.task)) return 'task.late_result';
  return !isCostFinal(before.task) && isCostFinal(after.task) ? 'task.cost_final' : undefined;
}

import type { Task } from './task.ts';

/** Which execution of the state machine drives which run of which task. */

/** Names the execution that drives the current run of a task. A task that an earlier version created has no incarnation. */
export const executionName = ({ id, incarnation, run }: Pick<Task, 'id' | 'incarnation' | 'run'>): string =>
  [id, ...(incarnation === undefined ? [] : [incarnation]), String(run)].join('-');

/** What a step of an execution says of itself. */
export interface ExecutionStep {
  readonly run: number;
  /** The name of the execution; one that was started under an earlier definition does not say it. */
  readonly execution?: string;
}

/** True where this execution is the one that drives the task: not an earlier run, nor one of an earlier task with its id. */
export const isDriving = ({ run, execution }: ExecutionStep, task: Task): boolean =>
  task.run === run && (execution === undefined || execution === executionName(task));

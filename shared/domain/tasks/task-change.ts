import type { JobEvent } from './job-event.ts';
import type { Task } from './task.ts';
import type { Occasion } from './timeline.ts';

/** Something that happened to a job, and when and through whom. */
export interface JobStep {
  readonly event: JobEvent;
  readonly occasion: Occasion;
}

/** A change of a task and of some of its jobs, in one step. */
export interface SnapshotChange {
  readonly task: Task;
  readonly jobs: readonly { readonly n: number; readonly event: JobEvent }[];
  readonly occasion: Occasion;
}

import type { Task } from './api-types.gen.ts';

/** What is told of a task; webhooks get the same. */
export interface TaskChange {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  /** Rises with the events of a task, with gaps. */
  readonly sequence: number;
  readonly data: Task;
}

/** Which tasks: one, those of a prompt, or all of the caller's. */
export type LiveTarget = { readonly task: string } | { readonly prompt: string } | { readonly owner: true };

export interface LiveOptions {
  /** Each change once, in order for each task. */
  onEvent(event: TaskChange): void;
  /** The state is to be read with GET: at first, and where something may have been missed. */
  onLook(): void;
  /** Whether everything is told from now on. */
  onConnection?(isLive: boolean): void;
  readonly signal: AbortSignal;
}

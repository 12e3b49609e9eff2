import type { EventType } from './event-types.ts';

/** Who made something happen. */
export const actors = {
  client: 'whoever holds the API key',
  workflow: 'the workflow that drives the task',
  callback: 'the provider, reporting back',
  sweeper: 'the schedule that looks after what is stuck',
  operator: 'somebody who runs this service',
  delivery: 'what tells receivers of events',
} as const;

export type Actor = keyof typeof actors;

/** What a change of a task or a job is recorded with. */
export interface Occasion {
  readonly at: string;
  readonly actor: Actor;
  readonly reason?: string;
}

/** One line of a task's timeline. It is stored in the very row whose change it tells, so neither exists without the other. */
export interface Note extends Occasion {
  readonly type: EventType;
  /** Claims of the paid call so far. */
  readonly attempt: number;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

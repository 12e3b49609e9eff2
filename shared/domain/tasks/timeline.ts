import type { EventType } from './event-types.ts';

/** Who made something happen. */
export type Actor = 'client' | 'workflow' | 'callback' | 'sweeper' | 'operator';

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

import type { EventType } from './event-types.ts';

/** That a receiver was told of an event of a task, or that it was given up. */
export interface Told {
  readonly at: string;
  /** The id of the event. */
  readonly event: string;
  readonly type: EventType;
  /** The id of the receiver; its address is not for everybody who may see the task. */
  readonly receiver: string;
  readonly state: 'delivered' | 'dead';
  /** Of the last answer; absent where there was none. */
  readonly status?: number;
  /** Why it was given up. */
  readonly reason?: string;
}

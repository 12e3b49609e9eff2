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
  /** Noun and verb: `job-claimed`, `task-ended` … */
  readonly type: string;
  /** Claims of the paid call so far. */
  readonly attempt: number;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

/** Times of a timeline are compared as texts: ISO-8601 in UTC sorts by time. */
export const byTime = (left: Note, right: Note): number => {
  if (left.at === right.at) return 0;
  return left.at < right.at ? -1 : 1;
};

/** Who sends a request: the owner of the run, another owner, an operator, somebody without a key, or with a wrong one. */
export type Caller = 'owner' | 'other' | 'operator' | 'nobody' | 'stranger';

/** A running deployment, or the stack of a laptop. */
export interface Target {
  readonly name: string;
  /** The origin of its API, without a slash at the end. */
  readonly url: string;
  /** The run's owner, who has nothing yet; the same name on both sides. */
  readonly owner: string;
  readonly keys: Readonly<Record<Exclude<Caller, 'nobody' | 'stranger'>, string>>;
  /** Lets this many milliseconds pass there. */
  readonly sleep: (ms: number) => Promise<void>;
}

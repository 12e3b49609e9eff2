/**
 * What may go wrong at an await on a port.
 * `refused`: nothing happened, and we are told · `lost`: it happened, and we are told otherwise · `crash-before`,
 * `crash-after`: the process dies around it · `slow`: it happens, and no answer comes before the function's time is over ·
 * `late`: it happens only after that time is over · `twice`: it happens twice, and we see the second answer ·
 * `conflict`: a transaction finds another one in its way.
 */
export const faults = [
  'refused',
  'lost',
  'crash-before',
  'crash-after',
  'slow',
  'late',
  'twice',
  'conflict',
] as const;
export type Fault = (typeof faults)[number];

/** An await on a port, at the moment in which it is reached. */
export interface Point {
  /** Counts all awaits of a run from 0. */
  readonly ordinal: number;
  /** The function whose invocation reached it, or `client`, `machine` … */
  readonly action: string;
  /** `table.write#job`, `provider.create` … */
  readonly operation: string;
  /** Counts the awaits of the invocation from 1; its beginning is 0. */
  readonly nth: number;
  /** Which invocation of the run it is; 0 where it is none. */
  readonly invocation: number;
  /** It comes at once after the answer to the await before it, and nothing else of its invocation is under way. */
  readonly follows: boolean;
  /** Its caller gives up waiting after a while, and goes on. */
  readonly givesUp: boolean;
}

/** Decides what goes wrong at a point; usually nothing. `about`: the task or what else the call is for, as in the trace. */
export type Injector = (point: Point, about: string) => Fault | undefined;

export const pointName = ({ action, operation, nth }: Point): string => `${operation}@${action}/${nth}`;

/** Nothing ever goes wrong. */
export const noFaults: Injector = () => undefined;

/** These faults at these ordinals, and nothing else. */
export const faultsAt =
  (plan: ReadonlyMap<number, Fault>): Injector =>
  ({ ordinal }) =>
    plan.get(ordinal);

/** A function is about to be called, for an invocation of this number. */
export const invoking = (action: string, invocation: number): Omit<Point, 'ordinal'> => ({
  ...{ action, operation: 'lambda.invoke', nth: 0, invocation },
  ...{ follows: false, givesUp: false },
});

/** An execution is about to enter a state. */
export const entering = (state: string): Omit<Point, 'ordinal'> => ({
  ...{ action: 'machine', operation: `enter.${state}`, nth: 0, invocation: 0 },
  ...{ follows: false, givesUp: false },
});

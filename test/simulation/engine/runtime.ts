import type { EventHeap } from './event-heap.ts';
import { invoking, pointName, type Fault, type Injector, type Point } from './fault.ts';
import { Invocation, type Stall } from './invocation.ts';
import type { Chance } from './random.ts';

/** How an invocation ended, as its caller sees it. */
export type Outcome<T> =
  | { readonly type: 'returned'; readonly value: T }
  | { readonly type: 'threw'; readonly error: Error }
  /** The process was ended; the caller learns no more than that. */
  | { readonly type: 'died'; readonly how: string };

/** What is to be run, and for whom: `about` stands in the trace. */
export interface Work<T> {
  readonly action: string;
  readonly about: string;
  readonly seconds: number;
  readonly stall?: Stall | undefined;
  readonly body: (invocation: Invocation) => Promise<T>;
}

export interface Trace {
  (line: () => string): void;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
/** So long after its caller has given up, a late invocation begins. */
const LATE_BY_MS = 20_000;

interface RuntimeParts {
  readonly heap: EventHeap;
  readonly chance: Chance;
  readonly injector: Injector;
  readonly trace?: Trace | undefined;
  readonly isCalm?: boolean | undefined;
}

/** Runs functions as the cloud does: each invocation may die at any await, run out of time, or be repeated. */
export class Runtime {
  readonly heap: EventHeap;
  readonly #chance: Chance;
  /** Faults so far. */
  faults = 0;
  readonly #injector: Injector;
  readonly #trace: Trace | undefined;
  readonly #isCalm: boolean;
  #points = 0;
  #invocations = 0;

  constructor(parts: RuntimeParts) {
    this.heap = parts.heap;
    this.#chance = parts.chance;
    this.#injector = parts.injector;
    this.#trace = parts.trace;
    this.#isCalm = parts.isCalm === true;
  }

  /** Awaits on ports so far. */
  get points(): number {
    return this.#points;
  }

  /** What goes wrong here, if anything. Every await on a port passes through this. */
  fault(place: Omit<Point, 'ordinal'>, about: string): Fault | undefined {
    const point: Point = { ordinal: this.#points, ...place };
    this.#points += 1;
    const fault = this.#injector(point, about);
    if (fault !== undefined) this.faults += 1;
    this.#trace?.(
      () =>
        `${this.#time()} ${String(point.ordinal).padStart(5)} ${about} ${pointName(point)}${fault === undefined ? '' : `  << ${fault} >>`}`,
    );
    return fault;
  }

  note(line: () => string): void {
    this.#trace?.(() => `${this.#time()}       ${line()}`);
  }

  #time(): string {
    return new Date(this.heap.now).toISOString().slice(8, 23);
  }

  /** Milliseconds that a call takes: mostly a few, now and then many. */
  latency(): number {
    const word = this.#chance.word();
    if (this.#isCalm) return 1 + ((word >>> 8) % 20);
    return word % 64 === 0 ? 50 + (word >>> 20) : 1 + ((word >>> 8) % 20);
  }

  /** Runs `body` as one invocation with so many seconds to live, and tells `done` once how it ended. */
  invoke<T>(work: Work<T>, done: (outcome: Outcome<T>) => void): void {
    const { action, seconds, about } = work;
    let told = false;
    const tell = (outcome: Outcome<T>): void => {
      if (told) return;
      told = true;
      done(outcome);
    };
    const tellAfter = (milliseconds: number, outcome: Outcome<T>): void =>
      void this.heap.after(milliseconds, () => tell(outcome));
    const died = (how: string): Outcome<T> => ({ type: 'died', how });
    let id = (this.#invocations += 1);
    const start = (then: (outcome: Outcome<T>) => void): void => {
      this.#start(work, id, then);
      id = this.#invocations += 1;
    };

    switch (this.fault(invoking(action, id), about)) {
      case 'refused':
      case 'conflict':
        return tellAfter(this.latency(), died('TooManyRequestsException'));
      case 'crash-before':
        return tellAfter(this.latency(), died('Runtime.ExitError'));
      case 'lost':
      case 'crash-after':
        return void start(() => tellAfter(this.latency(), died('Runtime.ExitError')));
      case 'slow':
        return void start((outcome) => tellAfter(seconds * 1000 * 2, outcome));
      case 'late':
        return void this.heap.after(seconds * 1000 + LATE_BY_MS, () => start(tell));
      case 'twice':
        start(tell);
        return void this.heap.after(this.latency(), () => start(tell));
      case undefined:
        return void this.heap.after(this.latency(), () => start(tell));
    }
  }

  #start<T>(work: Work<T>, id: number, done: (outcome: Outcome<T>) => void): void {
    const { action, seconds, stall, body } = work;
    const about = `${work.about} ${action}#${id}`;
    const onDeath = (how: string): void => {
      this.note(() => `${about} ended: ${how}`);
      done({ type: 'died', how });
    };
    const again = (): void => void this.#start(work, (this.#invocations += 1), () => undefined);
    const own = { id, runtime: this, action, about, seconds, stall };
    const invocation: Invocation = new Invocation({ ...own, onDeath, again });
    body(invocation).then(
      (value) => {
        if (invocation.finish()) done({ type: 'returned', value });
      },
      (error: unknown) => {
        if (!invocation.finish()) return;
        this.note(() => `${about} threw ${String(error)}`);
        done({ type: 'threw', error: asError(error) });
      },
    );
  }
}

import type { EventHeap, Timer } from './event-heap.ts';
import type { Fault, Point } from './fault.ts';
import { PortAttempt, type PortCall } from '../ports/port-call.ts';

/** What an invocation runs on. */
export interface Host {
  readonly heap: EventHeap;
  latency(): number;
  fault(place: Omit<Point, 'ordinal'>, about: string): Fault | undefined;
}

/** A call that takes very long, once in an invocation. */
export interface Stall {
  readonly operation: string;
  readonly milliseconds: number;
}

interface InvocationParts {
  readonly id: number;
  readonly runtime: Host;
  readonly action: string;
  readonly about: string;
  readonly seconds: number;
  readonly stall?: Stall | undefined;
  readonly onDeath: (how: string) => void;
  /** Runs the same function with the same input once more, beside this run. */
  readonly again: () => void;
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** One run of a function. When it is over, none of its awaits ever resumes; what it had sent off still arrives. */
export class Invocation {
  readonly action: string;
  readonly runtime: Host;
  readonly endsAt: number;
  readonly again: () => void;
  /** What it is about: the id of a task first, where it is about one. */
  readonly about: string;
  readonly #onDeath: (how: string) => void;
  readonly #timer: Timer;
  readonly #id: number;
  #over = false;
  #stall: Stall | undefined;
  #calls = 0;
  #unanswered = 0;
  /** Time has passed since the last answer. */
  #hasHeard = false;

  constructor({ id, runtime, action, about, seconds, stall, onDeath, again }: InvocationParts) {
    this.#id = id;
    this.#stall = stall;
    this.runtime = runtime;
    this.action = action;
    this.again = again;
    this.about = about;
    this.endsAt = runtime.heap.now + seconds * 1000;
    this.#onDeath = onDeath;
    this.#timer = runtime.heap.after(seconds * 1000, () => this.die('Sandbox.Timedout'));
  }

  /** Ends it normally; false when it was over already. */
  finish(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#timer.cancel();
    return true;
  }

  die(how: string): void {
    if (this.finish()) this.#onDeath(how);
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** Calls a port. Everything that may go wrong with it goes wrong here. */
  call<T>(port: PortCall<T>): Promise<T> {
    if (this.#over) return never();
    this.#calls += 1;
    const fault = this.runtime.fault(this.#pointAt(port), this.about);
    if (fault === 'crash-before') {
      this.die('Runtime.ExitError');
      return never();
    }
    const slowed = this.#stalled(port);
    this.#unanswered += 1;
    return new Promise<T>((resolve, reject) => {
      const answered = { resolve: this.#answering(resolve), reject: this.#answering(reject) };
      new PortAttempt<T>(this, slowed, answered).make(fault);
    });
  }

  #pointAt<T>({ operation, patienceMs }: PortCall<T>): Omit<Point, 'ordinal'> {
    const follows = this.#unanswered === 0 && !this.#hasHeard;
    this.#hasHeard = false;
    const own = { invocation: this.#id, nth: this.#calls, follows, givesUp: patienceMs !== undefined };
    return { action: this.action, operation, ...own };
  }

  #answering<T>(settle: (value: T) => void): (value: T) => void {
    return (value) => {
      this.#unanswered -= 1;
      settle(value);
    };
  }

  /** Waits for what somebody else may say later, no longer than so long; undefined where nothing was said. */
  hear<T>(listen: (tell: (said: T) => void) => void, patienceMs: number): Promise<T | undefined> {
    this.#hasHeard = true;
    return new Promise<T | undefined>((resolve) => {
      const tell = (said?: T): void => {
        if (!this.#over) resolve(said);
      };
      listen(tell);
      this.runtime.heap.after(patienceMs, () => tell());
    });
  }

  #stalled<T>(port: PortCall<T>): PortCall<T> {
    const stall = this.#stall;
    if (stall?.operation !== port.operation) return port;
    this.#stall = undefined;
    return { ...port, milliseconds: stall.milliseconds };
  }
}

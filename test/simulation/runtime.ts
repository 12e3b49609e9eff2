import { EventHeap, type Timer } from './event-heap.ts';
import { pointName, type Fault, type Injector, type Point } from './fault.ts';
import type { Chance } from './random.ts';

/** How an invocation ended, as its caller sees it. */
export type Outcome<T> =
  | { readonly type: 'returned'; readonly value: T }
  | { readonly type: 'threw'; readonly error: Error }
  /** The process was ended; the caller learns no more than that. */
  | { readonly type: 'died'; readonly how: string };

/** What the platform says when a call to one of its services fails. */
export class ServiceFault extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'ServiceUnavailableException';
  }
}

/** What is to be run, and for whom: `about` stands in the trace. */
export interface Work<T> {
  readonly action: string;
  readonly about: string;
  readonly seconds: number;
  readonly body: (invocation: Invocation) => Promise<T>;
}

export interface Trace {
  (line: () => string): void;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
const LATE_BY_MS = 5000;

/** Runs functions as the cloud does: each invocation may die at any await, run out of time, or be repeated. */
export class Runtime {
  readonly heap: EventHeap;
  readonly #chance: Chance;
  readonly #injector: Injector;
  readonly #trace: Trace | undefined;
  #points = 0;
  #invocations = 0;

  constructor(parts: { heap: EventHeap; chance: Chance; injector: Injector; trace?: Trace | undefined }) {
    this.heap = parts.heap;
    this.#chance = parts.chance;
    this.#injector = parts.injector;
    this.#trace = parts.trace;
  }

  /** Awaits on ports so far. */
  get points(): number {
    return this.#points;
  }

  /** What goes wrong here, if anything. Every await on a port passes through this. */
  fault(action: string, operation: string, nth: number, about = ''): Fault | undefined {
    const point: Point = { ordinal: this.#points, action, operation, nth };
    this.#points += 1;
    const fault = this.#injector(point);
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
    const start = (then: (outcome: Outcome<T>) => void): void => this.#start(work, then);

    switch (this.fault(action, 'lambda.invoke', 0, about)) {
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
        return void this.heap.after(seconds * 1000 + LATE_BY_MS * 4, () => start(tell));
      case 'twice':
        start(tell);
        return void this.heap.after(this.latency(), () => start(tell));
      case undefined:
        return void this.heap.after(this.latency(), () => start(tell));
    }
  }

  #start<T>(work: Work<T>, done: (outcome: Outcome<T>) => void): void {
    const { action, seconds, body } = work;
    const id = (this.#invocations += 1);
    const about = `${work.about} ${action}#${id}`;
    const onDeath = (how: string): void => {
      this.note(() => `${about} ended: ${how}`);
      done({ type: 'died', how });
    };
    const again = (): void => void this.#start(work, () => undefined);
    const invocation: Invocation = new Invocation({ runtime: this, action, about, seconds, onDeath, again });
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

/** What a port can do besides working: how a refusal reads to the caller. */
export interface PortCall<T> {
  readonly operation: string;
  /** What the other side does. It happens at once. */
  readonly effect: () => T;
  /** Instead of throwing a service fault, answers with this when the call is refused. */
  readonly onRefused?: () => T;
  /** The same when the call was made but its answer is lost. */
  readonly onLost?: () => T;
  /** What is answered when another transaction is in the way. */
  readonly onConflict?: () => T;
  /** Seconds it takes, where that is more than a service call's usual milliseconds. */
  readonly milliseconds?: number;
  /** The caller gives up after so long, instead of waiting until its own time is over. */
  readonly patienceMs?: number;
  /** The network does not repeat this call by itself; it happens twice only when the whole invocation does. */
  readonly isNeverRepeated?: boolean;
}

interface InvocationParts {
  readonly runtime: Runtime;
  readonly action: string;
  readonly about: string;
  readonly seconds: number;
  readonly onDeath: (how: string) => void;
  /** Runs the same function with the same input once more, beside this run. */
  readonly again: () => void;
}

/** One run of a function. When it is over, none of its awaits ever resumes; what it had sent off still arrives. */
export class Invocation {
  readonly action: string;
  readonly #about: string;
  readonly #runtime: Runtime;
  readonly #endsAt: number;
  readonly #onDeath: (how: string) => void;
  readonly #again: () => void;
  readonly #timer: Timer;
  #over = false;
  #calls = 0;

  constructor({ runtime, action, about, seconds, onDeath, again }: InvocationParts) {
    this.#runtime = runtime;
    this.action = action;
    this.#about = about;
    this.#endsAt = runtime.heap.now + seconds * 1000;
    this.#onDeath = onDeath;
    this.#again = again;
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
    const runtime = this.#runtime;
    this.#calls += 1;
    const fault = runtime.fault(this.action, port.operation, this.#calls, this.#about);
    if (fault === 'crash-before') {
      this.die('Runtime.ExitError');
      return never();
    }
    const latency = port.milliseconds ?? runtime.latency();
    return new Promise<T>((resolve, reject) => {
      const after = (milliseconds: number, run: () => void): void =>
        void runtime.heap.after(milliseconds, run);
      /** What the other side says no to, the caller is told; anything else is a fault of the simulation itself. */
      const answer = (result: () => T): void => {
        if (this.#over) return;
        try {
          resolve(result());
        } catch (error) {
          if (!(error instanceof ServiceFault)) throw error;
          reject(error);
        }
      };
      const happen = (): void => {
        try {
          port.effect();
        } catch (error) {
          if (!(error instanceof ServiceFault)) throw error;
        }
      };
      const failed = (): T => {
        throw new ServiceFault(`${port.operation} failed`);
      };
      const fail = (instead: (() => T) | undefined): void => answer(instead ?? failed);
      const pastTheEnd = this.#endsAt - runtime.heap.now + LATE_BY_MS;

      switch (fault) {
        case undefined:
          return after(latency, () => (this.#over ? happen() : answer(port.effect)));
        case 'refused':
          return after(latency, () => fail(port.onRefused));
        case 'conflict':
          if (port.onConflict !== undefined) return after(latency, () => fail(port.onConflict));
          return after(latency, () => fail(port.onRefused));
        case 'lost':
          return after(latency, () => {
            happen();
            fail(port.onLost);
          });
        case 'crash-after':
          return after(latency, () => {
            happen();
            this.die('Runtime.ExitError');
          });
        case 'twice':
          if (port.isNeverRepeated === true) {
            this.#again();
            return after(latency, () => (this.#over ? happen() : answer(port.effect)));
          }
          return after(latency, () => {
            happen();
            after(runtime.latency(), () => (this.#over ? happen() : answer(port.effect)));
          });
        case 'slow':
          after(latency, happen);
          if (port.patienceMs !== undefined) after(port.patienceMs, () => fail(port.onLost));
          return;
        case 'late':
          after(pastTheEnd, happen);
          if (port.patienceMs !== undefined) after(port.patienceMs, () => fail(port.onLost));
      }
    });
  }
}

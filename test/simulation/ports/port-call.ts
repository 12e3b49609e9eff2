import type { EventHeap } from '../engine/event-heap.ts';
import type { Fault } from '../engine/fault.ts';

/** What the platform says when a call to one of its services fails. */
export class ServiceFault extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'ServiceUnavailableException';
  }
}

/** One call of a port: what it does, and how its failures read. */
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
  /** How long it takes, where that is more than a service call's usual milliseconds. */
  readonly milliseconds?: number;
  /** The caller gives up after so long, instead of waiting until its own time is over. */
  readonly patienceMs?: number;
  /** The network does not repeat this call by itself; it happens twice only when the whole invocation does. */
  readonly isNeverRepeated?: boolean;
}

/** Who calls: an invocation that may be over before the answer is there. */
export interface Caller {
  readonly runtime: { readonly heap: EventHeap; latency(): number };
  readonly endsAt: number;
  readonly isOver: boolean;
  die(how: string): void;
  again(): void;
}

interface Ends<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

/** So long after the end of an invocation, what it had sent late arrives. */
const LATE_BY_MS = 5000;

/** One call under way. What the other side says no to, the caller is told; anything else is a fault of the simulation. */
export class PortAttempt<T> {
  readonly #caller: Caller;
  readonly #port: PortCall<T>;
  readonly #ends: Ends<T>;

  constructor(caller: Caller, port: PortCall<T>, ends: Ends<T>) {
    this.#caller = caller;
    this.#port = port;
    this.#ends = ends;
  }

  make(fault: Fault | undefined): void {
    const { onRefused, onConflict, onLost, milliseconds } = this.#port;
    const { runtime, endsAt } = this.#caller;
    const latency = milliseconds ?? runtime.latency();
    switch (fault) {
      case undefined:
        return this.#after(latency, () => this.#work());
      case 'crash-before':
      case 'refused':
        return this.#after(latency, () => this.#fail(onRefused));
      case 'conflict':
        return this.#after(latency, () => this.#fail(onConflict ?? onRefused));
      case 'lost':
        return this.#after(latency, () => {
          this.#happen();
          this.#fail(onLost);
        });
      case 'crash-after':
        return this.#after(latency, () => {
          this.#happen();
          this.#caller.die('Runtime.ExitError');
        });
      case 'twice':
        return this.#twice(latency);
      case 'slow':
        return this.#unheard(latency);
      case 'late':
        return this.#unheard(endsAt - runtime.heap.now + LATE_BY_MS);
    }
  }

  #after(milliseconds: number, run: () => void): void {
    this.#caller.runtime.heap.after(milliseconds, run);
  }

  /** It happens, and its caller hears of it, if it is still there. */
  #work(): void {
    if (this.#caller.isOver) this.#happen();
    else this.#answer(this.#port.effect);
  }

  #twice(latency: number): void {
    if (this.#port.isNeverRepeated === true) {
      this.#caller.again();
      return this.#after(latency, () => this.#work());
    }
    this.#after(latency, () => {
      this.#happen();
      this.#after(this.#caller.runtime.latency(), () => this.#work());
    });
  }

  /** It happens at some time, and no answer ever comes. */
  #unheard(at: number): void {
    this.#after(at, () => this.#happen());
    const { patienceMs, onLost } = this.#port;
    if (patienceMs !== undefined) this.#after(patienceMs, () => this.#fail(onLost));
  }

  #happen(): void {
    try {
      this.#port.effect();
    } catch (error) {
      if (!(error instanceof ServiceFault)) throw error;
    }
  }

  #answer(result: () => T): void {
    if (this.#caller.isOver) return;
    try {
      this.#ends.resolve(result());
    } catch (error) {
      if (!(error instanceof ServiceFault)) throw error;
      this.#ends.reject(error);
    }
  }

  #fail(instead: (() => T) | undefined): void {
    this.#answer(
      instead ??
        (() => {
          throw new ServiceFault(`${this.#port.operation} failed`);
        }),
    );
  }
}

import { steps } from './entry-points.ts';
import type { EventHeap } from './event-heap.ts';
import type { Invocation, Stall } from './invocation.ts';
import type { Ports } from '../ports/ports.ts';
import type { Outcome, Runtime } from './runtime.ts';
import type { SimulationOptions } from '../scenarios/simulation-options.ts';

const functionOf: Readonly<Record<string, string>> = {
  '${SubmitFunction}': 'submit-generation',
  '${QueryFunction}': 'query-generation',
  '${FinalizeFunction}': 'finalize-task',
  '${TurnsFunction}': 'give-turns',
};

/** A function that is handed events is called again so long after it has failed. */
const REPEATS_MS = [60_000, 120_000];
const LONGEST_API_SECONDS = 29;

interface Parts {
  readonly heap: EventHeap;
  readonly runtime: Runtime;
  readonly options: Pick<SimulationOptions, 'facts' | 'spoiled' | 'straggler'>;
  readonly portsFor: (own: Invocation) => Ports;
}

type Done = (outcome: Outcome<unknown>) => void;

/** Calls functions as the platform does. */
export class FunctionCalls {
  readonly #parts: Parts;
  readonly #startedAt: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#startedAt = parts.heap.now;
  }

  /** How long an invocation may take. */
  seconds(action: string): number {
    return this.#parts.options.facts.timeouts[action] ?? LONGEST_API_SECONDS;
  }

  /** How the state machine calls functions, by the names in its definition, and who is told of executions that are lost. */
  forMachine() {
    return {
      call: (name: string, payload: unknown, done: Done): void =>
        this.call(functionOf[name] ?? name, payload, done),
      onLost: (lost: unknown): void => this.callLater('execution-ended', lost),
    };
  }

  call(action: string, payload: unknown, done: Done): void {
    const { runtime, options, portsFor } = this.#parts;
    const step = steps[action];
    if (step === undefined) throw new Error(`There is no step ${action}`);
    const order = JSON.parse(JSON.stringify(payload)) as { taskId?: string };
    const body = async (own: Invocation): Promise<unknown> => {
      if (this.#isSpoiled(action)) throw new TypeError('Cannot read properties of undefined');
      return step(portsFor(own), order);
    };
    const work = { action, about: order.taskId ?? action, seconds: this.seconds(action), body };
    const stall = this.#stallOf(action);
    if (stall === undefined) return runtime.invoke(work, done);
    if (options.straggler?.second !== true) return runtime.invoke({ ...work, stall }, done);
    runtime.invoke(work, done);
    runtime.invoke({ ...work, stall }, () => undefined);
  }

  /** As the platform calls a function that is handed events: again after a minute, then after two. */
  callLater(action: string, payload: unknown, tries = 0): void {
    this.call(action, payload, ({ type }) => {
      const wait = REPEATS_MS[tries];
      if (type === 'returned' || wait === undefined) return;
      this.#parts.heap.after(wait, () => this.callLater(action, payload, tries + 1));
    });
  }

  #isSpoiled(action: string): boolean {
    const { spoiled } = this.#parts.options;
    if (spoiled?.what !== 'function' || spoiled.action !== action) return false;
    return this.#parts.heap.now < this.#startedAt + spoiled.seconds * 1000;
  }

  #stallOf(action: string): Stall | undefined {
    const { straggler } = this.#parts.options;
    if (straggler?.action !== action) return undefined;
    return { operation: straggler.operation, milliseconds: straggler.seconds * 1000 };
  }
}

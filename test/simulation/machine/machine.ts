import { Execution, type CallFunction, type Orchestrator, type TokenResult } from './execution.ts';
import type { Interruption } from '#storage/compute/workflow.ts';
import type { Definition } from './machine-definition.ts';
import type { Chance } from '../engine/random.ts';
import type { Runtime } from '../engine/runtime.ts';

interface Parts {
  readonly definition: Definition;
  readonly runtime: Runtime;
  readonly chance: Chance;
  readonly call: CallFunction;
  readonly newToken: () => string;
  /** Told of each execution that did not succeed, by its input and its name, as EventBridge tells. */
  readonly onLost: (lost: Readonly<Record<string, unknown>>) => void;
}

/** An event is handed over so soon. */
const EVENT_MS = 500;

/** The orchestrator: starts executions by name, once each, and completes the tokens that they wait for. */
export class Machine implements Orchestrator {
  readonly definition: Definition;
  readonly runtime: Runtime;
  readonly chance: Chance;
  readonly call: CallFunction;
  readonly newToken: () => string;
  readonly #onLost: Parts['onLost'];
  readonly #executions = new Map<string, Execution>();
  /** Names without their run. */
  readonly #stopped = new Set<string>();
  readonly #waiting = new Map<string, (result: TokenResult) => boolean>();
  transitions = 0;

  constructor({ definition, runtime, chance, call, newToken, onLost }: Parts) {
    this.definition = definition;
    this.runtime = runtime;
    this.chance = chance;
    this.call = call;
    this.newToken = newToken;
    this.#onLost = onLost;
  }

  get heap(): Runtime['heap'] {
    return this.runtime.heap;
  }

  /** Executions that have not ended. */
  get running(): number {
    return [...this.#executions.values()].filter(({ status }) => status === 'running').length;
  }

  /** Starts an execution; one of this name that has been started before is left as it is. */
  start(name: string, input: Readonly<Record<string, unknown>>): void {
    const known = this.#executions.get(name);
    if (known === undefined) this.#executions.set(name, new Execution(this, name, input));
    else if (JSON.stringify(known.input) !== JSON.stringify(input)) {
      throw new Error(`Execution ${name} was started with another input`);
    }
  }

  state(name: string): 'running' | 'over' | 'missing' {
    const status = this.#executions.get(name)?.status;
    if (status === undefined) return 'missing';
    return status === 'running' ? 'running' : 'over';
  }

  stop(name: string): void {
    this.#executions.get(name)?.stop();
    this.#stopped.add(name.slice(0, name.lastIndexOf('-')));
  }

  /** True where an execution for the same task, in any run of it, was stopped by somebody of ours. */
  wasStopped(name: string): boolean {
    return this.#stopped.has(name.slice(0, name.lastIndexOf('-')));
  }

  succeed(token: string): 'woken' | 'gone' {
    return this.#complete(token, { value: { outcome: 'woken' } });
  }

  interrupt(token: string, { error, ...cause }: Interruption): 'woken' | 'gone' {
    return this.#complete(token, { Error: error, Cause: JSON.stringify(cause) });
  }

  #complete(token: string, result: TokenResult): 'woken' | 'gone' {
    const waiting = this.#waiting.get(token);
    if (waiting === undefined) return 'gone';
    this.#waiting.delete(token);
    return waiting(result) ? 'woken' : 'gone';
  }

  /** `done` says whether the state still waited. */
  awaitToken(token: string, done: (result: TokenResult) => boolean): void {
    this.#waiting.set(token, done);
  }

  onEnd({ name, input, status, transitions }: Execution, isTold: boolean): void {
    this.transitions += transitions;
    this.runtime.note(() => `${name} ${status}`);
    if (isTold && status !== 'succeeded')
      this.heap.after(EVENT_MS, () => this.#onLost({ ...input, execution: name }));
  }
}

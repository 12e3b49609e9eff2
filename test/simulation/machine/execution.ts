import { isoTime } from '#domain/ports.ts';
import type { EventHeap, Timer } from '../engine/event-heap.ts';
import { entering } from '../engine/fault.ts';
import { fill, type Scope } from './expression.ts';
import {
  catches,
  type ChoiceState,
  type Definition,
  type TaskState,
  type WaitState,
} from './machine-definition.ts';
import type { Chance } from '../engine/random.ts';
import type { Outcome, Runtime } from '../engine/runtime.ts';

/** An error as the machine sees it. */
export interface Failed {
  readonly Error: string;
  readonly Cause: string;
}

/** What completes a token: an error, or a value. */
export type TokenResult = Failed | { readonly value: unknown };

/** Calls one of our functions for a state, and tells how that ended. */
export type CallFunction = (
  functionName: string,
  payload: unknown,
  done: (outcome: Outcome<unknown>) => void,
) => void;

/** What an execution runs on. */
export interface Orchestrator {
  readonly definition: Definition;
  readonly runtime: Runtime;
  readonly chance: Chance;
  readonly heap: EventHeap;
  readonly call: CallFunction;
  readonly newToken: () => string;
  /** `done` says whether the state still waited. */
  awaitToken(token: string, done: (result: TokenResult) => boolean): void;
  /** `isTold`: whether the event that tells of its end arrives. */
  onEnd(execution: Execution, isTold: boolean): void;
}

const TRANSITION_MS = 20;
const MOST_REDRIVE_WAIT_SECONDS = 120;

/** What Lambda gives as the cause of a function's error. */
const causeOf = (error: Error): string =>
  JSON.stringify({ errorType: error.name, errorMessage: error.message, trace: [] });

function failureOf(outcome: Exclude<Outcome<unknown>, { type: 'returned' }>): Failed {
  if (outcome.type === 'threw') return { Error: outcome.error.name, Cause: causeOf(outcome.error) };
  return { Error: outcome.how, Cause: JSON.stringify({ errorType: outcome.how, errorMessage: 'ended' }) };
}

/** One entry of a task state, and how often each of its retriers has been used. */
interface Attempt {
  readonly state: TaskState;
  readonly input: unknown;
  readonly retries: readonly number[];
}

/** One execution: it enters states one after the other until it ends, or is stopped. */
export class Execution {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  status: 'running' | 'succeeded' | 'failed' | 'timed-out' | 'aborted' = 'running';
  transitions = 0;
  readonly #machine: Orchestrator;
  readonly #variables: Record<string, unknown> = {};
  /** Counts entered states: a timer or answer that belongs to an earlier one is ignored. */
  #entry = 0;
  #timers: Timer[] = [];
  #lifetime: Timer;

  constructor(machine: Orchestrator, name: string, input: Readonly<Record<string, unknown>>) {
    this.#machine = machine;
    this.name = name;
    this.input = input;
    this.#lifetime = this.#limitLife();
    this.#goTo(machine.definition.StartAt, {});
  }

  #limitLife(): Timer {
    return this.#machine.heap.after(this.#machine.definition.TimeoutSeconds * 1000, () =>
      this.#end('timed-out'),
    );
  }

  #end(status: Execution['status'], isTold = true): void {
    if (this.status !== 'running') return;
    this.status = status;
    this.#entry += 1;
    this.#clearTimers();
    this.#lifetime.cancel();
    this.#machine.onEnd(this, isTold);
  }

  /** Ends it from outside; one that is over stays as it is. */
  readonly stop = (): void => this.#end('aborted');

  #clearTimers(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers = [];
  }

  #after(milliseconds: number, run: () => void): void {
    const entry = this.#entry;
    this.#timers.push(
      this.#machine.heap.after(milliseconds, () => {
        if (this.#entry === entry && this.status === 'running') run();
      }),
    );
  }

  #goTo(state: string, input: unknown): void {
    this.#entry += 1;
    this.transitions += 1;
    this.#clearTimers();
    this.#after(TRANSITION_MS, () => this.#enter(state, input));
  }

  /** A person stops the execution here; and drives it on after a while, or leaves it to who is told, or to the sweeper. */
  #stopped(name: string, input: unknown): boolean {
    const fault = this.#machine.runtime.fault(entering(name), this.name);
    if (fault !== 'crash-before' && fault !== 'crash-after' && fault !== 'lost') return false;
    this.#end('aborted', fault !== 'lost');
    if (fault === 'crash-before') {
      const seconds = this.#machine.chance.between(1, MOST_REDRIVE_WAIT_SECONDS);
      this.#machine.heap.after(seconds * 1000, () => {
        if (this.status !== 'aborted') return;
        this.status = 'running';
        this.#lifetime = this.#limitLife();
        this.#goTo(name, input);
      });
    }
    return true;
  }

  #enter(name: string, input: unknown): void {
    const state = this.#machine.definition.States[name];
    if (state === undefined) throw new Error(`There is no state ${name}`);
    if (this.#stopped(name, input)) return;
    this.#machine.runtime.note(() => `${this.name} enters ${name}`);
    try {
      if (state.Type === 'Wait') this.#wait(state, input);
      else if (state.Type === 'Choice') this.#choose(state, input);
      else if (state.Type === 'Succeed') this.#end('succeeded');
      else this.#run(state, input, []);
    } catch (error) {
      this.#machine.runtime.note(() => `${this.name} fails in ${name}: ${String(error)}`);
      this.#end('failed');
    }
  }

  #scope(states: Record<string, unknown>): Scope {
    return {
      states: { context: { Execution: { Input: this.input, Name: this.name } }, ...states },
      variables: this.#variables,
      now: this.#machine.heap.now,
    };
  }

  #assign(template: Readonly<Record<string, unknown>> | undefined, scope: Scope): void {
    if (template !== undefined) Object.assign(this.#variables, fill(template, scope));
  }

  #wait({ Seconds, Timestamp, Next }: WaitState, input: unknown): void {
    const scope = this.#scope({ input });
    const { now } = this.#machine.heap;
    const seconds = Timestamp === undefined ? Number(fill(Seconds, scope)) : 0;
    const until = Timestamp === undefined ? now + seconds * 1000 : Date.parse(String(fill(Timestamp, scope)));
    if (!Number.isFinite(until) || !Number.isInteger(seconds)) {
      throw new Error('A wait needs whole seconds or a time');
    }
    this.#after(Math.max(0, until - now), () => {
      // Step Functions drops the fraction of a time: whoever names one is woken too soon. Breaks the run, not the execution.
      if (Timestamp !== undefined && until > now && until % 1000 !== 0) {
        throw new Error(`A wait for ${isoTime(until)} ends before it`);
      }
      this.#goTo(Next, input);
    });
  }

  #choose({ Choices, Default }: ChoiceState, input: unknown): void {
    const scope = this.#scope({ input });
    const choice = Choices.find(({ Condition }) => fill(Condition, scope) === true);
    this.#assign(choice?.Assign, scope);
    this.#goTo(choice?.Next ?? Default, input);
  }

  #run(state: TaskState, input: unknown, retries: number[]): void {
    const waitsForToken = state.Resource.endsWith('.waitForTaskToken');
    const token = waitsForToken ? this.#machine.newToken() : undefined;
    const { input: Input, name: Name } = this;
    const RetryCount = retries.reduce((sum, used) => sum + used, 0);
    const context = { Execution: { Input, Name }, Task: { Token: token }, State: { RetryCount } };
    const scope = this.#scope({ input, context });
    const entry = this.#entry;
    const settled = (run: () => void): boolean => {
      if (this.#entry !== entry || this.status !== 'running') return false;
      this.#attempt(run);
      return true;
    };
    const fail = (failed: Failed): void => this.#fail({ state, input, retries }, failed);
    if (token !== undefined) {
      this.#machine.awaitToken(token, (result) =>
        settled(() => {
          if ('Error' in result) fail(result);
          else this.#succeed(state, input, result.value);
        }),
      );
    }
    const seconds = Number(fill(state.TimeoutSeconds, scope));
    this.#after(seconds * 1000, () => settled(() => fail({ Error: 'States.Timeout', Cause: '' })));
    this.#machine.call(state.Arguments.FunctionName, fill(state.Arguments.Payload, scope), (outcome) =>
      settled(() => {
        if (outcome.type !== 'returned') fail(failureOf(outcome));
        else if (!waitsForToken) this.#succeed(state, input, { Payload: outcome.value ?? null });
      }),
    );
  }

  #attempt(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#machine.runtime.note(() => `${this.name} fails: ${String(error)}`);
      this.#end('failed');
    }
  }

  #succeed(state: TaskState, input: unknown, result: unknown): void {
    const scope = this.#scope({ input, result });
    this.#assign(state.Assign, scope);
    const output = state.Output === undefined ? result : fill(state.Output, scope);
    if (state.End === true) return this.#end('succeeded');
    this.#goTo(state.Next ?? '', output);
  }

  #fail({ state, input, retries }: Attempt, failed: Failed): void {
    const at = (state.Retry ?? []).findIndex(({ ErrorEquals }) => catches(ErrorEquals, failed.Error));
    const retrier = state.Retry?.[at];
    const used = retries[at] ?? 0;
    this.#clearTimers();
    this.#entry += 1;
    if (retrier !== undefined && used < (retrier.MaxAttempts ?? 3)) {
      const grown = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** used;
      const seconds = Math.min(grown, retrier.MaxDelaySeconds ?? grown) * this.#machine.chance.fraction();
      const next = [...retries];
      next[at] = used + 1;
      return this.#after(seconds * 1000, () => this.#attempt(() => this.#run(state, input, next)));
    }
    const catcher = (state.Catch ?? []).find(({ ErrorEquals }) => catches(ErrorEquals, failed.Error));
    if (catcher === undefined) return this.#end('failed');
    this.#assign(catcher.Assign, this.#scope({ input, errorOutput: failed }));
    this.#goTo(catcher.Next, failed);
  }
}

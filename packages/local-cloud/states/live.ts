import type { Clock } from '../clock.ts';
import { isResting, nextDue, type Attempt, type Execution } from './execution.ts';
import { HISTORY_LIMIT, HistoryFull } from './history.ts';
import { Run, type Transition } from './run.ts';
import { fallDue } from './signals.ts';
import { step } from './step.ts';
import { Unwritten, type Store } from './store.ts';
import { tokenKey } from './tokens.ts';
import type { Tools } from './tools.ts';

/** What a running execution needs of the engine. */
export interface Surroundings {
  readonly store: Store;
  readonly clock: Clock;
  readonly watch: (work: Promise<unknown>) => void;
  readonly dispatch: (execution: Execution, attempt: Attempt) => void;
  readonly report: (transition: Transition) => void;
  /** Told when an execution begins and when it ends, after it is on disk. */
  readonly tell: (execution: Execution) => void;
  readonly ended: (live: Live) => void;
  readonly isClosed: () => boolean;
}

/** How long after a change could not be written it is tried again. */
export const AGAIN_MS = 1_000;

const unlessUnwritten = (error: unknown): void => {
  if (!(error instanceof Unwritten)) throw error;
};

/**
 * One running execution. Everything that happens to it happens in a queue of its own, and every change is on
 * disk before its effects begin.
 */
export class Live {
  #execution: Execution;
  #queue: Promise<void> = Promise.resolve();
  #timer: { cancel(): void } | undefined;
  #dispatched: string | undefined;
  readonly #tools: Tools;
  readonly #around: Surroundings;

  constructor(execution: Execution, tools: Tools, around: Surroundings) {
    this.#execution = execution;
    this.#tools = tools;
    this.#around = around;
  }

  get execution(): Execution {
    return this.#execution;
  }

  /** Goes on from wherever it stands. What cannot be written is tried again: nothing else would move it on. */
  proceed(): void {
    this.#around.watch(this.#enqueue(() => this.#drive().catch((error: unknown) => this.#postpone(error))));
  }

  #postpone(error: unknown): void {
    unlessUnwritten(error);
    const { clock, isClosed } = this.#around;
    if (!isClosed()) this.#timer = clock.at(clock.now() + AGAIN_MS, () => this.proceed());
  }

  /**
   * Applies something from outside, after all that has come before it, and then goes on. Resolves as soon as
   * the change itself is on disk; throws Unwritten.
   */
  async signal(change: (run: Run) => void): Promise<void> {
    const done = this.#enqueue(async () => {
      await this.#fireDues();
      await this.#change(change);
    });
    // Who signals is told, and may do it again.
    this.#around.watch(done.catch(unlessUnwritten));
    this.proceed();
    await done;
  }

  /** Takes over an execution whose call was dispatched before a restart and must not be made again. */
  assumeDispatched(attempt: Attempt): void {
    this.#dispatched = attempt.id;
  }

  /** Resolves when nothing is being evaluated any more. */
  async halt(): Promise<void> {
    this.#timer?.cancel();
    await this.#queue;
    this.#timer?.cancel();
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    const result = this.#queue.then(async () => {
      if (!this.#around.isClosed()) await work();
    });
    // A fault belongs to the caller that queued the work; the queue goes on.
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #begin(): Run {
    return new Run(this.#execution, this.#around.clock.now(), this.#tools);
  }

  async #change(change: (run: Run) => void | Promise<void>): Promise<void> {
    let run = this.#begin();
    try {
      await change(run);
    } catch (error) {
      if (!(error instanceof HistoryFull)) throw error;
      run = this.#begin();
      const cause = `The execution reached the maximum number of history events (${String(HISTORY_LIMIT)}).`;
      run.fail({ error: 'States.Runtime', cause });
    }
    this.#commit(run);
  }

  #commit(run: Run): void {
    if (run.execution === this.#execution) return;
    const { token } = run.position;
    const isNew = token !== undefined && token !== this.#execution.position.token;
    this.#around.store.commit(run.execution, run.events, isNew ? tokenKey(token) : undefined);
    const hasEnded = this.#execution.status === 'RUNNING' && run.execution.status !== 'RUNNING';
    this.#execution = run.execution;
    for (const transition of run.transitions) this.#around.report(transition);
    if (hasEnded) this.#around.tell(run.execution);
  }

  async #fireDues(): Promise<void> {
    for (;;) {
      const due = nextDue(this.#execution);
      if (due === undefined || due.at > this.#around.clock.now()) return;
      await this.#change((run) => fallDue(run, due));
    }
  }

  async #drive(): Promise<void> {
    this.#timer?.cancel();
    for (;;) {
      await this.#fireDues();
      if (isResting(this.#execution) || this.#around.isClosed()) break;
      await this.#change((run) => step(run));
    }
    if (!this.#around.isClosed()) this.#rest();
  }

  #rest(): void {
    const { status, position } = this.#execution;
    if (status !== 'RUNNING') {
      this.#around.ended(this);
      return;
    }
    const due = nextDue(this.#execution);
    if (due !== undefined) this.#timer = this.#around.clock.at(due.at, () => this.proceed());
    const { phase } = position;
    if (phase.kind !== 'task' || phase.id === this.#dispatched) return;
    this.#dispatched = phase.id;
    this.#around.dispatch(this.#execution, phase);
  }
}

import type { Clock } from '../clock.ts';
import { Activity } from './activity.ts';
import { parseMachine } from './definition.ts';
import { evaluator, type Evaluator } from './evaluate.ts';
import type { Attempt, Execution } from './execution.ts';
import { ServiceError } from './failure.ts';
import type { Json } from './json.ts';
import { AGAIN_MS, Live, type Surroundings } from './live.ts';
import { redriven, started, type NewExecution } from './begin.ts';
import type { Run, Transition } from './run.ts';
import {
  attemptOf,
  functionAnswered,
  heartbeat,
  taskFailed,
  taskSucceeded,
  type Invoke,
  type InvokeResult,
} from './signals.ts';
import { Unwritten, type Store } from './store.ts';
import { isToken, mintToken, tokenKey } from './tokens.ts';
import type { Tools } from './tools.ts';

/** What the engine is given by its host. */
export interface EngineOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: () => number;
  readonly region: string;
  readonly accountId: string;
  readonly invoke: Invoke;
  readonly onTransition?: ((transition: Transition) => void) | undefined;
  readonly onStatus?: ((execution: Execution) => void) | undefined;
}

const DAY = 86_400_000;
const KEPT_DAYS = 90;

/** Runs executions: starts them, moves them on, and takes them up again after a restart. */
export class Engine {
  readonly activity = new Activity();
  readonly #options: EngineOptions;
  readonly #live = new Map<string, Live>();
  readonly #tools = new Map<string, Tools>();
  readonly #evaluator: Evaluator;
  readonly #secret: Buffer;
  readonly #around: Surroundings;
  #closed = false;
  #purgedAt = -Infinity;

  constructor(options: EngineOptions) {
    const { store, clock, random } = options;
    this.#options = options;
    this.#secret = store.tokenSecret();
    this.#evaluator = evaluator({ random, now: () => clock.now() });
    this.#around = {
      store,
      clock,
      watch: (work) => this.activity.watch(work),
      dispatch: (execution, attempt) => this.#dispatch(execution, attempt),
      report: (transition) => options.onTransition?.(transition),
      tell: (execution) => options.onStatus?.(execution),
      ended: (live) => {
        const { arn } = live.execution;
        if (this.#live.get(arn) === live) this.#live.delete(arn);
      },
      isClosed: () => this.#closed,
    };
  }

  /** Whose machines it runs, and where. */
  get place(): Pick<EngineOptions, 'region' | 'accountId'> {
    return this.#options;
  }

  #toolsFor(definitionId: string): Tools {
    const { store, random, region, accountId } = this.#options;
    const known = this.#tools.get(definitionId);
    const tools = known ?? {
      machine: parseMachine(store.definition(definitionId)),
      evaluator: this.#evaluator,
      random,
      region,
      accountId,
      mintToken: () => mintToken(this.#secret),
    };
    this.#tools.set(definitionId, tools);
    return tools;
  }

  #take(execution: Execution): Live {
    const live = new Live(execution, this.#toolsFor(execution.definitionId), this.#around);
    this.#live.set(execution.arn, live);
    return live;
  }

  /** Takes up every running execution where it stood. */
  resume(): void {
    this.#purge();
    for (const execution of this.#options.store.running()) {
      if (this.#live.has(execution.arn)) continue;
      const live = this.#take(execution);
      const { phase } = execution.position;
      // Its function has the token already; asking it twice could do its work twice.
      if (phase.kind === 'task' && phase.waitsForToken) live.assumeDispatched(phase);
      live.proceed();
    }
  }

  /** Starts an execution; it is on disk when this returns. */
  start(wanted: NewExecution): Execution {
    this.#purge();
    const tools = this.#toolsFor(wanted.machine.definitionId);
    return this.#begin(started(wanted, this.#options.clock.now(), tools));
  }

  #begin(run: Run): Execution {
    this.#options.store.commit(run.execution, run.events);
    for (const transition of run.transitions) this.#around.report(transition);
    this.#around.tell(run.execution);
    this.#take(run.execution).proceed();
    return run.execution;
  }

  /** Ends a running execution from outside; one that has ended already stays as it is. */
  async abort(
    arn: string,
    reason: { error?: string | undefined; cause?: string | undefined },
  ): Promise<void> {
    await this.#live.get(arn)?.signal((run) => {
      if (run.execution.status === 'RUNNING') run.abort(reason);
    });
  }

  /** Starts an ended execution again at the state where it ended. */
  redrive(execution: Execution): Execution {
    const tools = this.#toolsFor(execution.definitionId);
    return this.#begin(redriven(execution, this.#options.clock.now(), tools));
  }

  /** Completes the task that waits for a token. */
  async sendSuccess(token: string, output: Json): Promise<void> {
    await this.#answer(token, (run) => taskSucceeded(run, output));
  }

  /** Fails the task that waits for a token. */
  async sendFailure(token: string, error: string, cause: string | undefined): Promise<void> {
    await this.#answer(token, (run) => taskFailed(run, { error, ...(cause === undefined ? {} : { cause }) }));
  }

  /** Tells that the task that waits for a token is still being worked on. */
  async sendHeartbeat(token: string): Promise<void> {
    await this.#answer(token, (run) => heartbeat(run));
  }

  async #answer(token: string, change: (run: Run) => void): Promise<void> {
    if (!isToken(token, this.#secret))
      throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
    const arn = this.#options.store.tokenOwner(tokenKey(token));
    if (arn === undefined)
      throw new ServiceError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
    const live = this.#live.get(arn);
    let heard = false;
    await live?.signal((run) => {
      if (run.position.token !== token || attemptOf(run) === undefined) return;
      heard = true;
      change(run);
    });
    if (!heard)
      throw new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  }

  #dispatch({ arn, machineArn }: Execution, attempt: Attempt): void {
    const call = async (): Promise<InvokeResult> => {
      try {
        return await this.#options.invoke(attempt.functionArn, structuredClone(attempt.payload), machineArn);
      } catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        return { ok: false, service: true, error: 'SdkClientException', cause };
      }
    };
    this.activity.watch(call().then((result) => this.#hear(arn, attempt, result)));
  }

  /** Hands an answer to the execution that waits for it, until it is written: the call is not made again for it. */
  async #hear(arn: string, attempt: Attempt, result: InvokeResult): Promise<void> {
    try {
      await this.#live.get(arn)?.signal((run) => functionAnswered(run, attempt.id, result));
    } catch (error) {
      if (!(error instanceof Unwritten)) throw error;
      const { clock } = this.#options;
      clock.at(clock.now() + AGAIN_MS, () => this.activity.watch(this.#hear(arn, attempt, result)));
    }
  }

  #purge(): void {
    const now = this.#options.clock.now();
    if (now - this.#purgedAt < DAY) return;
    this.#purgedAt = now;
    this.#options.store.purge(now - KEPT_DAYS * DAY);
  }

  /** Stops moving; whatever is under way is taken up by the next `resume`. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#live.values()].map((live) => live.halt()));
  }
}

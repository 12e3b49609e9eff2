import { randomUUID } from 'node:crypto';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import { messageOf } from '../failure.ts';
import type { LogEntry, LogFiles } from '../log.ts';
import type { MeterWriter } from '../meter.ts';
import { answersTo } from '../resources/answers-to.ts';
import type { FunctionDefinition } from '../resources/functions.ts';
import { instanceEnvironment, type Endpoints } from './environment.ts';
import { Instance, type Outcome } from './instance.ts';
import { createPool, type Pool } from './pool.ts';
import type { ErrorRecord } from './protocol.ts';
import { endLines, startLine, type Measures } from './report.ts';
import type { Threads } from './threads.ts';
import { createTimeCell, type TimeCell } from './time-cell.ts';

/** What came of a synchronous invocation; `cause` is Lambda's error record as JSON. */
export type InvokeResult =
  | { readonly ok: true; readonly payload: unknown; readonly requestId: string }
  | { readonly ok: false; readonly error: string; readonly cause: string; readonly service?: boolean };

/** What the functions are hosted with. */
export interface FunctionsOptions {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly meter: MeterWriter;
  readonly files: LogFiles;
  readonly log: (entry: LogEntry) => void;
  readonly endpoints: Endpoints;
  readonly environment: Readonly<Record<string, string>>;
  /** Instances of one function at a time. */
  readonly mostInstances: number;
  /** The folder in which compiled code is kept. */
  readonly compileCache: string;
  readonly threads: Threads;
}

interface Hosted {
  readonly definition: FunctionDefinition;
  readonly pool: Pool;
}

interface LaterEvent {
  readonly name: string;
  readonly payload: unknown;
  readonly accepted: number;
}

// 6 MB and a little; Lambda's own limit for synchronous requests and answers.
const LARGEST_PAYLOAD = 6_291_556;
const RETRY_WAITS_MS = [60_000];
const LAST_RETRY_WAIT_MS = 120_000;

/** The hosted Lambda functions. */
export class Functions {
  readonly #options: FunctionsOptions;
  readonly #time: TimeCell;
  readonly #retries = new Set<{ cancel(): void }>();
  readonly #pools = new Set<Pool>();
  #hosted: Hosted[] = [];

  constructor(options: FunctionsOptions) {
    this.#options = options;
    this.#time = createTimeCell(options.clock);
  }

  /**
   * Replaces the functions that are not as they were; what is running finishes with the old code. `code` gives the folder
   * of each code id.
   */
  set(definitions: readonly FunctionDefinition[], code: ReadonlyMap<string, string>): void {
    const before = new Map(this.#hosted.map((hosted) => [identityOf(hosted.definition), hosted]));
    const same = definitions.map((definition) => before.get(identityOf(definition)));
    for (const hosted of this.#hosted) if (!same.includes(hosted)) hosted.pool.retire();
    this.#hosted = definitions.map((definition, at) => {
      const kept = same[at];
      if (kept !== undefined) return kept;
      const most = Math.min(this.#options.mostInstances, definition.mostInstances ?? Infinity);
      const folder = code.get(definition.codeId) ?? definition.code;
      const pool = createPool(() => this.#start(definition, folder), Math.max(most, 1));
      this.#pools.add(pool);
      return { definition, pool };
    });
  }

  /** The function behind an ARN (a version's or alias's too), a name or a logical id. */
  find(name: string): FunctionDefinition | undefined {
    return this.#find(name)?.definition;
  }

  /** Never rejects: what goes wrong is in the result. */
  async invoke(name: string, payload: unknown): Promise<InvokeResult> {
    const target = this.#find(name);
    if (target === undefined)
      return refused('Lambda.ResourceNotFoundException', `Function not found: ${name}`);
    const event = JSON.stringify(payload) ?? 'null';
    if (Buffer.byteLength(event) > LARGEST_PAYLOAD)
      return refused(
        'Lambda.RequestTooLargeException',
        `Request must be smaller than ${LARGEST_PAYLOAD} bytes`,
      );
    const requestId = randomUUID();
    try {
      return asResult(await this.#run(target, requestId, event), requestId);
    } catch (error) {
      return refused('Lambda.ServiceException', messageOf(error));
    }
  }

  /** Accepts an event and returns; a failure is tried again after one minute and then two, by the clock. */
  invokeLater(name: string, payload: unknown): void {
    void this.#deliver({ name, payload, accepted: this.#options.clock.now() }, 0);
  }

  /** Ends all instances, or those of one function, whatever they are doing; says how many there were. */
  async endInstances(name?: string): Promise<number> {
    const chosen = name === undefined ? this.#hosted : [this.#find(name)].filter((one) => one !== undefined);
    const counts = await Promise.all(chosen.map(({ pool }) => pool.endAll()));
    return counts.reduce((total, count) => total + count, 0);
  }

  async stop(): Promise<void> {
    for (const timer of this.#retries) timer.cancel();
    this.#hosted = [];
    await Promise.all([...this.#pools].map((pool) => pool.close()));
  }

  #find(name: string): Hosted | undefined {
    const arn = name.split(':').slice(0, 7).join(':');
    return this.#hosted.find(({ definition }) => definition.arn === arn || answersTo(definition, name));
  }

  #start(definition: FunctionDefinition, code: string): Instance {
    const { clock, log, endpoints, environment, compileCache, threads } = this.#options;
    return new Instance({
      definition,
      code,
      environment: instanceEnvironment(definition, { code, endpoints, laidOver: environment }),
      clock,
      time: this.#time.memory,
      compileCache,
      threads,
      onLog: (requestId, text) => {
        this.#write(definition, text);
        const whose = requestId === undefined ? {} : { requestId };
        log({ type: 'output', at: clock.now(), function: definition.name, ...whose, text: text.trimEnd() });
      },
    });
  }

  async #run({ definition, pool }: Hosted, requestId: string, event: string): Promise<Outcome> {
    const unfollow = this.#time.follow();
    const end = this.#options.activity.begin();
    try {
      return await pool.use((instance) => this.#serve(instance, definition, { requestId, event }));
    } finally {
      unfollow();
      end();
    }
  }

  async #serve(
    instance: Instance,
    definition: FunctionDefinition,
    { requestId, event }: { requestId: string; event: string },
  ): Promise<Outcome> {
    const { clock, meter, log } = this.#options;
    this.#write(definition, startLine(definition, requestId, clock.now()));
    const begun = performance.now();
    const outcome = await instance.invoke(requestId, event);
    const initMs = instance.takeInitMs();
    const measures: Measures = {
      requestId,
      at: clock.now(),
      ms: Math.max(performance.now() - begun - (initMs ?? 0), 0),
      initMs,
      error: outcome.ok ? undefined : `${outcome.error.errorType}: ${outcome.error.errorMessage}`,
    };
    this.#write(definition, endLines(definition, measures));
    meter.invocation(definition.name);
    log(invocationEntry(definition.name, measures));
    return outcome;
  }

  #write({ name }: FunctionDefinition, text: string): void {
    if (text === '') return;
    this.#options.files.append(name, text);
    this.#options.meter.logBytes(name, Buffer.byteLength(text));
  }

  async #deliver(event: LaterEvent, attempt: number): Promise<void> {
    const { clock, log } = this.#options;
    const { name, payload, accepted } = event;
    const result = await this.invoke(name, payload);
    if (result.ok) return;
    const { retryAttempts = 0, longestEventAgeSeconds = 0 } = this.find(name) ?? {};
    const due = clock.now() + (RETRY_WAITS_MS[attempt] ?? LAST_RETRY_WAIT_MS);
    if (attempt >= retryAttempts || due - accepted > longestEventAgeSeconds * 1000)
      return log({ type: 'undelivered', at: clock.now(), target: name, error: result.cause });
    const timer = clock.at(due, () => {
      this.#retries.delete(timer);
      void this.#deliver(event, attempt + 1);
    });
    this.#retries.add(timer);
  }
}

/** The same text for the same function with the same code, wherever that lies. */
const identityOf = (definition: FunctionDefinition): string => JSON.stringify({ ...definition, code: '' });

function asResult(outcome: Outcome, requestId: string): InvokeResult {
  if (!outcome.ok) return failed(outcome.error);
  if (Buffer.byteLength(outcome.payload) <= LARGEST_PAYLOAD)
    return { ok: true, payload: JSON.parse(outcome.payload), requestId };
  return failed({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${LARGEST_PAYLOAD} bytes).`,
  });
}

const failed = (error: ErrorRecord): InvokeResult => ({
  ok: false,
  error: error.errorType,
  cause: JSON.stringify(error),
});

const refused = (error: string, message: string): InvokeResult & { ok: false } => ({
  ok: false,
  error,
  cause: JSON.stringify({ errorType: error, errorMessage: message }),
  service: true,
});

function invocationEntry(name: string, { requestId, at, ms, initMs, error }: Measures): LogEntry {
  return {
    type: 'invocation',
    at,
    function: name,
    requestId,
    ms,
    ...(initMs === undefined ? {} : { initMs }),
    ...(error === undefined ? {} : { error }),
  };
}

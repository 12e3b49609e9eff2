import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { within } from '../deadline.ts';
import type { FunctionDefinition } from '../resources/functions.ts';
import type { ErrorRecord, InvokeMessage, SandboxData, SandboxMessage } from './protocol.ts';
import type { Sandbox, Threads } from './threads.ts';

/** How an invocation ended. */
export type Outcome =
  { readonly ok: true; readonly payload: string } | { readonly ok: false; readonly error: ErrorRecord };

/** What an instance is started with. */
export interface InstanceOptions {
  readonly definition: FunctionDefinition;
  /** Where the code lies for this instance's lifetime. */
  readonly code: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What time-outs are measured on. */
  readonly clock: Clock;
  readonly time: SharedArrayBuffer | undefined;
  /** The folder in which compiled code is kept for the next instance. */
  readonly compileCache: string;
  readonly threads: Threads;
  readonly onLog: (requestId: string | undefined, text: string) => void;
}

// Lambda gives the loading of code ten seconds of its own; what takes longer begins anew at the cost of the invocation.
const INIT_MS = 10_000;

/** One running copy of a function, in a sandbox with its own environment. It serves one event at a time, and never again
 * once `ended`. */
export class Instance {
  readonly #seconds: number;
  readonly #clock: Clock;
  readonly #sandbox: Sandbox;
  readonly #begun = performance.now();
  readonly #ready: Promise<ErrorRecord | undefined>;
  #started: (failure: ErrorRecord | undefined) => void = () => undefined;
  #settle: (outcome: Outcome) => void = () => undefined;
  #requestId = '';
  #ended = false;
  #initMs: number | undefined;

  constructor(options: InstanceOptions) {
    const { definition, environment, compileCache, onLog } = options;
    this.#seconds = definition.timeoutSeconds;
    this.#clock = options.clock;
    this.#ready = new Promise((resolve) => (this.#started = resolve));
    this.#sandbox = options.threads.open({
      data: sandboxData(options),
      environment,
      compileCache,
      onMessage: (message) =>
        message.type === 'log' ? onLog(message.requestId, message.text) : this.#hear(message),
      onGone: (status) => this.#die(exited(this.#requestId, status)),
    });
  }

  get ended(): boolean {
    return this.#ended;
  }

  async invoke(requestId: string, event: string): Promise<Outcome> {
    this.#requestId = requestId;
    this.#sandbox.keepAlive(true);
    try {
      const patience = INIT_MS + this.#seconds * 1000;
      const failure = await within({ clock: this.#clock, ms: patience }, this.#ready, () => this.#timeOut());
      return failure === undefined ? await this.#serve(event) : { ok: false, error: failure };
    } finally {
      this.#sandbox.keepAlive(false); // an idle instance does not keep the process alive
    }
  }

  /** How long the code took to load; told once. */
  takeInitMs(): number | undefined {
    const told = this.#initMs;
    this.#initMs = undefined;
    return told;
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#sandbox.terminate();
  }

  #serve(event: string): Promise<Outcome> {
    const remainingMs = this.#seconds * 1000;
    const answer = new Promise<Outcome>((resolve) => (this.#settle = resolve));
    const message: InvokeMessage = { requestId: this.#requestId, event, remainingMs, traceId: newTraceId() };
    this.#sandbox.post(message);
    const deadline = { clock: this.#clock, ms: remainingMs };
    return within(deadline, answer, () => ({ ok: false, error: this.#timeOut() }));
  }

  #timeOut(): ErrorRecord {
    void this.end();
    return timedOut(this.#requestId, this.#seconds);
  }

  #hear(message: Exclude<SandboxMessage, { type: 'log' }>): void {
    switch (message.type) {
      case 'ready':
        this.#initMs = performance.now() - this.#begun;
        return this.#started(undefined);
      case 'init-failed':
      case 'crashed':
        return this.#die(message.error);
      case 'done':
        return this.#settle({ ok: true, payload: message.payload });
      case 'failed':
        return this.#settle({ ok: false, error: message.error });
    }
  }

  #die(error: ErrorRecord): void {
    this.#ended = true;
    this.#started(error);
    this.#settle({ ok: false, error });
    void this.#sandbox.terminate();
  }
}

function sandboxData({ definition, code, environment, time }: InstanceOptions): SandboxData {
  return {
    code,
    handler: definition.handler,
    name: definition.name,
    arn: definition.arn,
    memoryMegabytes: definition.memoryMegabytes,
    logGroup: definition.logGroup,
    logStream: environment['AWS_LAMBDA_LOG_STREAM_NAME'] ?? '',
    logFormat: definition.logFormat,
    logLevel: definition.applicationLogLevel,
    sourceMaps: (environment['NODE_OPTIONS'] ?? '').includes('--enable-source-maps'),
    time,
  };
}

const newTraceId = (): string => {
  const text = randomUUID().replaceAll('-', '');
  return `Root=1-${text.slice(0, 8)}-${text.slice(8)};Sampled=0`;
};

const timedOut = (requestId: string, seconds: number): ErrorRecord => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
});

const exited = (requestId: string, status: string | undefined): ErrorRecord => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `RequestId: ${requestId} Error: Runtime exited ${status === undefined ? 'without providing a reason' : `with error: ${status}`}`,
});

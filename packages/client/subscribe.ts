import { DarkroomError, localError } from './error.ts';
import { followLive } from './live.ts';
import { part, type Transport } from './transport.ts';
import type { Task, TaskProgress } from './api-types.gen.ts';

/** What is known of a task underway: all of it where it was pushed, how far it is where it was asked for. */
export type TaskUpdate = Task | TaskProgress;

export interface WaitOptions {
  /** Told of each change that becomes known, the end too. */
  readonly onUpdate?: (update: TaskUpdate) => void;
  /** Stops waiting. The task goes on, unless `cancelOnAbort` says otherwise. */
  readonly signal?: AbortSignal | undefined;
  /** Stops waiting after so long, with the code `wait_timeout`. Never where it is left out. */
  readonly timeoutSeconds?: number;
  /** Cancels the task where the signal stops the waiting. */
  readonly cancelOnAbort?: boolean;
}

/** Enough of a task to wait for it: what `create` answered, or its id alone. */
export interface Handle extends Partial<TaskProgress> {
  readonly id: string;
}

const FIRST_PAUSE_SECONDS = 2;
const LONGEST_PAUSE_SECONDS = 30;

const isEnded = ({ status }: Partial<TaskUpdate>): boolean => status !== undefined && status !== 'PENDING';
const isWhole = (update: Partial<TaskUpdate>): update is Task => 'assets' in update;

/**
 * Waits for the end of a task, and answers with the task, however it ended. It is pushed where there is a WebSocket, else asked
 * for when the API says; a lost network is waited for.
 */
export async function subscribe(line: Transport, handle: Handle, options: WaitOptions = {}): Promise<Task> {
  const { signal, timeoutSeconds, cancelOnAbort } = options;
  signal?.throwIfAborted();
  const over = new AbortController();
  const stop = (): void => over.abort(signal?.reason);
  signal?.addEventListener('abort', stop);
  if (timeoutSeconds !== undefined) void timeOut(line, { handle, timeoutSeconds, over });
  try {
    return await new Waiting(line, handle, options.onUpdate).end(over.signal);
  } catch (error) {
    if (signal?.aborted && cancelOnAbort) await cancel(line, handle.id).catch(() => undefined);
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    over.abort();
  }
}

interface TimeLimit {
  readonly handle: Handle;
  readonly timeoutSeconds: number;
  readonly over: AbortController;
}

async function timeOut(line: Transport, { handle, timeoutSeconds, over }: TimeLimit): Promise<void> {
  const words = `Task ${handle.id} has not ended after ${timeoutSeconds} seconds; it goes on.`;
  await line.time.wait(timeoutSeconds * 1000, over.signal).then(
    () => over.abort(localError('wait_timeout', words, { taskId: handle.id })),
    () => undefined,
  );
}

const pathOf = (id: string): string => `/generation/tasks/${part(id)}`;

const cancel = (line: Transport, id: string): Promise<unknown> =>
  line.read({ path: `${pathOf(id)}/cancel`, method: 'POST', repeatable: true, tries: 2 });

/** One wait for one task. */
class Waiting {
  readonly #line: Transport;
  readonly #path: string;
  readonly #show: (update: TaskUpdate) => void;
  #known: Partial<TaskUpdate>;
  /** When to ask next, where nobody tells. */
  #due: number;
  /** The pause after a question that was not answered. */
  #pause = FIRST_PAUSE_SECONDS;
  #isLive = false;
  #mustLook = false;
  /** What the caller's own function threw, while it was told. */
  #failure: { readonly reason: unknown } | undefined;
  /** Ends a question whose answer has been told meanwhile. */
  #enough = new AbortController();
  #wake: () => void = () => undefined;

  constructor(line: Transport, handle: Handle, show: WaitOptions['onUpdate']) {
    this.#line = line;
    this.#path = pathOf(handle.id);
    this.#show = show ?? (() => undefined);
    this.#known = handle;
    this.#due = line.time.now() + (handle.nextCheckSeconds ?? 0) * 1000;
  }

  async end(signal: AbortSignal): Promise<Task> {
    if (!isEnded(this.#known)) this.#listen(this.#known.id ?? '', signal);
    for (;;) {
      signal.throwIfAborted();
      if (this.#failure) throw this.#failure.reason;
      const known = this.#known;
      if (isEnded(known) && isWhole(known)) return known;
      // While it is pushed there is nothing to wake up for but what is told.
      const asks = isEnded(known) || this.#mustLook || !this.#isLive;
      const pause = asks ? this.#due - this.#line.time.now() : Number.POSITIVE_INFINITY;
      if (pause <= 0) await this.#look(signal);
      else await this.#somethingHappens(pause, signal);
    }
  }

  /** Push is a help: where it is refused, the questions meet the same refusal, and say it. */
  #listen(task: string, signal: AbortSignal): void {
    const listening = followLive(
      this.#line,
      { task },
      {
        signal,
        onEvent: ({ data }) => this.#learn(data),
        onLook: () => this.#change({ mustLook: true }),
        onConnection: (isLive) => this.#change({ isLive }),
      },
    );
    listening.catch(() => this.#change({ isLive: false }));
  }

  #learn(update: TaskUpdate): void {
    this.#known = update;
    if (isEnded(update)) {
      this.#due = 0;
      this.#enough.abort();
    }
    try {
      this.#show(update);
    } catch (reason) {
      this.#failure = { reason };
    }
    this.#wake();
  }

  #change({ isLive = this.#isLive, mustLook = this.#mustLook }): void {
    if (mustLook && !this.#mustLook) this.#due = 0;
    this.#isLive = isLive;
    this.#mustLook = mustLook;
    this.#wake();
  }

  async #somethingHappens(pause: number, signal: AbortSignal): Promise<void> {
    const enough = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    const slept = this.#line.time.wait(pause, AbortSignal.any([signal, enough.signal]));
    await Promise.race([woken, slept.catch(() => undefined)]);
    enough.abort();
  }

  async #look(signal: AbortSignal): Promise<void> {
    const before = this.#known;
    const mustLook = this.#mustLook;
    // All of it where it is over or where push goes on from here; how far it is, where that is asked often.
    const path = isEnded(before) || mustLook ? this.#path : `${this.#path}/status`;
    this.#mustLook = false;
    this.#enough = new AbortController();
    const either = AbortSignal.any([signal, this.#enough.signal]);
    try {
      const update = await this.#line.read<TaskUpdate>({ path, tries: 1, signal: either });
      this.#pause = FIRST_PAUSE_SECONDS;
      this.#sleepFor(update.nextCheckSeconds ?? 1);
      // What was pushed meanwhile is newer.
      if (this.#known === before) this.#learn(update);
    } catch (error) {
      signal.throwIfAborted();
      if (this.#enough.signal.aborted) return;
      if (!(error instanceof DarkroomError) || !isPassing(error)) throw error;
      this.#mustLook = mustLook;
      this.#sleepFor(Math.max(this.#pause, error.retryAfterSeconds ?? 0));
      this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_SECONDS);
    }
  }

  #sleepFor(seconds: number): void {
    this.#due = this.#line.time.now() + seconds * 1000;
  }
}

// A task does not stop because the line to it broke, or because the API has a fault.
const isPassing = (error: DarkroomError): boolean => error.retryable || error.status >= 500;

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SourcePatch } from '../engine/source-patch.ts';
import type { LinkedOrder, Sources } from './compile.ts';
import type { Order, Result } from './perform.ts';

/** The messages of a worker thread. */
export interface ThreadAnswer {
  readonly result: Result;
  /** Marks that were passed, where the sources were given any. */
  readonly reached: readonly number[];
}

const MOST_THREADS = 4;

/** Vitest runs two files at once, which share the cores: what each thread has to find out first is found out less often. */
const PROCESSES = process.env['VITEST'] === undefined ? 1 : 2;

/** As many threads as there are cores for this process, but no more than four. */
const threadCount = (): number =>
  Math.max(1, Math.min(MOST_THREADS, Math.floor(availableParallelism() / PROCESSES)));

/** A thread that does one order after the other; it begins with the first. */
export class JobThread<Given = Order> {
  readonly #entry: string;
  readonly #data: unknown;
  #worker: Worker | undefined;

  constructor(entry: string, data: unknown) {
    this.#entry = entry;
    this.#data = data;
  }

  /** A thread that has not answered by then is ended, and that is an error; the next order begins another. */
  async ask(order: Given, limitMs = Infinity): Promise<ThreadAnswer> {
    this.#worker ??= this.#start();
    try {
      return await answerOf(this.#worker, order, limitMs);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): Worker {
    return new Worker(join(import.meta.dirname, this.#entry), {
      workerData: this.#data,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
  }
}

function answerOf(worker: Worker, order: unknown, limitMs: number): Promise<ThreadAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
  const gone = (code: number): void =>
    reject(new Error(`A thread ended with ${code}, and without an answer`));
  const timer =
    limitMs === Infinity ? undefined : setTimeout(() => reject(new Error('ran too long')), limitMs);
  worker.once('message', resolve).once('error', reject).once('exit', gone);
  worker.postMessage(order);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off('message', resolve).off('error', reject).off('exit', gone);
  });
}

/** A thread whose sources are changed so as they are loaded. */
export const patchedThread = (patches: readonly SourcePatch[] = []): JobThread =>
  new JobThread('thread.ts', patches);

/** A thread whose sources are changed with each order; libraries are loaded once. */
export const linkedThread = (sources: Sources): JobThread<LinkedOrder> =>
  new JobThread('linked-thread.ts', sources);

/** Does one job in a thread of its own. */
export async function inThread(order: Order): Promise<ThreadAnswer> {
  const thread = patchedThread();
  try {
    return await thread.ask(order);
  } finally {
    await thread.close();
  }
}

/** Does all of it in a few threads, in order of the list. */
export async function eachInThread<Item, Answer, Thread extends { close(): Promise<void> }>(
  items: readonly Item[],
  open: () => Thread,
  work: (item: Item, thread: Thread) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const take = async (): Promise<void> => {
    const thread = open();
    try {
      for (;;) {
        const mine = next;
        next += 1;
        const item = items[mine];
        if (item === undefined) return;
        answers[mine] = await work(item, thread);
      }
    } finally {
      await thread.close();
    }
  };
  await Promise.all(Array.from({ length: threadCount() }, take));
  return answers;
}

/** The parts of a work that is shared out evenly, one for each thread: every one of them finds out first what there is to do. */
export const allShares = (of = threadCount()) => Array.from({ length: of }, (_, part) => ({ part, of }));

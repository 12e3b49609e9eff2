import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Result } from './perform.ts';
import type { ThreadOrder } from './thread.ts';

/** The messages of a worker thread. */
export interface ThreadAnswer {
  readonly result: Result;
  /** Marks that were passed, where the sources were given any. */
  readonly reached: readonly number[];
}

const MOST_THREADS = 4;

/** As many threads as this machine has cores, but no more than four. */
const threadCount = (): number => Math.min(MOST_THREADS, availableParallelism());

const entry = join(import.meta.dirname, 'thread.ts');

/** Does one job in a thread of its own; a thread that has not ended by then is ended, and that is an error. */
export function inThread(order: ThreadOrder, limitMs = Infinity): Promise<ThreadAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, {
      workerData: order,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    const timer =
      limitMs === Infinity
        ? undefined
        : setTimeout(() => {
            reject(new Error('ran too long'));
            void worker.terminate();
          }, limitMs);
    worker.once('message', (answer: ThreadAnswer) => resolve(answer));
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`A thread ended with ${code}, and without an answer`));
    });
  });
}

/** Does all of it, a few at a time, in order of the list. */
export async function eachInThread<Item, Answer>(
  items: readonly Item[],
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const take = async (): Promise<void> => {
    for (;;) {
      const mine = next;
      next += 1;
      const item = items[mine];
      if (item === undefined) return;
      answers[mine] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: threadCount() }, take));
  return answers;
}

/** The parts of a work that is shared out evenly, one for each thread: every one of them finds out first what there is to do. */
export const allShares = (of = threadCount()) => Array.from({ length: of }, (_, part) => ({ part, of }));

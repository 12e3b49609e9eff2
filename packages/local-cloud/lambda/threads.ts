import { Worker } from 'node:worker_threads';
import type { InvokeMessage, SandboxData, SandboxMessage, ThreadOrder, ThreadReport } from './protocol.ts';

/** What an instance runs in. */
export interface Sandbox {
  post(message: InvokeMessage): void;
  /** Whether it keeps the process alive. */
  keepAlive(isBusy: boolean): void;
  /** Ends it in the middle of whatever it does. */
  terminate(): Promise<unknown>;
}

/** What a sandbox is opened with. */
export interface SandboxOptions {
  readonly data: SandboxData;
  readonly environment: Readonly<Record<string, string>>;
  /** The folder in which compiled code is kept for the next one. */
  readonly compileCache: string;
  readonly onMessage: (message: SandboxMessage) => void;
  /** It is gone, and did not say why; `status` is how. */
  readonly onGone: (status: string | undefined) => void;
}

/** Opens sandboxes. */
export interface Threads {
  open(options: SandboxOptions): Sandbox;
}

const causeOfDeath = (error: Error): string =>
  (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'signal: killed' : error.message;

/** A thread for each instance: with a memory limit of its own, and ended as Lambda ends what it runs. */
export const ownThreads: Threads = {
  open: ({ data, environment, compileCache, onMessage, onGone }) => {
    const worker = new Worker(new URL('./sandbox.ts', import.meta.url), {
      name: data.name,
      workerData: data,
      // Not for the function: the sandbox takes it out again.
      env: { ...environment, NODE_COMPILE_CACHE: compileCache },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: data.memoryMegabytes },
    });
    worker.on('message', onMessage);
    worker.on('error', (error: Error) => onGone(causeOfDeath(error)));
    worker.on('exit', (code) => onGone(code === 0 ? undefined : `exit status ${code}`));
    return {
      post: (message) => worker.postMessage(message),
      keepAlive: (isBusy) => (isBusy ? worker.ref() : worker.unref()),
      terminate: () => worker.terminate(),
    };
  },
};

interface Held {
  readonly onMessage: SandboxOptions['onMessage'];
  readonly gone: (status: string) => void;
}

/** As of a thread that is terminated. */
const TERMINATED = 'exit status 1';

/** A running thread of many instances. */
interface Shared {
  readonly worker: Worker;
  readonly held: Map<number, Held>;
}

/**
 * One thread for the instances of all functions, of any number of clouds. Code that lies outside of a function's own folder
 * is loaded once, so that the first call of a function costs little. What is given up for it: memory limits, and that an
 * instance that is ended stops to compute. It loses its sockets and is heard no more, and may open none. Only CommonJS.
 */
export function sharedThread(): Threads {
  let shared: Shared | undefined;
  let opened = 0;
  let busy = 0;
  const begin = (compileCache: string): Shared => {
    const held: Shared['held'] = new Map();
    const worker = new Worker(new URL('./sandbox-shared.ts', import.meta.url), {
      name: 'functions',
      env: { NODE_COMPILE_CACHE: compileCache, LANG: 'en_US.UTF-8', TZ: ':UTC' },
      execArgv: [],
    });
    const gone = (status: string): void => {
      if (shared?.worker === worker) shared = undefined;
      const all = [...held.values()];
      held.clear();
      for (const one of all) one.gone(status);
    };
    worker.on('message', ({ id, message }: ThreadReport) => {
      const one = held.get(id);
      if (message.type !== 'ended') return one?.onMessage(message);
      held.delete(id);
      one?.gone(TERMINATED);
    });
    worker.on('error', (error: Error) => gone(causeOfDeath(error)));
    worker.on('exit', (code) => gone(`exit status ${code}`));
    worker.unref();
    return { worker, held };
  };
  return {
    open: ({ data, environment, compileCache, onMessage, onGone }) => {
      const { worker, held } = (shared ??= begin(compileCache));
      const id = (opened += 1);
      const order = (one: ThreadOrder): void => worker.postMessage(one);
      const { promise: over, resolve } = Promise.withResolvers<void>();
      const gone = (status: string): void => {
        onGone(status);
        resolve();
      };
      held.set(id, { onMessage, gone });
      order({ type: 'start', id, data, environment });
      return {
        post: (message) => order({ type: 'invoke', id, message }),
        keepAlive: (isBusy) => {
          busy += isBusy ? 1 : -1;
          if (busy > 0) worker.ref();
          else worker.unref();
        },
        terminate: () => {
          if (!held.has(id)) return Promise.resolve();
          order({ type: 'end', id });
          return over;
        },
      };
    },
  };
}

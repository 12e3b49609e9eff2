import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { MediaSpec } from './spec.ts';

/** Renders media in a worker thread, so that requests are served meanwhile. */
export interface Renderer {
  render(spec: MediaSpec): Promise<Uint8Array>;
  close(): Promise<void>;
}

const answer = z.object({
  id: z.number(),
  bytes: z.instanceof(Uint8Array).optional(),
  error: z.string().optional(),
});

interface Order {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

const cacheLimit = 128 * 2 ** 20;

/** A cache of rendered bytes; beyond the limit the oldest entry is dropped. */
function mediaCache(): {
  get(key: string): Uint8Array | undefined;
  put(key: string, bytes: Uint8Array): void;
} {
  const kept = new Map<string, Uint8Array>();
  let size = 0;
  return {
    get: (key) => kept.get(key),
    put(key, bytes) {
      kept.set(key, bytes);
      size += bytes.length;
      for (const [oldest, old] of kept) {
        if (size <= cacheLimit) return;
        kept.delete(oldest);
        size -= old.length;
      }
    },
  };
}

/** A worker thread for rendering: started by the first order and, after a crash, again by the next one. */
function renderWorker(): { order: (spec: MediaSpec) => Promise<Uint8Array>; close: () => Promise<void> } {
  const orders = new Map<number, Order>();
  let worker: Worker | undefined;
  let lastId = 0;

  function failAll(error: Error): void {
    for (const order of orders.values()) order.reject(error);
    orders.clear();
    worker = undefined;
  }

  function startWorker(): Worker {
    const thread = new Worker(new URL('./worker.ts', import.meta.url), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    thread.unref();
    thread.on('message', (message: unknown) => {
      const { id, bytes, error } = answer.parse(message);
      const order = orders.get(id);
      orders.delete(id);
      if (bytes === undefined) order?.reject(new Error(error ?? 'nothing rendered'));
      else order?.resolve(bytes);
    });
    thread.on('error', (error: unknown) =>
      failAll(error instanceof Error ? error : new Error(String(error))),
    );
    thread.on('exit', () => failAll(new Error('the rendering worker ended')));
    return thread;
  }

  return {
    order: (spec) =>
      new Promise<Uint8Array>((resolve, reject) => {
        lastId += 1;
        orders.set(lastId, { resolve, reject });
        worker ??= startWorker();
        worker.postMessage({ id: lastId, spec });
      }),
    async close() {
      await worker?.terminate();
    },
  };
}

/** A renderer with a cache: the same spec is rendered once. */
export function renderer(): Renderer {
  const files = mediaCache();
  const rendering = new Map<string, Promise<Uint8Array>>();
  const { order, close } = renderWorker();

  async function made(key: string, spec: MediaSpec): Promise<Uint8Array> {
    try {
      const bytes = await order(spec);
      files.put(key, bytes);
      return bytes;
    } finally {
      rendering.delete(key);
    }
  }

  return {
    async render(spec) {
      const key = JSON.stringify(spec);
      const ready = files.get(key);
      if (ready !== undefined) return ready;
      const running = rendering.get(key) ?? made(key, spec);
      rendering.set(key, running);
      return running;
    },
    close,
  };
}

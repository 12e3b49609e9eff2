import { parentPort } from 'node:worker_threads';
import * as z from 'zod';
import { render } from './render.ts';
import { mediaSpec, type MediaSpec } from './spec.ts';

const order = z.object({ id: z.number(), spec: mediaSpec });

async function answer(id: number, spec: MediaSpec): Promise<void> {
  try {
    // The renderer's own buffer may be a window on shared memory, so a copy travels.
    const bytes = Uint8Array.from(await render(spec));
    parentPort?.postMessage({ id, bytes }, [bytes.buffer]);
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) });
  }
}

parentPort?.on('message', (message: unknown) => {
  const { id, spec } = order.parse(message);
  void answer(id, spec);
});

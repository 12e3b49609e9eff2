import { parentPort } from 'node:worker_threads';
import * as z from 'zod';
import { renderAudio } from './audio.ts';
import { renderImage } from './image.ts';
import { mediaSpec, type MediaSpec } from './spec.ts';
import { renderVideo } from './video.ts';

const order = z.object({ id: z.number(), spec: mediaSpec });
const renderers = { image: renderImage, video: renderVideo, audio: renderAudio };

async function answer(id: number, spec: MediaSpec): Promise<void> {
  try {
    // The renderer's own buffer may be a window on shared memory, so a copy travels.
    const bytes = Uint8Array.from(await renderers[spec.kind](spec));
    parentPort?.postMessage({ id, bytes }, [bytes.buffer]);
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) });
  }
}

parentPort?.on('message', (message: unknown) => {
  const { id, spec } = order.parse(message);
  void answer(id, spec);
});

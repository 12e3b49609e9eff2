import { Readable } from 'node:stream';
import type { Movement } from './moving.ts';
import { gathered } from './passing.ts';

const never = new Promise<void>(() => undefined);

/**
 * The body of a request to a store, of the pieces of a file: each is a sign of life, and what goes wrong with the source
 * ends the transfer from outside. The stream itself never fails: the SDK hands it on to streams of its own on which nobody
 * listens for errors (the one that adds a checksum behind the body), and an error there ends the process.
 */
export function movingBody(pieces: AsyncIterable<Buffer>, { moved, fail }: Movement): Readable {
  async function* watched(): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      moved();
      yield piece;
    }
  }
  async function* guarded(): AsyncGenerator<Buffer> {
    try {
      yield* gathered(watched());
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
      await never;
    }
  }
  return Readable.from(guarded());
}

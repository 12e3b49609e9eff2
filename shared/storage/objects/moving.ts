import { clearTimeout, setTimeout } from 'node:timers';

/** Nothing moves any more: tried again, it may. */
export class Stalled extends Error {
  constructor(ms: number) {
    super(`Nothing moved for ${ms} ms`);
    this.name = 'Stalled';
  }
}

/** A transfer that is watched. */
export interface Movement {
  /** To be called whenever something has moved. */
  readonly moved: () => void;
  /** Ends the transfer with this error. */
  readonly fail: (error: Error) => void;
  /** Aborted when the transfer has failed. */
  readonly abort: AbortController;
}

/**
 * Watches a transfer to a store: when nothing has moved for so long it fails, whichever side has stopped, and whether or
 * not anybody listens to the abort.
 */
export async function whileMoving<T>(idleMs: number, work: (movement: Movement) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      const fail = (error: Error): void => {
        reject(error);
        abort.abort();
      };
      const moved = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => fail(new Stalled(idleMs)), idleMs);
      };
      moved();
      work({ moved, fail, abort }).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
  }
}

/** How time passes. */
export interface Time {
  readonly now: () => number;
  /** Resolves after so long; rejects with the signal's reason as soon as it fires. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

// What is longer fires at once in browsers and in Node.
const LONGEST_MS = 2 ** 31 - 1;

export const realTime: Time = {
  now: () => Date.now(),
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', end);
          resolve();
        },
        Math.min(milliseconds, LONGEST_MS),
      );
      if (signal?.aborted) end();
      else signal?.addEventListener('abort', end, { once: true });
    }),
};

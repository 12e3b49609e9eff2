import type { Time } from '../time.ts';

/** Pauses pass at once, and are written down. */
export class HastyTime implements Time {
  readonly waits: number[] = [];
  #now = Date.parse('2026-10-02T10:00:00Z');

  readonly now = (): number => this.#now;

  readonly wait = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    // Others come to their turn: a server, a socket.
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    this.waits.push(milliseconds);
    this.#now += milliseconds;
  };
}

/** Nothing passes but what the test lets pass. */
export class StillTime implements Time {
  #now = Date.parse('2026-10-02T10:00:00Z');
  #somebodyWaits: () => void = () => undefined;
  #waiting: { readonly at: number; readonly wake: () => void }[] = [];

  readonly now = (): number => this.#now;

  readonly wait = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      this.#waiting.push({ at: this.#now + milliseconds, wake: resolve });
      this.#somebodyWaits();
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });

  /** Somebody waits for something that comes within so long. */
  async isWaitedFor(milliseconds: number): Promise<void> {
    while (!this.#waiting.some(({ at }) => at <= this.#now + milliseconds))
      await new Promise<void>((resolve) => {
        this.#somebodyWaits = resolve;
      });
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#waiting.filter(({ at }) => at <= this.#now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { wake } of due) wake();
  }
}

/** Knows whether anything is in flight. */
export class Activity {
  readonly #open = new Set<Promise<unknown>>();
  #fault: Error | undefined;

  /** Watches work until it ends. A fault in it is kept for the next caller of `idle`. */
  watch(work: Promise<unknown>): void {
    const watched = work
      .catch((error: unknown) => {
        this.#fault ??= error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => this.#open.delete(watched));
    this.#open.add(watched);
  }

  /** Resolves when nothing is in flight; rejects when some work broke instead of ending. */
  async idle(): Promise<void> {
    do {
      await Promise.all(this.#open);
      // Whoever was waiting for that work may start more in reply.
      await new Promise((resume) => setImmediate(resume));
    } while (this.#open.size > 0);
    if (this.#fault !== undefined) throw this.#fault;
  }
}

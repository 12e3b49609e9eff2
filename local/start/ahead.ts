/** A function, as far as its place in the line is decided by it. */
interface Callable {
  readonly name: string;
  /** Whether nobody waits for its answer. */
  readonly isAsynchronous: boolean;
}

/** So many bundles are made in about two seconds of two processors. */
const AHEAD = 4;

/**
 * The functions whose code is brought in first: those that were called last and that somebody waits for, then others that
 * somebody waits for, in the order of the table. `lastCalled` has the newest first.
 */
export function comeFirst(functions: readonly Callable[], lastCalled: readonly string[]): string[] {
  const waitedFor = functions.filter(({ isAsynchronous }) => !isAsynchronous).map(({ name }) => name);
  const called = lastCalled.filter((name) => waitedFor.includes(name));
  return [...new Set([...called, ...waitedFor])].slice(0, AHEAD);
}

/** Remembers which functions were called last, by construct id. */
export function recentCalls(): { note(id: string | undefined): void; newestFirst(): string[] } {
  const ids = new Set<string>();
  return {
    note: (id) => {
      if (id === undefined) return;
      ids.delete(id);
      ids.add(id);
    },
    newestFirst: () => [...ids].reverse(),
  };
}

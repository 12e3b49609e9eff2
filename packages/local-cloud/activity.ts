/** Counts work in flight, so that a test can wait until nothing happens any more. */
export interface Activity {
  /** Pieces of work begun so far; unchanged means nothing new has started. */
  readonly begun: number;
  /** Marks the beginning of a piece of work; call what it returns, once, at the end. */
  begin(): () => void;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
}

export function createActivity(): Activity {
  let begun = 0;
  let running = 0;
  let waiting: (() => void)[] = [];
  const end = (): void => {
    running -= 1;
    if (running > 0) return;
    const free = waiting;
    waiting = [];
    for (const resolve of free) resolve();
  };
  return {
    get begun() {
      return begun;
    },
    begin: () => {
      begun += 1;
      running += 1;
      let open = true;
      return () => {
        if (open) end();
        open = false;
      };
    },
    idle: async () => {
      while (running > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}

/** What has to be put away again, in the opposite order of its making. */
export interface Cleanups {
  /** After the end has come, a late comer is put away at once. */
  add(run: () => Promise<void> | void): void;
  /** Puts everything away; one that fails does not keep the others, and is reported. */
  run(): Promise<readonly unknown[]>;
}

/** An empty list of cleanups. */
export function cleanups(): Cleanups {
  const waiting: (() => Promise<void> | void)[] = [];
  const errors: unknown[] = [];
  let over = false;
  const attempt = async (run: () => Promise<void> | void): Promise<void> => {
    try {
      await run();
    } catch (error) {
      errors.push(error);
    }
  };
  return {
    add: (run) => {
      if (over) void attempt(run);
      else waiting.push(run);
    },
    run: async () => {
      over = true;
      for (let next = waiting.pop(); next; next = waiting.pop()) await attempt(next);
      return errors;
    },
  };
}

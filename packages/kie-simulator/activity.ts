/** Knows whether anything is going on, so that a test can wait for quiet before it moves the clock. */
export interface Activity {
  /** Counts the work until its promise settles. */
  during<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Inside `during`: waiting for the clock, or for a socket that is meant to hang, is not work. */
  aside<Value>(wait: () => Promise<Value>): Promise<Value>;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
}

/** An activity at rest. */
export function activity(): Activity {
  let running = 0;
  let waiting: (() => void)[] = [];

  function change(by: number): void {
    running += by;
    if (running > 0) return;
    const ready = waiting;
    waiting = [];
    for (const resolve of ready) resolve();
  }

  async function counted<Value>(by: number, work: () => Promise<Value>): Promise<Value> {
    change(by);
    try {
      return await work();
    } finally {
      change(-by);
    }
  }

  return {
    during: (work) => counted(1, work),
    aside: (wait) => counted(-1, wait),
    async idle() {
      do {
        if (running > 0) await new Promise<void>((resolve) => waiting.push(resolve));
        // What has just ended may have started something in its last breath.
        await new Promise<void>((resolve) => setImmediate(resolve));
      } while (running > 0);
    },
  };
}

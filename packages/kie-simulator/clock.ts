/** The only source of time of the simulator: a test hands in one that it moves by hand. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `run` once when the clock reaches `time`, unless cancelled before. */
  at(time: number, run: () => void): { cancel(): void };
}

// A longer delay overflows the 32 bits of setTimeout and would fire at once.
const longestSleep = 2 ** 31 - 1;

/** Real time; sleeps of any length. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(time, run) {
    let handle = sleepTowards();
    function sleepTowards(): NodeJS.Timeout {
      const left = Math.max(0, time - Date.now());
      if (left <= longestSleep) return setTimeout(run, left);
      return setTimeout(() => {
        handle = sleepTowards();
      }, longestSleep);
    }
    return { cancel: () => clearTimeout(handle) };
  },
};

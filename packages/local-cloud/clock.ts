/** The only source of time in the local cloud: a test hands in one that it moves by hand. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `run` once when the clock reaches `time`, unless cancelled before. */
  at(time: number, run: () => void): { cancel(): void };
}

// setTimeout keeps its delay in 32 bits; longer waits are made of several.
const LONGEST_DELAY = 2 ** 31 - 1;

const systemClocks = new WeakSet<Clock>();

/** Whether this clock tells the same time as `Date.now()`. */
export const isSystemClock = (clock: Clock): boolean => systemClocks.has(clock);

/** Real time. Its timers keep the process alive until they fire or are cancelled. */
export function systemClock(): Clock {
  const clock: Clock = {
    now: () => Date.now(),
    at: (time, run) => {
      let timer: NodeJS.Timeout | undefined;
      const arm = (): void => {
        const rest = time - Date.now();
        timer = setTimeout(rest > LONGEST_DELAY ? arm : run, Math.min(Math.max(rest, 0), LONGEST_DELAY));
      };
      arm();
      return { cancel: () => clearTimeout(timer) };
    },
  };
  systemClocks.add(clock);
  return clock;
}

import { isSystemClock, type Clock } from '../clock.ts';

/** Carries the host's time into sandboxes; nothing is carried when it is the system's, which they know themselves. */
export interface TimeCell {
  readonly memory: SharedArrayBuffer | undefined;
  /** Writes the time, and again and again until the returned function is called. */
  follow(): () => void;
}

// A clock moved by hand does not say when it moves; while code runs it is read this often.
const READ_EVERY_MS = 2;

export function createTimeCell(clock: Clock): TimeCell {
  if (isSystemClock(clock)) return { memory: undefined, follow: () => () => undefined };
  const memory = new SharedArrayBuffer(8);
  const cell = new BigInt64Array(memory);
  const write = (): void => void Atomics.store(cell, 0, BigInt(Math.floor(clock.now())));
  let followers = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    memory,
    follow: () => {
      write();
      followers += 1;
      timer ??= setInterval(write, READ_EVERY_MS);
      return () => {
        followers -= 1;
        if (followers > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

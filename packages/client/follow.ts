import { DarkroomError } from './error.ts';
import { isEnded } from './api.ts';
import type { Api } from './api.ts';
import type { Task, TaskProgress } from './types.ts';

const TICK_MS = 250;
const SHORTEST_PAUSE_MS = 500;
/** After a question that was not answered. */
const RETRY_PAUSE_MS = 3_000;
// A task does not stop because the line to it broke; a minute of silence is taken for more than a hiccup.
const PATIENCE_MS = 60_000;

/** Shows how far a task is; `done` leaves the screen clean for what follows. */
export interface ProgressDisplay {
  show(progress: TaskProgress): void;
  /** Draws the last state again, with the time that has passed since. */
  tick(): void;
  done(): void;
}

/** How following a task passes the time. */
export interface Time {
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when `interrupted` fires. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly interrupted: AbortSignal;
}

/** How a task is followed: on which display, and how time passes meanwhile. */
export interface FollowOptions {
  readonly display: ProgressDisplay;
  readonly time: Time;
  /** What is known already, from the answer to the create: it is not asked for at once. */
  readonly known?: TaskProgress;
}

/** The user pressed Ctrl-C: the task goes on without us. */
export class InterruptedError extends Error {
  constructor() {
    super('interrupted');
    this.name = 'InterruptedError';
  }
}

/** Asks until the task has ended, whenever the API says, and hands it back whole. */
export async function follow(api: Api, id: string, { display, time, known }: FollowOptions): Promise<Task> {
  let progress = known;
  let askedSince = time.now();
  try {
    for (;;) {
      if (time.interrupted.aborted) throw new InterruptedError();
      try {
        progress ??= await api.readStatus(id, time.interrupted);
        display.show(progress);
        if (isEnded(progress)) return await api.readTask(id, time.interrupted);
        await pause((progress.nextCheckSeconds ?? 1) * 1000, display, time);
        [progress, askedSince] = [undefined, time.now()];
      } catch (error) {
        if (time.interrupted.aborted) throw new InterruptedError();
        if (!isPassing(error) || time.now() - askedSince > PATIENCE_MS) throw error;
        await pause(RETRY_PAUSE_MS, display, time);
      }
    }
  } finally {
    display.done();
  }
}

/** True for what may be gone at the next try: no answer, too many questions, a fault on the server's side. */
export function isPassing(error: unknown): boolean {
  return error instanceof DarkroomError && (error.retryable || error.status >= 500);
}

async function pause(wanted: number, display: ProgressDisplay, time: Time): Promise<void> {
  const until = time.now() + Math.max(wanted, SHORTEST_PAUSE_MS);
  while (time.now() < until && !time.interrupted.aborted) {
    await time.sleep(TICK_MS);
    display.tick();
  }
}

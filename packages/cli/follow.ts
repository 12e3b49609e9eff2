import { ApiError, UnreachableError } from '../client/api-error.ts';
import { isEnded } from '../client/api.ts';
import type { Api } from '../client/api.ts';
import type { Task } from '../client/types.ts';
import type { ProgressDisplay } from './progress.ts';
import type { World } from './world.ts';

const TICK_MS = 250;
const LONGEST_PAUSE_MS = 3_000;
const SHORTEST_PAUSE_MS = 500;
// A task does not stop because the line to it broke; a minute of silence is taken for more than a hiccup.
const PATIENCE_MS = 60_000;

/** How following a task passes the time. */
export type Time = Pick<World, 'now' | 'sleep' | 'interrupted'>;

/** The user pressed Ctrl-C: the task goes on without us. */
export class InterruptedError extends Error {
  constructor() {
    super('interrupted');
    this.name = 'InterruptedError';
  }
}

/** Asks now and then until the task has ended, and hands it back whole. */
export async function follow(api: Api, id: string, display: ProgressDisplay, world: Time): Promise<Task> {
  let heardAt = world.now();
  try {
    for (;;) {
      if (world.interrupted.aborted) throw new InterruptedError();
      try {
        const progress = await api.readStatus(id, world.interrupted);
        heardAt = world.now();
        display.show(progress);
        if (isEnded(progress)) return await api.readTask(id, world.interrupted);
        await pause((progress.nextCheckSeconds ?? 1) * 1000, display, world);
      } catch (error) {
        if (world.interrupted.aborted) throw new InterruptedError();
        if (!isPassing(error) || world.now() - heardAt > PATIENCE_MS) throw error;
        await pause(LONGEST_PAUSE_MS, display, world);
      }
    }
  } finally {
    display.done();
  }
}

/** True for what may be gone at the next try: no answer, too many questions, a fault on the server's side. */
export function isPassing(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof ApiError && (error.status === 429 || error.status >= 500);
}

async function pause(wanted: number, display: ProgressDisplay, world: Time): Promise<void> {
  const until = world.now() + Math.min(Math.max(wanted, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
  while (world.now() < until && !world.interrupted.aborted) {
    await world.sleep(TICK_MS);
    display.tick();
  }
}

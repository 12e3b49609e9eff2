import type { Activity } from './activity.ts';
import type { Admission } from './admission.ts';
import type { Clock } from './clock.ts';
import type { Account } from './credits.ts';
import type { Knobs } from './knobs.ts';
import type { Random } from './random.ts';
import type { Task, TaskRecords } from './tasks.ts';

/** What every part of the simulator receives. */
export interface Simulation {
  readonly clock: Clock;
  readonly random: Random;
  readonly activity: Activity;
  readonly gate: Admission;
  /** The same for status questions. */
  readonly queryGate: Admission;
  readonly account: Account;
  readonly tasks: TaskRecords;
  knobs(): Knobs;
  setKnobs(changes: Partial<Knobs>): void;
  /** Origin of links, without a slash at the end. */
  origin(): string;
  /** Fires when the simulator stops. */
  readonly stopping: AbortSignal;
  /** Runs at a time of the clock unless the simulator is stopped or reset before. */
  later(time: number, run: () => void): void;
  /** A task has begun; a forged callback may be due before its end. */
  begun(task: Task): void;
  /** A task has come to its end; its callback is due. */
  settled(task: Task): void;
}

/** Holds an answer back by the clock; the wait does not count as work. */
export async function pause(sim: Simulation, milliseconds: number): Promise<void> {
  if (milliseconds <= 0) return;
  await sim.activity.aside(
    () => new Promise<void>((resolve) => sim.later(sim.clock.now() + milliseconds, resolve)),
  );
}

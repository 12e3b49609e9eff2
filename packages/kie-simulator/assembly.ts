import { activity } from './activity.ts';
import { admission } from './admission.ts';
import { callbacks } from './callbacks.ts';
import type { Clock } from './clock.ts';
import { accountOf } from './credits.ts';
import { dedicatedCallback } from './dedicated.ts';
import { jobCallback } from './jobs.ts';
import { turned, type Knobs } from './knobs.ts';
import { awaitEnd } from './lifecycle.ts';
import { midjourneyCallback } from './midjourney.ts';
import { randomFrom } from './random.ts';
import type { Simulation } from './simulation.ts';
import type { Store } from './store.ts';
import { taskRecords, type Task } from './tasks.ts';
import { veoCallback } from './veo.ts';

interface Parts {
  clock: Clock;
  store: Store;
  knobs: Knobs;
  /** Thousandths of a credit to begin with. */
  balance: number;
  seed: number;
  origin: () => string;
}

/** A simulation and the way to take back everything it has planned. */
export interface Assembly {
  sim: Simulation;
  /** Goes on with what an earlier run left behind. */
  resume: () => void;
  /** Takes back every timer and breaks off callbacks that are under way. */
  halt: () => void;
  cancelAll: () => void;
}

function callbackBody(sim: Simulation, task: Task): unknown {
  if (task.family === 'jobs') return jobCallback(sim, task);
  if (task.family === 'veo') return veoCallback(sim, task);
  return task.family === 'mj' ? midjourneyCallback(sim, task) : dedicatedCallback(sim, task);
}

/** Connects the parts of the simulator. */
export function assembled({ clock, store, knobs: start, balance, seed, origin }: Parts): Assembly {
  const timers = new Set<{ cancel(): void }>();
  const { remembered } = store;
  let knobs = start;
  const ending = new AbortController();
  const sim: Simulation = {
    clock,
    random: randomFrom(seed),
    activity: activity(),
    gate: admission(),
    queryGate: admission(),
    account: accountOf(remembered.balance ?? balance, (left) => store.write({ kind: 'balance', left })),
    tasks: taskRecords(remembered.tasks, (task) => store.write({ kind: 'task', task })),
    knobs: () => knobs,
    setKnobs(changes) {
      knobs = turned(knobs, changes);
    },
    origin: () => knobs.publicOrigin || origin(),
    stopping: ending.signal,
    later(time, run) {
      if (ending.signal.aborted) return;
      const timer = clock.at(time, () => {
        timers.delete(timer);
        run();
      });
      timers.add(timer);
    },
    begun: (task) => post.begun(task),
    settled: (task) => post.settled(task),
  };
  const post = callbacks(sim, (task) => callbackBody(sim, task));
  return {
    sim,
    resume() {
      for (const task of remembered.tasks) {
        if (task.state === 'running') awaitEnd(sim, task);
        else post.resume(task);
      }
    },
    cancelAll,
    halt() {
      cancelAll();
      ending.abort();
    },
  };

  function cancelAll(): void {
    for (const timer of timers) timer.cancel();
    timers.clear();
  }
}

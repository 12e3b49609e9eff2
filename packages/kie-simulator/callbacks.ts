import { deliverCallback } from './delivery.ts';
import type { Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';

/** Sends the callbacks of ended tasks, with the faults that the knobs ask for. */
export interface Callbacks {
  /** A task has ended: plan its callback. */
  settled(task: Task): void;
  /** A task has begun: plan a forged callback when it is to have one. */
  begun(task: Task): void;
  /** After a restart: whatever was due is due again. */
  resume(task: Task): void;
}

/** Schedules deliveries, and retries those that fail. */
function deliveries(sim: Simulation, bodyOf: (task: Task) => unknown) {
  // Callbacks that wait for another one to overtake them.
  const held = new Set<string>();
  const underway = new Set<string>();

  function schedule(task: Task, at: number): void {
    sim.tasks.put({ ...task, callbackAt: at });
    sim.later(at, () => {
      // An overtaken callback may have gone out already and wait for its retry.
      if (sim.tasks.get(task.id)?.callbackAt === at) start(task.id);
    });
  }

  function start(id: string): void {
    void sim.activity.during(() => deliver(id));
  }

  async function deliver(id: string): Promise<void> {
    const task = sim.tasks.get(id);
    if (task === undefined || task.callbackAt === null || underway.has(id)) return;
    held.delete(id);
    underway.add(id);
    const truth = task.faults.includes('callback-bad-signature') ? 'bad-signature' : 'result';
    const twice = task.faults.includes('callback-duplicate') && task.callbackTries === 0;
    const attempts = [truth, ...(twice ? ['duplicate' as const] : [])] as const;
    const [outcome] = await Promise.all(attempts.map((sent) => deliverCallback(sim, task, { sent, bodyOf })));
    underway.delete(id);
    const delivered = sim.tasks.get(id);
    if (sim.stopping.aborted || delivered === undefined) return;
    const wait = outcome === '200' ? undefined : sim.knobs().callbackRetryMs[delivered.callbackTries];
    if (wait === undefined) sim.tasks.put({ ...delivered, callbackAt: null });
    else schedule({ ...delivered, callbackTries: delivered.callbackTries + 1 }, sim.clock.now() + wait);
    for (const overtaken of held) start(overtaken);
  }

  return { schedule, hold: (id: string) => held.add(id) };
}

/** Plans and sends callbacks; `bodyOf` writes a body in the format of the task's API family. */
export function callbacks(sim: Simulation, bodyOf: (task: Task) => unknown): Callbacks {
  const { schedule, hold } = deliveries(sim, bodyOf);
  return {
    settled(task) {
      if (task.callbackUrl === null || task.faults.includes('callback-lost')) return;
      const reordered = task.faults.includes('callback-reorder');
      const late = reordered || task.faults.includes('callback-late');
      if (reordered) hold(task.id);
      schedule(task, sim.clock.now() + (late ? sim.knobs().callbackLateMs : 0));
    },
    begun(task) {
      if (task.callbackUrl === null || !task.faults.includes('callback-forged')) return;
      const middle = task.createdAt + ((task.endsAt ?? task.createdAt + 1_000) - task.createdAt) / 2;
      const forge = () => deliverCallback(sim, task, { sent: 'forged', bodyOf });
      sim.later(middle, () => void sim.activity.during(forge));
    },
    resume(task) {
      if (task.callbackAt !== null) schedule(task, Math.max(task.callbackAt, sim.clock.now()));
    },
  };
}

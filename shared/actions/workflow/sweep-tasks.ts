import { DEADLINE_GRACE_MS, RERUN_LOOK_MS, RUNNING_LOOK_MS } from '#domain/tasks/limits.ts';
import { isoTime } from '#domain/ports.ts';
import { rerunTask, restartTask, withoutLook } from '#domain/tasks/task-end.ts';
import { attemptsOf } from '#domain/tasks/task-progress.ts';
import { isSettled, type Task, type TaskSnapshot } from '#domain/tasks/task.ts';
import { DUE_SHARDS, type DueTask } from '#storage/tasks/task-lists.ts';
import type { AdmissionGate } from '#storage/tasks/admission-gate.ts';
import type { Dependencies } from '../dependencies.ts';

/** So many tasks of one shard are looked at in one tick; the rest is still due in the next. */
const MOST_PER_SHARD = 200;
const AT_ONCE = 10;

export interface SweepReport {
  readonly looked: number;
  readonly started: number;
  readonly rerun: number;
}

/** How a task is put right: nothing to do, its run is (re)started as it is, or a new run takes over. */
type Repair = 'none' | 'start' | 'rerun';

interface SweepDependencies extends Dependencies {
  readonly gate: AdmissionGate;
  readonly probe: (service: string) => Promise<boolean>;
  readonly services: readonly string[];
}

/**
 * Looks at every task that is due and repairs what is stuck: one whose execution was never started, one whose execution
 * is gone, one past its deadline, the late looks at tasks that ended without a final price, and what visits have written
 * for tasks that were removed meanwhile. Every repair is one conditional write like any other, so two sweepers at once
 * are harmless.
 */
export const sweepTasks = ({ tasks, workflow, clock, log, gate, probe, services }: SweepDependencies) => {
  /** Where a provider has refused our key: sends again as soon as one free call goes through. */
  const tryShutGates = async (): Promise<void> => {
    for (const service of services) {
      if ((await gate.isShut(service)) && (await probe(service))) {
        await gate.open(service);
        log.info('sends again', { provider: service });
      }
    }
  };

  const repairOf = async ({ task }: TaskSnapshot): Promise<Repair> => {
    if (isSettled(task)) return 'none';
    const state = await workflow.state(task);
    if (state === 'running') return 'none';
    // An execution that is over while the task is not: it died, or the task only waits for a late look.
    return state === 'missing' ? 'start' : 'rerun';
  };

  /** When to look again: a driven task now and then, and once its deadline has passed; any other soon. */
  const nextLook = (task: Task, repair: Repair): string => {
    const now = clock.now();
    const overdueAt = Date.parse(task.deadlineAt) + DEADLINE_GRACE_MS;
    if (repair === 'none' && overdueAt > now) return isoTime(Math.min(overdueAt, now + RUNNING_LOOK_MS));
    return isoTime(now + RERUN_LOOK_MS);
  };

  const repaired = (task: Task, repair: Repair, attempt: number, lookAt: string): Task => {
    const occasion = { at: isoTime(clock.now()), actor: 'sweeper' } as const;
    switch (repair) {
      case 'none':
        return { ...task, lookAt };
      case 'start':
        return restartTask(task, { ...occasion, reason: 'it was never started' }, attempt, lookAt);
      case 'rerun':
        return rerunTask(task, { ...occasion, reason: 'its execution was gone' }, attempt, lookAt);
    }
  };

  const sweepOne = async (address: DueTask): Promise<Repair> => {
    if (address.gone) {
      await tasks.clear(address);
      return 'none';
    }
    const snapshot = await tasks.load(address.owner, address.id);
    // The index may be behind: somebody has looked, or closed the task, since it was read.
    const { lookAt } = snapshot?.task ?? {};
    if (snapshot === undefined || lookAt === undefined || lookAt > isoTime(clock.now())) return 'none';
    const repair = await repairOf(snapshot);
    const seen = snapshot.task;
    const amended = await tasks.amendTask(seen, (task) => {
      if (task.run !== seen.run || task.lookAt !== seen.lookAt) return task; // another sweeper was faster
      if (isSettled(task)) return withoutLook(task);
      const lookAt = nextLook(task, repair);
      return repaired(task, repair, attemptsOf(snapshot.jobs), lookAt);
    });
    if (amended !== undefined && repair !== 'none') await workflow.start(amended.value);
    return repair;
  };

  const sweepSafely = async (address: DueTask): Promise<Repair> => {
    try {
      return await sweepOne(address);
    } catch (error) {
      // One task that cannot be repaired now must not keep the others from it; it is still due in the next tick.
      log.warn('not swept', { taskId: address.id, reason: String(error) });
      log.count('SweepFailed');
      return 'none';
    }
  };

  return async (): Promise<SweepReport> => {
    await tryShutGates();
    const now = isoTime(clock.now());
    const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => tasks.due(shard, now, MOST_PER_SHARD));
    const due = (await Promise.all(shards)).flat();
    const repairs: Repair[] = [];
    for (let i = 0; i < due.length; i += AT_ONCE) {
      repairs.push(...(await Promise.all(due.slice(i, i + AT_ONCE).map(sweepSafely))));
    }
    const count = (wanted: Repair): number => repairs.filter((repair) => repair === wanted).length;
    const report = { looked: due.length, started: count('start'), rerun: count('rerun') };
    if (report.started > 0) log.count('SweepStarted', report.started);
    if (report.rerun > 0) log.count('SweepRerun', report.rerun);
    return report;
  };
};

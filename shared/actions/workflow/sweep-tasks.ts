import { OLDEST_DUE_METRIC } from '#domain/operators/alarm-counts.ts';
import { itemMetrics } from '#domain/operators/operator-item.ts';
import { isoTime } from '#domain/ports.ts';
import { isEndedBy } from '#domain/tasks/closure.ts';
import { stuckItem } from '#domain/tasks/finalization.ts';
import { needsVisit, withLateLook, withNextLook } from '#domain/tasks/late-looks.ts';
import { isGivenUp, isLateLookStuck, repaired, repairFor, type SweepOutcome } from '#domain/tasks/repair.ts';
import { attemptsOf } from '#domain/tasks/task-progress.ts';
import { isSettled, type TaskSnapshot } from '#domain/tasks/task.ts';
import { DUE_SHARDS, type DueTask } from '#storage/tasks/task-lists.ts';
import { UnreadableTask } from '#storage/tasks/task-rows.ts';
import type { AdmissionGate } from '#storage/tasks/admission-gate.ts';
import type { Dependencies, ProviderDependencies } from '../dependencies.ts';
import { giveUpTask } from './give-up-task.ts';

/** So many tasks of one shard are looked at in one tick; the rest is still due in the next. */
const MOST_PER_SHARD = 200;
const AT_ONCE = 10;

export interface SweepReport {
  readonly looked: number;
  readonly started: number;
  readonly rerun: number;
}

interface SweepDependencies extends Dependencies {
  readonly gate: AdmissionGate;
  readonly probe: ProviderDependencies['probe'];
  readonly services: readonly string[];
  /** Sees to the counts of open tasks. */
  readonly countOpen: () => Promise<void>;
}

/** Where a provider has refused our key, or our account was empty: sends again as soon as one free call says that this is over. */
const gateProbe =
  ({ log, gate, probe, services }: SweepDependencies) =>
  async (): Promise<void> => {
    for (const service of services) {
      const closures = await gate.closures(service);
      if (closures.length === 0) continue;
      const account = await probe(service);
      if (account.type !== 'accepted') continue;
      for (const closure of closures.filter((one) => isEndedBy(one, account))) {
        await gate.open(service, closure);
        log.info('sends again', { provider: service, after: closure.type });
      }
    }
  };

/** For how long the most overdue of these tasks has been due; 0 where there is none. */
const secondsOverdue = (due: readonly DueTask[], now: number): number =>
  Math.max(0, ...due.map(({ dueAt }) => Math.floor((now - Date.parse(dueAt)) / 1000)));

/** So long a task whose rows cannot be read waits for a person before it is looked at again. */
const UNREADABLE_LOOK_MS = 3600_000;

/** Tells a person of a task whose rows cannot be read. It is looked at again later: another version may read them. */
const settingAside =
  ({ tasks, items, clock, log }: SweepDependencies) =>
  async ({ owner, id }: DueTask): Promise<SweepOutcome> => {
    const now = clock.now();
    if (await items.raise(stuckItem({ owner, id }, isoTime(now)))) log.count(itemMetrics.stuck);
    await tasks.postpone({ owner, id }, isoTime(now + UNREADABLE_LOOK_MS));
    return 'none';
  };

/** Puts a task right that is due: starts what has no execution, and stops a late look that leads to nothing. */
const repairing =
  ({ tasks, workflow, clock }: SweepDependencies) =>
  async ({ task: seen, jobs }: TaskSnapshot): Promise<SweepOutcome> => {
    const now = clock.now();
    const repair = needsVisit(seen, now) ? repairFor(await workflow.state(seen)) : 'none';
    if (repair === 'none' && isLateLookStuck(seen, now)) {
      await workflow.stop(seen);
      // Of a price there is no later look that would make up for this one.
      const planned = isSettled(seen) ? withNextLook : withLateLook;
      await tasks.amendTask(seen, (task) => (task.run === seen.run ? planned(task, isoTime(now)) : task));
      return 'stopped';
    }
    const plan = { repair, seen, attempt: attemptsOf(jobs), now };
    const amended = await tasks.amendTask(seen, (task) => repaired(task, plan));
    if (amended !== undefined && repair !== 'none') await workflow.start(amended.value);
    return repair;
  };

/** Looks at one task that is due, and puts it right, or ends it. */
const sweep = (dependencies: SweepDependencies) => {
  const { tasks, clock } = dependencies;
  const giveUp = giveUpTask(dependencies);
  const repair = repairing(dependencies);

  return async (address: DueTask): Promise<SweepOutcome> => {
    if (address.gone) {
      await tasks.clear(address);
      return 'none';
    }
    const snapshot = await tasks.load(address.owner, address.id);
    // The index may be behind: somebody has looked, or closed the task, since it was read.
    const { lookAt } = snapshot?.task ?? {};
    if (snapshot === undefined || lookAt === undefined || lookAt > isoTime(clock.now())) return 'none';
    if (snapshot.task.unrecognized === true) return 'none'; // it stays due to those who understand it
    if (!isGivenUp(snapshot.task, clock.now())) return repair(snapshot);
    await giveUp(snapshot);
    return 'given-up';
  };
};

/**
 * Looks at every task that is due and repairs what is stuck: one whose execution was never started, one whose execution
 * is gone, one past its deadline, one that no execution brings to its end even then, the late looks at tasks that ended
 * without a final price, and what visits have written for tasks that were removed meanwhile. Every repair is one
 * conditional write like any other, so two sweepers at once are harmless. Sees to the counts of open tasks, too.
 */
export const sweepTasks = (dependencies: SweepDependencies) => {
  const { tasks, clock, log, countOpen } = dependencies;
  const probeGates = gateProbe(dependencies);
  const sweepOne = sweep(dependencies);
  const setAside = settingAside(dependencies);

  const notSwept = ({ id }: DueTask, error: unknown): SweepOutcome => {
    log.warn('not swept', { taskId: id, reason: String(error) });
    log.count('SweepFailed');
    return 'none';
  };

  const notCounted = (error: unknown): void => {
    log.warn('open tasks not counted', { reason: String(error) });
    log.count('SweepFailed');
  };

  /** One task that cannot be repaired now must not keep the others from it; it is still due in the next tick. */
  const sweepSafely = (address: DueTask): Promise<SweepOutcome> =>
    sweepOne(address)
      .catch((error: unknown) => {
        notSwept(address, error);
        if (error instanceof UnreadableTask) return setAside(address);
        return 'none' as const;
      })
      .catch((error: unknown) => notSwept(address, error));

  return async (): Promise<SweepReport> => {
    await probeGates();
    const now = clock.now();
    const shards = Array.from({ length: DUE_SHARDS }, (_, shard) =>
      tasks.due(shard, isoTime(now), MOST_PER_SHARD),
    );
    const due = (await Promise.all(shards)).flat();
    const repairs: SweepOutcome[] = [];
    for (let i = 0; i < due.length; i += AT_ONCE) {
      repairs.push(...(await Promise.all(due.slice(i, i + AT_ONCE).map(sweepSafely))));
    }
    const count = (wanted: SweepOutcome): number => repairs.filter((repair) => repair === wanted).length;
    const report = { looked: due.length, started: count('start'), rerun: count('rerun') };
    await countOpen().catch(notCounted);
    log.count('SweepStarted', report.started);
    log.count('SweepRerun', report.rerun);
    log.measure(OLDEST_DUE_METRIC, secondsOverdue(due, now));
    return report;
  };
};

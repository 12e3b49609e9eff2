import { OLDEST_DUE_METRIC } from '#domain/operators/alarm-counts.ts';
import { itemMetrics } from '#domain/operators/operator-item.ts';
import { isoTime } from '#domain/ports.ts';
import { stuckItem } from '#domain/tasks/finalization.ts';
import { needsVisit, withLateLook, withNextLook } from '#domain/tasks/late-looks.ts';
import { isGivenUp, isLateLookStuck, repaired, repairFor, type SweepOutcome } from '#domain/tasks/repair.ts';
import { attemptsOf } from '#domain/tasks/task-progress.ts';
import { isSettled, type Task, type TaskSnapshot } from '#domain/tasks/task.ts';
import { shardsAt, type DueTask } from '#storage/tasks/due-tasks.ts';
import { UnreadableTask } from '#storage/tasks/task-rows.ts';
import type { IndexEntry } from '#storage/table/table-port.ts';
import type { Dependencies } from '../dependencies.ts';
import { giveUpTask } from './give-up-task.ts';
import { glanceTasks, putOffTask } from './glance-tasks.ts';
import { inTurn } from './in-turn.ts';
import { seeToGates, type GateDependencies } from './see-to-gates.ts';

/** So many tasks of one shard are listed at once, and so on until there are no more, or the time is up. */
const PAGE = 500;
const AT_ONCE = 10;
/** Those that run well are only put off: many at once. */
const PUT_OFF_AT_ONCE = 50;
/** Nothing new is begun after so much of the 55 seconds that a tick may take; the rest is still due in the next. */
const TICK_MS = 35_000;
/** Step Functions describes some ten executions a second: so many are looked at closely in one tick. */
const MOST_CLOSELY = 600;

/** How far the list of a shard was read. */
interface Page {
  readonly shard: number;
  readonly after?: IndexEntry;
}

/** What was done in one page of all shards. */
interface Swept {
  readonly looked: readonly SweepOutcome[];
  readonly putOff: number;
}

export interface SweepReport {
  readonly looked: number;
  readonly started: number;
  readonly rerun: number;
}

interface SweepDependencies extends Dependencies, GateDependencies {
  /** Sees to the counts of open tasks. */
  readonly countOpen: () => Promise<void>;
}

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

/** Sees to one page of what is due in each shard: whoever may never have been started first, whoever runs well last. */
const pageSweep = (dependencies: SweepDependencies) => {
  const { log } = dependencies;
  const sweepOne = sweep(dependencies);
  const setAside = settingAside(dependencies);
  const glance = glanceTasks(dependencies);
  const putOff = putOffTask(dependencies);

  const notSwept = ({ id }: Pick<DueTask, 'id'>, error: unknown): SweepOutcome => {
    log.warn('not swept', { taskId: id, reason: String(error) });
    log.count('SweepFailed');
    return 'none';
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

  const putOffSafely = (task: Task): Promise<SweepOutcome> =>
    putOff(task)
      .then(() => 'none' as const)
      .catch((error: unknown) => notSwept(task, error));

  /** `isTime` says whether more may be begun, `room` how many may be looked at closely. */
  return async (
    due: readonly DueTask[],
    { isTime, room }: { readonly isTime: () => boolean; readonly room: number },
  ): Promise<Swept> => {
    const { close, well } = await glance(due);
    const looked = await inTurn(close.slice(0, Math.max(0, room)), { isTime, atOnce: AT_ONCE }, sweepSafely);
    const wait = await inTurn(well, { isTime, atOnce: PUT_OFF_AT_ONCE }, putOffSafely);
    return { looked, putOff: wait.length };
  };
};

/**
 * Looks at every task that is due, until there is none, and repairs what is stuck: one whose execution was never started, one whose execution
 * is gone, one past its deadline, one that no execution brings to its end even then, the late looks at tasks that ended
 * without a final price, and what visits have written for tasks that were removed meanwhile. Every repair is one
 * conditional write like any other, so two sweepers at once are harmless. Sees to the counts of open tasks, too.
 */
export const sweepTasks = (dependencies: SweepDependencies) => {
  const { tasks, clock, log, countOpen } = dependencies;
  const probeGates = seeToGates(dependencies);
  const sweepPage = pageSweep(dependencies);

  const notCounted = (error: unknown): void => {
    log.warn('open tasks not counted', { reason: String(error) });
    log.count('SweepFailed');
  };

  const nextPage = async ({ shard, after }: Page, now: number) => ({
    shard,
    ...(await tasks.due(shard, isoTime(now), { limit: PAGE, after })),
  });

  return async (): Promise<SweepReport> => {
    const begun = clock.now();
    const isTime = (): boolean => clock.now() < begun + TICK_MS;
    await probeGates(isTime);
    const now = clock.now();
    const repairs: SweepOutcome[] = [];
    let [looked, oldest] = [0, 0];
    let shards: readonly Page[] = shardsAt(now).map((shard) => ({ shard }));
    while (shards.length > 0 && isTime()) {
      const pages = await Promise.all(shards.map((page) => nextPage(page, now)));
      const due = pages.flatMap((page) => page.due);
      oldest = Math.max(oldest, secondsOverdue(due, now));
      const swept = await sweepPage(due, { isTime, room: MOST_CLOSELY - repairs.length });
      repairs.push(...swept.looked);
      looked += swept.looked.length + swept.putOff;
      shards = pages.filter(({ after }) => after !== undefined);
    }
    const count = (wanted: SweepOutcome): number => repairs.filter((repair) => repair === wanted).length;
    const report = { looked, started: count('start'), rerun: count('rerun') };
    await countOpen().catch(notCounted);
    log.count('SweepStarted', report.started);
    log.count('SweepRerun', report.rerun);
    log.measure(OLDEST_DUE_METRIC, oldest);
    return report;
  };
};

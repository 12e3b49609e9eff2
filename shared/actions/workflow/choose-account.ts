import type { Clock, Random } from '#domain/ports.ts';
import { priceOfOneJob } from '#domain/tasks/closure.ts';
import type { Job } from '#domain/tasks/job.ts';
import type { GateRule } from '#domain/tasks/lanes.ts';
import { accountNamed, accountOf, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import { allJobs } from '#domain/tasks/task-progress.ts';
import { firstExternalId, type Task, type TaskSnapshot } from '#domain/tasks/task.ts';
import type { KnownAccounts } from '#storage/tasks/account-rows.ts';
import { closureFor } from '#storage/tasks/gate-row.ts';
import { waitIn, type GateViewer } from '#storage/tasks/gate-view.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';
import { openTo } from './open-accounts.ts';

export interface ChoiceDependencies extends KnownAccounts {
  readonly tasks: Pick<TaskStore, 'load'>;
  readonly gate: Pick<GateViewer, 'view'>;
  readonly ruleOf: (service: string) => GateRule;
  readonly clock: Clock;
  readonly random: Random;
}

/** At so many gates it is looked before one is chosen; where there are more accounts, at some of them. */
const MOST_LOOKED_AT = 8;

/** The accounts in turn from a place by chance on, so that no one is always asked first. */
const fromAnywhere = (accounts: readonly ProviderAccount[], fraction: number): readonly ProviderAccount[] => {
  const start = Math.floor(fraction * accounts.length);
  return [...accounts.slice(start), ...accounts.slice(0, start)];
};

/**
 * Those that take calls of a task. Where none does by what is remembered, it is looked how it is now: one that was opened
 * since has whoever waits go at once, and does not make him wait for another minute.
 */
const takers =
  (known: KnownAccounts) =>
  async ({ service, owner }: Task): Promise<readonly ProviderAccount[]> => {
    const open = await openTo(known)(service, owner);
    return open.length > 0 ? open : openTo(known)(service, owner, 'now');
  };

/** Of these accounts the one whose gate lets a call of a task through soonest; undefined where there is none. */
const soonest =
  ({ gate, ruleOf, clock, random }: ChoiceDependencies) =>
  async (task: Task, open: readonly ProviderAccount[]): Promise<ProviderAccount | undefined> => {
    const { service, owner, priority } = task;
    if (open.length < 2) return open[0];
    const asker = { owner, priority, now: clock.now() };
    const price = priceOfOneJob(task);
    let best: { readonly account: ProviderAccount; readonly wait: number } | undefined;
    for (const account of fromAnywhere(open, random.fraction()).slice(0, MOST_LOOKED_AT)) {
      const { row, queue } = await gate.view(account, asker.now);
      const isIdle = queue.lines.length === 0 && queue.nextAt <= asker.now;
      const isShut = closureFor(row, price) !== undefined;
      if (isIdle && !isShut) return account;
      const wait = isShut ? Infinity : waitIn(ruleOf(service), queue, asker);
      if (best === undefined || wait < best.wait) best = { account, wait };
    }
    return best?.account;
  };

/** Where what is yet to be sent of a task is bound to: its place is there, or it waits for it on that list. */
function boundTo(jobs: readonly Job[]): { readonly account: string | undefined } | undefined {
  for (const job of jobs) {
    const wait = job.state === 'queued' ? job.wait : undefined;
    // Places are given in advance by the first account only.
    if (wait?.type === 'slot') return { account: undefined };
    if (wait?.type === 'turn') return { account: wait.account };
  }
  return undefined;
}

/** The account that made what a task goes on from, of which no other one knows; undefined where it goes on from nothing. */
const madeBefore =
  ({ tasks }: Pick<ChoiceDependencies, 'tasks'>) =>
  async ({ task, request }: TaskSnapshot): Promise<ProviderAccount | undefined> => {
    const { owner, parentTaskId } = task;
    const parent = parentTaskId === undefined ? undefined : await tasks.load(owner, parentTaskId);
    if (parent === undefined) return undefined;
    const id = firstExternalId(parent.jobs);
    // What only repeats or varies another task does not name its job.
    const isNamed = id !== undefined && Object.values(request.input).includes(id);
    return isNamed
      ? accountOf(
          task.service,
          parent.jobs.find(({ n }) => n === 1),
        )
      : undefined;
  };

/**
 * The account that the calls of a visit to a task are made with. What it goes on from is known to one account only. Whoever
 * waits for a turn keeps to his list until he is taken off it. Whoever has an account of his own that is open goes there,
 * and everybody else where it is soonest; undefined where no account takes calls.
 */
export const chooseAccount = (dependencies: ChoiceDependencies) => {
  const choose = soonest(dependencies);
  const before = madeBefore(dependencies);
  const open = takers(dependencies);
  const { accountsOf, ownAccountOf } = dependencies;
  return async (snapshot: TaskSnapshot): Promise<ProviderAccount | undefined> => {
    const { service, owner } = snapshot.task;
    const bound = boundTo(allJobs(snapshot));
    if (bound !== undefined) return accountNamed(service, bound.account);
    const [all, own] = await Promise.all([accountsOf(service), ownAccountOf(service, owner)]);
    const maker = all.length === 1 && own === undefined ? undefined : await before(snapshot);
    return maker ?? choose(snapshot.task, await open(snapshot.task));
  };
};

/**
 * Whether a call that one account could not pay for may be made with another: one is open to its owner that is not known to be
 * empty, too, and what the task goes on from is not known to the first alone.
 */
export const payableElsewhere = (
  dependencies: Pick<ChoiceDependencies, 'tasks' | 'accountsOf' | 'ownAccountOf' | 'gate' | 'clock'>,
) => {
  const { gate, clock } = dependencies;
  const before = madeBefore(dependencies);
  return async (snapshot: TaskSnapshot, { service, account }: ProviderAccount): Promise<boolean> => {
    const open = await openTo(dependencies)(service, snapshot.task.owner);
    const others = open.filter((one) => one.account !== account);
    if (others.length === 0 || (await before(snapshot)) !== undefined) return false;
    const price = priceOfOneJob(snapshot.task);
    for (const other of others) {
      const { row } = await gate.view(other, clock.now());
      if (closureFor(row, price) === undefined) return true;
    }
    return false;
  };
};

import { Failure } from '#domain/error.ts';
import {
  fullFor,
  placeFreeIn,
  takesPlace,
  withPlace,
  type Full,
  type OpenTasks,
} from '#domain/limits/open-tasks.ts';
import type { Budget } from '#domain/money/budget.ts';
import { toCredits, type MilliCredits } from '#domain/money/money.ts';
import { stepAsideMs } from '#domain/tasks/schedule.ts';
import type { Task, TaskRequest } from '#domain/tasks/task.ts';
import type { OpenTaskStore } from '#storage/limits/open-tasks.ts';
import type { Write } from '#storage/table/table-port.ts';
import type { NewTaskStore } from '#storage/tasks/task-store.ts';
import type { Dependencies } from '../dependencies.ts';

interface StoreDependencies extends Pick<Dependencies, 'ledger' | 'clock' | 'random'> {
  readonly tasks: NewTaskStore;
  /** How many tasks owners may have open. */
  readonly places: Pick<OpenTaskStore, 'read' | 'newTaskWrites'>;
}

/** Transactions in each other's way are tried again for so long. */
const CONFLICT_PATIENCE_MS = 3000;

const freeOf = ({ monthly, daily }: Budget): MilliCredits => Math.min(monthly.free, daily.free);

/**
 * What is held of a budget: the estimate, or, of a model without a price, what is `held` for it as far as it is free.
 * Throws `budget_exceeded` where nothing is: what such a task will cost nobody can say.
 */
function heldOf({ model, estimate }: Task, held: MilliCredits | undefined, budget: Budget): MilliCredits {
  if (held === undefined) return estimate;
  const free = freeOf(budget);
  if (free > 0) return Math.min(held, free);
  const message = `What ${model} costs is not known: with a budget it can be started only while something of it is free`;
  throw new Failure('budget_exceeded', message, {
    extra: { estimatedCredits: toCredits(held), freeCredits: 0 },
  });
}

/** The budget as it is now decides; if it allows the task, it had changed under our hands, and we try again. */
const budgetCheck =
  ({ ledger }: StoreDependencies) =>
  async ({ owner, estimate, createdAt }: Task): Promise<void> => {
    const budget = await ledger.budget(owner, createdAt);
    if (budget === undefined) return;
    const free = freeOf(budget);
    if (free >= estimate) return;
    const [estimatedCredits, freeCredits] = [toCredits(estimate), toCredits(Math.max(0, free))];
    const message = `The task is estimated at ${estimatedCredits} credits; ${freeCredits} are free`;
    throw new Failure('budget_exceeded', message, { extra: { estimatedCredits, freeCredits } });
  };

/** Why an owner who has as many tasks open as he may is to come again, or whoever has his key. */
function tooMany({ exceeded, limit, open }: Full, { expectedSeconds }: Task): Failure {
  const tasks = exceeded === 'open' ? 'tasks' : 'tasks of this key';
  const message = `${open} ${tasks} are open, and ${limit} may be at once: wait until one has ended`;
  return new Failure('rate_limited', message, {
    retryAfterSeconds: placeFreeIn(limit, expectedSeconds),
    extra: { exceeded },
  });
}

/** What the limits of its owner make of a new task, and what is written with it. */
function withinLimits(
  { ledger, places }: StoreDependencies,
  { task: plain, held }: { readonly task: Task; readonly held: MilliCredits | undefined },
  { budget, open }: { readonly budget: Budget | undefined; readonly open: OpenTasks },
): { readonly task: Task; readonly writes: readonly Write[] } {
  const placed = withPlace(plain, takesPlace(open));
  const taking = places.newTaskWrites(placed, open);
  if (budget === undefined) return { task: placed, writes: taking };
  const hold = { amount: heldOf(plain, held, budget), month: budget.month, day: budget.day };
  return {
    task: { ...placed, hold },
    writes: [ledger.holdWrite(plain.owner, hold, budget), ...taking],
  };
}

/**
 * Stores a task with its request, with a hold on the owner's budget where one is set, and with a place where his open tasks
 * are limited; of a model without a price so much is `held`; what tells of it goes with it. Steps aside from conflicts for three seconds. Throws
 * `budget_exceeded`, `rate_limited` and `busy`; then nothing is stored.
 */
export const storeTask = (dependencies: StoreDependencies) => {
  const { tasks, ledger, places, clock, random } = dependencies;
  const refuseIfSpent = budgetCheck(dependencies);

  return async (
    plain: Task,
    request: TaskRequest,
    { held, told }: { readonly held: MilliCredits | undefined; readonly told: Write | undefined },
  ): Promise<{ outcome: 'created' | 'taken'; task: Task }> => {
    const { owner, id, createdAt } = plain;
    const giveUpAt = clock.now() + CONFLICT_PATIENCE_MS;
    for (let tries = 0; ; tries += 1) {
      const [budget, open] = await Promise.all([ledger.budget(owner, createdAt), places.read(owner)]);
      const full = fullFor(open, plain.keyId);
      if (full !== undefined) {
        // What was taken before is answered as before.
        if ((await tasks.load(owner, id)) === undefined) throw tooMany(full, plain);
        return { outcome: 'taken', task: plain };
      }
      const { task, writes } = withinLimits(dependencies, { task: plain, held }, { budget, open });
      const outcome = await tasks.create(task, request, told === undefined ? writes : [...writes, told]);
      if (outcome === 'created' || outcome === 'taken') return { outcome, task };
      if (outcome === 'refused') await refuseIfSpent(plain);
      if (clock.now() >= giveUpAt)
        throw new Failure('busy', 'Too many writes at once', { retryAfterSeconds: 1 });
      await clock.sleep(stepAsideMs(tries, random.fraction()));
    }
  };
};

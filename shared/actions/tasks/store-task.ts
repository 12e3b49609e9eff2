import { Failure } from '#domain/error.ts';
import type { Budget } from '#domain/money/budget.ts';
import { toCredits, type MilliCredits } from '#domain/money/money.ts';
import { stepAsideMs } from '#domain/tasks/schedule.ts';
import type { Task, TaskRequest } from '#domain/tasks/task.ts';
import type { Write } from '#storage/table/table-port.ts';
import type { Dependencies } from '../dependencies.ts';

type StoreDependencies = Pick<Dependencies, 'tasks' | 'ledger' | 'clock' | 'random'>;

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

/**
 * Stores a task with its request, and with a hold on the owner's budget where one is set; of a model without a price so
 * much is `held`; what tells of it goes with it. Steps aside from conflicts for three seconds. Throws `budget_exceeded` and `busy`; then nothing is stored.
 */
export const storeTask = (dependencies: StoreDependencies) => {
  const { tasks, ledger, clock, random } = dependencies;
  const refuseIfSpent = budgetCheck(dependencies);

  return async (
    plain: Task,
    request: TaskRequest,
    { held, told }: { readonly held: MilliCredits | undefined; readonly told: Write | undefined },
  ): Promise<{ outcome: 'created' | 'taken'; task: Task }> => {
    const giveUpAt = clock.now() + CONFLICT_PATIENCE_MS;
    for (let tries = 0; ; tries += 1) {
      const budget = await ledger.budget(plain.owner, plain.createdAt);
      const hold = budget && { amount: heldOf(plain, held, budget), month: budget.month, day: budget.day };
      const task = hold === undefined ? plain : { ...plain, hold };
      const extraWrites =
        budget === undefined || hold === undefined ? [] : [ledger.holdWrite(task.owner, hold, budget)];
      if (told !== undefined) extraWrites.push(told);
      const outcome = await tasks.create(task, request, extraWrites);
      if (outcome === 'created' || outcome === 'taken') return { outcome, task };
      if (outcome === 'refused') await refuseIfSpent(plain);
      if (clock.now() >= giveUpAt)
        throw new Failure('busy', 'Too many writes at once', { retryAfterSeconds: 1 });
      await clock.sleep(stepAsideMs(tries, random.fraction()));
    }
  };
};

import type { Task } from '#domain/tasks/task.ts';
import { chargeOf } from '../provider/provider-job.ts';
import type { Records } from './reconciliation-records.ts';
import { jobsOf } from './rule-context.ts';

/** Untold, we settle at our own estimate, which is never below what the provider takes. */
const ESTIMATE_OVER_PRICE = 4 / 3.5;

/** A task is settled at what the provider took. */
export function checkPrices(records: Records, task: Task): void {
  const { settlement } = task;
  if (settlement?.final !== true) return;
  for (const { n, externalId } of jobsOf(records, task)) {
    const job = records.provider.jobs.get(externalId ?? '');
    const price = settlement.prices[n - 1];
    if (job === undefined || !records.provider.isOver(job)) continue;
    const charge =
      job.behaviour.tellsPrice || job.behaviour.end === 'fail'
        ? chargeOf(job)
        : Math.round(job.price * ESTIMATE_OVER_PRICE);
    const isFree = job.behaviour.end === 'empty' && !job.behaviour.tellsPrice;
    if (price !== (isFree ? 0 : charge)) {
      records.watch.problem(`task ${task.id} settled job ${n} at ${price}, the provider took ${charge}`);
    }
  }
}

/** The ledger says of every job what its task says. */
export function checkLedger(records: Records, tasks: readonly Task[]): void {
  const sums = new Map<string, number>();
  for (const pk of records.table.partitions('ledger#')) {
    for (const row of records.table.partition(pk)) {
      const { type, at, taskId, job } = row;
      // Lines of a task that is gone stay, and another may have its id.
      if (type === 'hold' || Date.parse(String(at)) <= (records.watch.removed.get(String(taskId)) ?? 0))
        continue;
      const name = `${String(taskId)}/${String(job)}`;
      sums.set(name, (sums.get(name) ?? 0) + Number(row['amount']));
    }
  }
  for (const { id, settlement } of tasks) {
    settlement?.prices.forEach((price, i) => {
      const sum = sums.get(`${id}/${i + 1}`);
      if (sum !== price)
        records.watch.problem(`task ${id}: the ledger says ${sum} for job ${i + 1}, the task ${price}`);
    });
  }
}

/** Budgets hold what their tasks have reserved and spent; says how many are overspent. */
export function checkBudgets(records: Records, tasks: readonly Task[]): number {
  let overspent = 0;
  for (const pk of records.table.partitions('budget#')) {
    const row = records.table.get({ pk, sk: 'budget' });
    if (row === undefined) continue;
    const owner = pk.split('#')[1];
    const held = tasks.filter((task) => task.owner === owner && task.hold?.month === row['month']);
    const reserved = held.reduce(
      (sum, { hold, settlement }) => sum + (settlement === undefined ? (hold?.amount ?? 0) : 0),
      0,
    );
    if (reserved !== row['monthReserved'])
      records.watch.problem(`${pk} reserves ${String(row['monthReserved'])}, its tasks ${reserved}`);
    const spent = held.reduce(
      (sum, { settlement }) => sum + (settlement?.prices ?? []).reduce((all, price) => all + price, 0),
      0,
    );
    if (records.watch.removed.size === 0 && spent !== row['monthSpent']) {
      records.watch.problem(`${pk} says ${String(row['monthSpent'])} are spent, its tasks ${spent}`);
    }
    if (Number(row['monthFree']) < 0 || Number(row['dayFree']) < 0) overspent += 1;
  }
  return overspent;
}

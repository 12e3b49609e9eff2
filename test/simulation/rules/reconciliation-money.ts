import type { Task } from '#domain/tasks/task.ts';
import type { Row } from '#storage/table/table-port.ts';
import { chargeOf, priceToldAt, type ProviderJob } from '../provider/provider-job.ts';
import type { Records } from './reconciliation-records.ts';
import { jobsOf } from './rule-context.ts';

/** Untold, we settle at our own estimate, which is never below what the provider takes. */
const ESTIMATE_OVER_PRICE = 4 / 3.5;

/** An ended task is asked about so long after its end for a price that was not told by then. */
const LAST_PRICE_LOOK_MS = 6 * 3600_000;

/** What a job is settled at while the provider has not told a price. */
function untoldPrice({ behaviour, price }: ProviderJob): number {
  return behaviour.end === 'fail' ? 0 : Math.round(price * ESTIMATE_OVER_PRICE);
}

/** True where the provider has told a price by the last look at it. */
const isPriceTold = (job: ProviderJob, { ending }: Task): boolean =>
  job.behaviour.end === 'fail' || priceToldAt(job) <= Date.parse(ending?.at ?? '') + LAST_PRICE_LOOK_MS;

/** A job of a task that is settled for good, and that the provider has ended. */
function checkPrice(records: Records, task: Task, { n, job }: { n: number; job: ProviderJob }): void {
  const { id, settlement } = task;
  const price = settlement?.prices[n - 1];
  const isFinal = settlement?.estimated?.includes(n) !== true;
  const charge = isFinal ? chargeOf(job) : untoldPrice(job);
  if (price !== charge)
    records.watch.problem(`task ${id} settled job ${n} at ${price}, and should have at ${charge}`);
  if (!isFinal && isPriceTold(job, task))
    records.watch.problem(`task ${id}: the price of job ${n} was told, and is not in the books`);
}

/** A task is settled at what the provider took, where it has told that by the last look; else that is not called final. */
export function checkPrices(records: Records, task: Task): void {
  if (task.settlement?.final !== true || records.watch.removing.has(task.id)) return;
  for (const { n, externalId } of jobsOf(records, task)) {
    const job = records.provider.jobs.get(externalId ?? '');
    if (job !== undefined && records.provider.isOver(job)) checkPrice(records, task, { n, job });
  }
}

/** The ledger says of every job what its task says. */
export function checkLedger(records: Records, tasks: readonly Task[]): void {
  const sums = new Map<string, number>();
  for (const pk of records.table.partitions('ledger#')) {
    for (const row of records.table.partition(pk)) {
      const { at, taskId, job } = row;
      // Lines of a task that is gone stay, and another may have its id.
      if (Date.parse(String(at)) <= (records.watch.removed.get(String(taskId)) ?? 0)) continue;
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

/** What rows of the ledger, or of the sums, come to: `{day} {model}` with a number of tasks and an amount. */
type Charged = Map<string, readonly [tasks: number, amount: number]>;

const addTo = (charged: Charged, name: string, [tasks, amount]: readonly [number, number]): void => {
  const [before, sum] = charged.get(name) ?? [0, 0];
  charged.set(name, [before + tasks, sum + amount]);
};

/** By the ledger's lines: a task counts once for all its jobs. */
function chargedByLines(rows: readonly Row[]): Charged {
  const charged: Charged = new Map();
  const counted = new Set<string>();
  for (const { type, at, taskId, model, amount } of rows) {
    if (type !== 'settle' && type !== 'adjust') continue;
    const settlement = `${String(at)} ${String(taskId)}`;
    const isFirst = type === 'settle' && !counted.has(settlement);
    if (isFirst) counted.add(settlement);
    addTo(charged, `${String(at).slice(0, 10)} ${String(model)}`, [isFirst ? 1 : 0, Number(amount)]);
  }
  return charged;
}

/** By the rows that are read for usage. */
function chargedBySums(rows: readonly Row[]): Charged {
  const charged: Charged = new Map();
  for (const row of rows) {
    for (const [member, value] of Object.entries(row)) {
      const [, model, figure] = /^(.+)#(tasks|amount)$/.exec(member) ?? [];
      const parts = figure === 'tasks' ? ([Number(value), 0] as const) : ([0, Number(value)] as const);
      if (model !== undefined) addTo(charged, `${row.sk.slice(0, 10)} ${model}`, parts);
    }
  }
  return charged;
}

/** The sums of every owner, day and model are what the lines of the ledger come to. */
export function checkSums(records: Records): void {
  const { table, watch } = records;
  const owners = ['ledger#', 'usage#'].flatMap((kind) =>
    table.partitions(kind).map((pk) => pk.slice(kind.length)),
  );
  for (const owner of new Set(owners)) {
    const lines = chargedByLines(table.partition(`ledger#${owner}`));
    const sums = chargedBySums(table.partition(`usage#${owner}`));
    for (const name of new Set([...lines.keys(), ...sums.keys()])) {
      const [told, summed] = [lines.get(name), sums.get(name)].map((both) => String(both ?? 'nothing'));
      if (told !== summed) watch.problem(`${owner}: the ledger says ${told} for ${name}, the sums ${summed}`);
    }
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

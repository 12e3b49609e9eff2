import { taskOfKey } from '#domain/files/media-key.ts';
import { thumbnailKey, thumbnailSizes } from '#domain/files/preview.ts';
import type { Task } from '#domain/tasks/task.ts';
import { uploadOfKey } from '#domain/files/upload-key.ts';
import { chargeOf, type ProviderJob } from './provider-job.ts';
import { asTask, jobsOf, outputsOf, readAddress, type Watched } from './rule-context.ts';
import { asUpload } from './upload-rules.ts';
import type { Watch } from './watch.ts';

/** How a run ended, counted in tasks. The first four have to be nothing. */
export interface Accounts {
  lost: number;
  doubleSubmits: number;
  stuck: number;
  overspent: number;
  /** Calls of which nobody knows whether they were taken … */
  unknown: number;
  /** … and those of them that the provider took, and charged. */
  paid: number;
  tasks: number;
}

export const noAccounts = (): Accounts => ({
  lost: 0,
  doubleSubmits: 0,
  stuck: 0,
  overspent: 0,
  unknown: 0,
  paid: 0,
  tasks: 0,
});

/** Untold, we settle at our own estimate, which is never below what the provider takes. */
const ESTIMATE_OVER_PRICE = 4 / 3.5;
const SIX_HOURS_MS = 6 * 3600_000;
/** An upload that has expired is kept for a task so long, and until the cleanup has come by. */
const LONGEST_NEED_MS = 3 * 3600_000;

interface Books extends Watched {
  readonly watch: Watch;
  /** The cleanup came by in the end: then there is nothing left that is nobody's, and nothing that has expired. */
  readonly isCleanedUp: boolean;
  /** Told what each of those is that should not be. */
  readonly explain: (what: string) => void;
}

const describe = (books: Books, task: Task): string => {
  const { id, status, run, createdAt, deadlineAt, ending, settlement, lookAt } = task;
  const jobs = jobsOf(books, task).map(
    ({ n, state, attempt, releases }) => `${n} ${state} ${attempt}/${releases}`,
  );
  return `${id} ${JSON.stringify({ status, run, createdAt, deadlineAt, ending, settlement, lookAt, jobs })}`;
};

/** Which task and job of ours a job of the provider is for. */
function ours(books: Books, job: ProviderJob): { task: Task; n: number } | undefined {
  if (job.callbackUrl !== undefined) {
    const { taskId, owner, n } = readAddress(job.callbackUrl);
    const row = books.table.get({ pk: `task#${owner}#${taskId}`, sk: 'task' });
    return row === undefined ? undefined : { task: asTask(row), n };
  }
  for (const pk of books.table.partitions('task#')) {
    const row = books.table.get({ pk, sk: 'task' });
    if (row === undefined) continue;
    const mine = jobsOf(books, asTask(row)).find(({ externalId }) => externalId === job.id);
    if (mine !== undefined) return { task: asTask(row), n: mine.n };
  }
  return undefined;
}

/** True when the provider told us of a finished job in time, and we have not kept all its files. */
function isLost(books: Books, job: ProviderJob): boolean {
  if (job.behaviour.end !== 'success' || job.behaviour.files !== 'good' || job.endsAt === Infinity)
    return false;
  const mine = ours(books, job);
  if (mine === undefined) return false;
  const { task, n } = mine;
  const row = books.table.get({ pk: `task#${task.owner}#${task.id}`, sk: 'request' });
  if (books.watch.removing.has(task.id) || row === undefined) return false;
  if (task.status === 'CANCELED' && row['keepOutputs'] !== true) return false;
  const known = jobsOf(books, task).some((one) => one.n === n && one.externalId === job.id);
  // A late look is at 6 and at 24 hours: what ended before the first one has had two chances.
  const lastLook = Date.parse(task.ending?.at ?? '') + SIX_HOURS_MS;
  const inTime = job.endsAt <= Date.parse(task.deadlineAt) || (known && job.endsAt <= lastLook);
  // What we have answered a callback about has to be kept whenever it came.
  const heard = books.provider.heard.has(job.id);
  if (!heard && !(inTime && known)) return false;
  const kept = outputsOf(books, task).filter((output) => output.job === n && output.stored !== undefined);
  return kept.length !== job.urls.length;
}

/** Nobody drives it, or nobody ever will. */
function isStuck(books: Books, task: Task): boolean {
  if (task.status === 'PENDING') return true;
  if (books.watch.removing.has(task.id)) return false;
  return task.settlement === undefined || task.lookAt !== undefined;
}

function checkPrices(books: Books, task: Task): void {
  const { settlement } = task;
  if (settlement?.final !== true) return;
  for (const { n, externalId } of jobsOf(books, task)) {
    const job = books.provider.jobs.get(externalId ?? '');
    const price = settlement.prices[n - 1];
    if (job === undefined || !books.provider.isOver(job)) continue;
    const charge =
      job.behaviour.tellsPrice || job.behaviour.end === 'fail'
        ? chargeOf(job)
        : Math.round(job.price * ESTIMATE_OVER_PRICE);
    const isFree = job.behaviour.end === 'empty' && !job.behaviour.tellsPrice;
    if (price !== (isFree ? 0 : charge)) {
      books.watch.problem(`task ${task.id} settled job ${n} at ${price}, the provider took ${charge}`);
    }
  }
}

/** One request makes one task, and none is sent for more jobs than it has. */
function checkCounts(books: Books, tasks: readonly Task[]): number {
  const prompts = new Map<string, { tasks: number; jobs: number }>();
  for (const task of tasks) {
    const row = books.table.get({ pk: `task#${task.owner}#${task.id}`, sk: 'request' });
    const prompt = (row?.['input'] as { prompt?: string } | undefined)?.prompt ?? '';
    const count = prompts.get(prompt) ?? { tasks: 0, jobs: 0 };
    // What is retried or made again by an operator was asked for in another way.
    const own = task.parentTaskId === undefined ? 1 : 0;
    prompts.set(prompt, { tasks: count.tasks + own, jobs: count.jobs + task.jobs });
  }
  const taken = Map.groupBy(books.provider.jobs.values(), ({ prompt }) => prompt);
  let double = 0;
  for (const [prompt, count] of prompts) {
    const asked = books.watch.asked.get(prompt);
    if (asked !== undefined && count.tasks > asked)
      books.watch.problem(`${asked} requests made ${count.tasks} tasks`);
    if (books.watch.removing.size === 0) double += Math.max(0, (taken.get(prompt)?.length ?? 0) - count.jobs);
  }
  return double;
}

/** Objects without a record are a leak; the other way round is looked at when the record is written. */
function checkObjects(books: Books, tasks: readonly Task[]): void {
  const recorded = new Set(
    tasks.flatMap((task) =>
      outputsOf(books, task).flatMap(({ stored }) =>
        stored === undefined
          ? []
          : [stored.key, ...thumbnailSizes.flatMap((size) => thumbnailKey(stored.key, size) ?? [])],
      ),
    ),
  );
  for (const key of books.media.objects.keys()) {
    if (taskOfKey(key) !== undefined && !recorded.has(key))
      books.watch.problem(`the object ${key} is nobody's`);
  }
}

function checkLedger(books: Books, tasks: readonly Task[]): void {
  const sums = new Map<string, number>();
  for (const pk of books.table.partitions('ledger#')) {
    for (const row of books.table.partition(pk)) {
      if (row['type'] === 'hold') continue;
      const name = `${String(row['taskId'])}/${String(row['job'])}`;
      sums.set(name, (sums.get(name) ?? 0) + Number(row['amount']));
    }
  }
  for (const { id, settlement } of tasks) {
    settlement?.prices.forEach((price, i) => {
      const sum = sums.get(`${id}/${i + 1}`);
      if (sum !== price)
        books.watch.problem(`task ${id}: the ledger says ${sum} for job ${i + 1}, the task ${price}`);
    });
  }
}

function checkBudgets(books: Books, tasks: readonly Task[]): number {
  let overspent = 0;
  for (const pk of books.table.partitions('budget#')) {
    const row = books.table.get({ pk, sk: 'budget' });
    if (row === undefined) continue;
    const owner = pk.split('#')[1];
    const held = tasks.filter((task) => task.owner === owner && task.hold?.month === row['month']);
    const reserved = held.reduce(
      (sum, { hold, settlement }) => sum + (settlement === undefined ? (hold?.amount ?? 0) : 0),
      0,
    );
    if (reserved !== row['monthReserved'])
      books.watch.problem(`${pk} reserves ${String(row['monthReserved'])}, its tasks ${reserved}`);
    const spent = held.reduce(
      (sum, { settlement }) => sum + (settlement?.prices ?? []).reduce((all, price) => all + price, 0),
      0,
    );
    if (books.watch.removing.size === 0 && spent !== row['monthSpent']) {
      books.watch.problem(`${pk} says ${String(row['monthSpent'])} are spent, its tasks ${spent}`);
    }
    if (Number(row['monthFree']) < 0 || Number(row['dayFree']) < 0) overspent += 1;
  }
  return overspent;
}

/** Every upload is one that has not expired, and everything stored below the uploads is one of those. */
function checkUploads(books: Books): void {
  const keys = new Set<unknown>();
  for (const pk of books.table.partitions('upload#')) {
    const row = books.table.get({ pk, sk: 'upload' });
    if (row === undefined) continue;
    const { id, status, expiresAt, key } = asUpload(row);
    keys.add(key);
    if (status === 'removing') books.watch.problem(`upload ${id} never went`);
    else if (Date.parse(expiresAt) + LONGEST_NEED_MS < books.now()) {
      books.watch.problem(`upload ${id} has expired, and is still there`);
    }
  }
  for (const key of books.media.objects.keys()) {
    if (uploadOfKey(key) !== undefined && !keys.has(key))
      books.watch.problem(`the object ${key} is nobody's`);
  }
}

/** A visit may outlive its task; what it has written by then does not stay. */
function checkRemoved(books: Books): void {
  for (const pk of books.table.partitions('task#')) {
    if (books.table.get({ pk, sk: 'task' }) !== undefined) continue;
    const left = books.table.partition(pk).map(({ sk }) => sk);
    books.watch.problem(`${pk} is gone, and has left ${left.join(', ')}`);
  }
}

/** Holds the provider's books against ours when all has come to rest. */
export function settleAccounts(books: Books): Accounts {
  const accounts = noAccounts();
  const tasks = books.table.partitions('task#').flatMap((pk) => {
    const row = books.table.get({ pk, sk: 'task' });
    return row === undefined ? [] : [asTask(row)];
  });
  accounts.tasks = tasks.length;
  for (const task of tasks) {
    if (isStuck(books, task)) {
      accounts.stuck += 1;
      books.explain(`stuck: ${describe(books, task)}`);
    }
    checkPrices(books, task);
    const open = jobsOf(books, task).filter(({ state }) => state === 'unknown');
    accounts.unknown += open.length;
    accounts.paid += open.filter(
      ({ n }) => (books.watch.taken.get(`${task.id}/${n}`) ?? []).length > 0,
    ).length;
  }
  for (const job of books.provider.jobs.values()) {
    if (!isLost(books, job)) continue;
    accounts.lost += 1;
    const mine = ours(books, job);
    if (mine !== undefined)
      books.explain(
        `lost: job ${mine.n} (${JSON.stringify(job.behaviour)}) of ${describe(books, mine.task)}`,
      );
  }
  for (const taken of books.watch.taken.values()) accounts.doubleSubmits += taken.length - 1;
  accounts.doubleSubmits = Math.max(accounts.doubleSubmits, checkCounts(books, tasks));
  checkObjects(books, tasks);
  checkRemoved(books);
  if (books.isCleanedUp) checkUploads(books);
  checkLedger(books, tasks);
  accounts.overspent = checkBudgets(books, tasks);
  if (books.provider.overLimit > 0) books.watch.problem(`${books.provider.overLimit} creates came too fast`);
  return accounts;
}

import type { Task } from '#domain/tasks/task.ts';
import { keyCountsIn } from '#storage/limits/key-counts.ts';
import type { Row } from '#storage/table/table-port.ts';
import { asTask, type RuleContext } from './rule-context.ts';

/** So long may a task be open that is not counted, from the limit on: until the sweeper has looked … */
const LONGEST_UNCOUNTED_MS = 140_000;
/** … and where something fails meanwhile. */
const LONGEST_AMONG_FAULTS_MS = 20 * 60_000;

interface Count {
  readonly owner: string;
  readonly open: number;
  readonly limit: number | undefined;
  /** The same for each key, by its id. */
  readonly ofKeys: ReadonlyMap<string, number>;
  readonly keyLimit: number | undefined;
}

const numberIn = (row: Row | undefined, name: string): number | undefined => {
  const value = row?.[name];
  return typeof value === 'number' ? value : undefined;
};

function countsIn({ table }: RuleContext): Count[] {
  return table.partitions('limits#').map((pk) => {
    const limits = table.get({ pk, sk: 'limits' });
    const count = table.get({ pk, sk: 'open' });
    return {
      owner: pk.slice('limits#'.length),
      open: numberIn(count, 'open') ?? 0,
      limit: numberIn(limits, 'openTasks'),
      ofKeys: new Map(Object.entries(keyCountsIn(count ?? {}))),
      keyLimit: numberIn(limits, 'keyOpenTasks'),
    };
  });
}

const tasksOf = ({ table }: RuleContext, owner: string): Task[] =>
  table.partitions(`task#${owner}#`).flatMap((pk) => {
    const row = table.get({ pk, sk: 'task' });
    return row === undefined ? [] : [asTask(row)];
  });

const placeOf = ({ id, incarnation = '' }: Pick<Task, 'id' | 'incarnation'>): string =>
  `${id}#${incarnation}`;

/** Who has ended has no place, and who is open has one before long. */
function checkTask(context: RuleContext, task: Task, limitedSince: number): void {
  const { id, status, placed, createdAt } = task;
  if (status !== 'PENDING' && placed === true && !context.isBesideEarlier)
    context.problem(`task ${id} has ended, and keeps its place`);
  if (status !== 'PENDING' || placed === true) return;
  const longest = context.hasFaults() ? LONGEST_AMONG_FAULTS_MS : LONGEST_UNCOUNTED_MS;
  if (context.now() > Math.max(limitedSince, Date.parse(createdAt)) + longest)
    context.problem(`task ${id} is never counted`);
}

/** The rules for open tasks that are counted, whenever nothing is half done. */
export class PlaceRules {
  #created: Task | undefined;
  /** Since when a limit holds for an owner. */
  readonly #limitedSince = new Map<string, number>();

  taskChanged(context: RuleContext, before: Task | undefined, after: Task | undefined): void {
    const isOpenedAnew = before?.status !== 'PENDING' && before !== undefined && after?.status === 'PENDING';
    if (isOpenedAnew && after.placed !== true)
      context.problem(`task ${after.id} is opened anew, and has no place`);
    if (before === undefined && after?.placed === true) this.#created = after;
  }

  atRest(context: RuleContext): void {
    const counts = countsIn(context);
    for (const pk of context.table.partitions('open#'))
      if (!counts.some(({ owner }) => `open#${owner}` === pk)) context.problem(`${pk} is not counted`);
    for (const count of counts) this.#check(context, count);
    this.#created = undefined;
  }

  #check(context: RuleContext, count: Count): void {
    const { owner, open, limit } = count;
    const rows = context.table.partition(`open#${owner}`);
    const places = new Set(rows.map(({ sk }) => sk));
    this.#checkKeys(context, count, rows);
    if (places.size !== open) context.problem(`${owner} has ${places.size} places, and ${open} are counted`);
    if (this.#created?.owner === owner && limit !== undefined && open > limit)
      context.problem(`${owner} was let open ${open} tasks, and may have ${limit}`);
    const since = this.#limited(count, context.now());
    for (const task of tasksOf(context, owner)) {
      if ((task.placed === true) !== places.has(placeOf(task)))
        context.problem(`task ${task.id} and its place do not agree`);
      checkTask(context, task, since);
    }
  }

  /** What is counted for each key are its places. */
  #checkKeys(context: RuleContext, { owner, ofKeys, keyLimit }: Count, places: readonly Row[]): void {
    const placed = Map.groupBy(places, ({ keyId }) => keyId);
    for (const keyId of new Set([...ofKeys.keys(), ...placed.keys()])) {
      if (typeof keyId !== 'string') continue;
      const [open, counted] = [placed.get(keyId)?.length ?? 0, ofKeys.get(keyId) ?? 0];
      if (open !== counted)
        context.problem(`key ${keyId} of ${owner} has ${open} places, and ${counted} are counted`);
      const isNew = this.#created?.owner === owner && this.#created.keyId === keyId;
      if (isNew && keyLimit !== undefined && counted > keyLimit)
        context.problem(`key ${keyId} of ${owner} was let open ${counted} tasks, and may have ${keyLimit}`);
    }
  }

  /** Since when a limit holds. */
  #limited({ owner, limit, keyLimit }: Count, now: number): number {
    if (limit === undefined && keyLimit === undefined) this.#limitedSince.delete(owner);
    else if (!this.#limitedSince.has(owner)) this.#limitedSince.set(owner, now);
    return this.#limitedSince.get(owner) ?? Infinity;
  }

  /** Nothing is open any more: nothing is counted. */
  atEnd(context: RuleContext): void {
    for (const { owner, open } of countsIn(context))
      if (open !== 0) context.problem(`${owner} has ${open} places for good, and no task is open`);
    for (const pk of context.table.partitions('open#')) context.problem(`${pk} has places for good`);
  }
}

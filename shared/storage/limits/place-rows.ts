import type { Owner } from '#domain/ids.ts';
import type { Incarnated } from '#domain/tasks/incarnation.ts';
import { isEnded, type Task } from '#domain/tasks/task.ts';
import type { Key, Write } from '../table/table-port.ts';
import { keyCount } from './key-counts.ts';

/**
 * How open tasks are counted: a row for each that has a place, and one that holds their number. All three, the task's own
 * row with them, move in one transaction.
 */

/** Which task has a place, and whose key it is counted for besides. */
export interface Placed extends Pick<Task, 'owner' | 'id' | 'keyId'>, Incarnated {}

/** The partition of the index in which counts lie that somebody has to look at. */
export const DUE_COUNTS = 'open';

export const countKey = (owner: Owner): Key => ({ pk: `limits#${owner}`, sk: 'open' });
export const placesOf = (owner: Owner): string => `open#${owner}`;
export const placeKey = ({ owner, id, incarnation = '' }: Placed): Key => ({
  pk: placesOf(owner),
  sk: `${id}#${incarnation}`,
});

/** What is said of a count besides: that it is to be looked at, from when on (ISO). */
export const dueFrom = (dueAt: string) => ({ duePk: DUE_COUNTS, dueAt });

/** How taking a place is limited, and what it says of the count. */
export interface Taking {
  readonly limit?: number;
  readonly keyLimit?: number;
  /** Counting begins: others may be open that are not counted. */
  readonly dueAt?: string;
}

/** What a place is to the counts of its owner and its key. */
const moved = ({ keyId }: Placed, by: 1 | -1) => ({
  open: by,
  ...(keyId === undefined ? {} : { [keyCount(keyId)]: by }),
  moves: 1,
});

/** What the counts have to be below for a place to be free. */
const roomFor = ({ keyId }: Placed, { limit, keyLimit }: Taking): Record<string, number> => ({
  ...(limit === undefined ? {} : { open: limit }),
  ...(keyLimit === undefined || keyId === undefined ? {} : { [keyCount(keyId)]: keyLimit }),
});

/** What goes with a task that takes a place. */
export function takingWrites(task: Placed, taking: Taking): Write[] {
  const { id, keyId, owner } = task;
  const { dueAt } = taking;
  const belowOrMissing = roomFor(task, taking);
  return [
    { type: 'put', row: { ...placeKey(task), id, ...(keyId === undefined ? {} : { keyId }) } },
    {
      type: 'add',
      key: countKey(owner),
      add: moved(task, 1),
      ...(dueAt === undefined ? {} : { set: { ending: 0, ...dueFrom(dueAt) } }),
      ...(Object.keys(belowOrMissing).length === 0 ? {} : { when: { belowOrMissing } }),
    },
  ];
}

/** What goes with a task that gives its place back. */
export const givingWrites = (task: Placed): Write[] => [
  { type: 'remove', key: placeKey(task) },
  { type: 'add', key: countKey(task.owner), add: moved(task, -1) },
];

/** What goes with a change of a task, where it changes whether it has a place. */
export function placeWrites(next: Task, before: Task): Write[] {
  if (next.placed === before.placed) return [];
  if (next.placed !== true) return givingWrites(before);
  // Who is opened anew may be the only one that is counted.
  return takingWrites(next, isEnded(before) ? { dueAt: next.createdAt } : {});
}

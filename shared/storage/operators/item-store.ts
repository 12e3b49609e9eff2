import * as z from 'zod';
import { once } from '#domain/once.ts';
import { isOwner, isTaskId } from '#domain/ids.ts';
import { namesOf } from '#domain/names.ts';
import { itemKinds, itemStatuses, type OperatorItem } from '#domain/operators/operator-item.ts';
import type { Key, Row, Table, Write } from '../table/table-port.ts';
import { writeTogether } from '../table/write-together.ts';
import { Contention } from '../unavailable.ts';

const itemRow = once(
  () =>
    z.object({
      id: z.string(),
      kind: z.enum(namesOf(itemKinds)).catch('other'),
      status: z.enum(namesOf(itemStatuses)).catch('other'),
      taskId: z.string().refine(isTaskId),
      owner: z.string().refine(isOwner),
      job: z.int(),
      model: z.string().exactOptional(),
      service: z.string().exactOptional(),
      externalTaskId: z.string().exactOptional(),
      candidateIds: z.array(z.string()).exactOptional(),
      cause: z.string().exactOptional(),
      createdAt: z.string(),
      closedAt: z.string().exactOptional(),
      reason: z.string().exactOptional(),
      newTaskId: z.string().exactOptional(),
    }) satisfies z.ZodType<OperatorItem>,
);

const PARTITION = 'items';
const keyOf = (id: string): Key => ({ pk: PARTITION, sk: id });
const rowOf = (item: OperatorItem): Row => ({ ...keyOf(item.id), ...item });

/** Keeps what a person has to decide. */
export function itemStore(table: Table) {
  return {
    /** Goes with the change that raises the item. Raising it twice is harmless: its id says what it is about. */
    raiseWrite: (item: OperatorItem): Write => ({ type: 'put', row: rowOf(item) }),

    /** Raises an item by itself; false where it has been raised before. */
    async raise(item: OperatorItem): Promise<boolean> {
      return (await table.write({ type: 'put', row: rowOf(item), when: { absent: true } })).type === 'done';
    },

    async find(id: string): Promise<OperatorItem | undefined> {
      const row = await table.get(keyOf(id));
      return row === undefined ? undefined : itemRow().parse(row);
    },

    /** Items whose ids come after this one ('' for the first), in the order of ids, up to so many. */
    async page(after: string, limit: number): Promise<readonly OperatorItem[]> {
      return (await table.page(PARTITION, after, limit)).map((row) => itemRow().parse(row));
    },

    /** All items, the oldest first. */
    async list(): Promise<readonly OperatorItem[]> {
      const items = (await table.partition(PARTITION)).map((row) => itemRow().parse(row));
      return items.sort((left, right) => (left.createdAt < right.createdAt ? -1 : 1));
    },

    /** Writes what tells of a decision that closes nothing. */
    tell: async (line: Write): Promise<void> => void (await table.write(line)),

    /** Ends an open item, and writes with it what tells of that; false when somebody else has. */
    async close(
      { id, status, reason, closedAt, externalTaskId, newTaskId }: OperatorItem,
      told: readonly Write[] = [],
    ): Promise<boolean> {
      const decided = { status, reason, closedAt, externalTaskId, newTaskId };
      const set = Object.fromEntries(
        Object.entries(decided).flatMap(([name, to]) => (to === undefined ? [] : [[name, to]])),
      );
      const when = { equals: { status: 'open' } };
      const end = { type: 'add', key: keyOf(id), set, when } as const;
      const written = await writeTogether(table, [end, ...told]);
      if (written.type === 'conflict') throw new Contention(`Another write was in the way of closing ${id}`);
      return written.type === 'done';
    },
  };
}

export type ItemStore = ReturnType<typeof itemStore>;

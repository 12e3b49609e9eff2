import * as z from 'zod';
import { isOwner, isTaskId, type Owner } from '#domain/ids.ts';
import type { FeedEvent, Listener, LiveTarget } from '#domain/live/live.ts';
import { once } from '#domain/once.ts';
import type { Key, Row, Table } from '../table/table-port.ts';

/**
 * How those who are connected lie in the table: a row for each subscription in the partition of what it is for, so that an
 * event reads those whom it concerns and no others; and one in the partition of the connection, by which they are found when
 * it ends.
 */

const listenersOf = (owner: Owner, target: LiveTarget): string =>
  target.type === 'owner' ? `listeners#${owner}` : `listeners#${owner}#${target.type}#${target.id}`;
const connectionOf = (connectionId: string): string => `connection#${connectionId}`;

const listenerRow = once(() =>
  z.object({
    connectionId: z.string(),
    owner: z.string().refine(isOwner),
    target: z.discriminatedUnion('type', [
      z.object({ type: z.literal('owner') }),
      z.object({ type: z.literal('task'), id: z.string().refine(isTaskId) }),
      z.object({ type: z.literal('prompt'), id: z.string() }),
    ]),
    credential: z.discriminatedUnion('type', [
      z.object({ type: z.literal('key'), hash: z.string() }),
      z.object({ type: z.literal('browser'), keyId: z.string() }),
      z.object({ type: z.literal('issued') }),
    ]),
    endsAt: z.number(),
  }),
);

const known = (rows: readonly Row[]): Listener[] =>
  rows.flatMap((row) => listenerRow().safeParse(row).data ?? []);

/** Where the two rows of a subscription lie: for what it is for, and for its connection. */
const keysOf = ({ connectionId, owner, target }: Listener): readonly [Key, Key] => {
  const place = listenersOf(owner, target);
  return [
    { pk: place, sk: connectionId },
    { pk: connectionOf(connectionId), sk: place },
  ];
};

/** Where those are kept who are connected. */
export const listenerStore = (table: Table) => {
  const remove = async (listener: Listener): Promise<void> => {
    const [place, ofConnection] = keysOf(listener);
    await table.write({ type: 'remove', key: place });
    await table.write({ type: 'remove', key: ofConnection });
  };

  const ofConnection = async (connectionId: string): Promise<readonly Listener[]> =>
    known(await table.partition(connectionOf(connectionId)));

  return {
    remove,
    ofConnection,

    /** Stores one; the same target of the same connection is stored anew. The connection's row first: it is what the other is found by. */
    async add(listener: Listener): Promise<void> {
      const expiresAtSeconds = Math.ceil(listener.endsAt / 1000);
      const [place, connection] = keysOf(listener);
      await table.write({ type: 'put', row: { ...connection, ...listener, expiresAtSeconds } });
      await table.write({ type: 'put', row: { ...place, ...listener, expiresAtSeconds } });
    },

    /** Those who are told of a task; a connection may be there several times. */
    async of(
      owner: Owner,
      { taskId, promptId }: Pick<FeedEvent, 'taskId' | 'promptId'>,
    ): Promise<readonly Listener[]> {
      const targets: LiveTarget[] = [
        { type: 'owner' },
        ...(taskId !== undefined && isTaskId(taskId) ? [{ type: 'task', id: taskId } as const] : []),
        ...(promptId === undefined ? [] : [{ type: 'prompt', id: promptId } as const]),
      ];
      const rows = await Promise.all(targets.map((target) => table.partition(listenersOf(owner, target))));
      return known(rows.flat());
    },

    /** Removes all that one connection was told of. */
    async removeConnection(connectionId: string): Promise<void> {
      for (const listener of await ofConnection(connectionId)) await remove(listener);
    },
  };
};

export type ListenerStore = ReturnType<typeof listenerStore>;

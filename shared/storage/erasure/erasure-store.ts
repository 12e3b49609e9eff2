import * as z from 'zod';
import type { Awaited, Erased, Erasure } from '#domain/erasure/erasure.ts';
import { isErasureId, isOwner, type ErasureId, type Owner } from '#domain/ids.ts';
import { rewrittenRow } from '../table/rewritten-row.ts';
import type { Key, Row, Table, Write } from '../table/table-port.ts';
import { writeTogether } from '../table/write-together.ts';
import { Contention } from '../unavailable.ts';

const fields = z.object({
  id: z.string().refine(isErasureId),
  owner: z.string().refine(isOwner),
  status: z.string(),
  at: z.string(),
  doneAt: z.string().exactOptional(),
  tasks: z.int(),
  files: z.int(),
  uploads: z.int(),
  // Receipts of earlier versions do not count them.
  accounts: z.int().default(0),
  bytes: z.int(),
  awaitedTasks: z.int(),
  awaitedUploads: z.int(),
});
const running = z.object({ dueAt: z.string(), rev: z.int() });

/** Which erasure: enough of it to find its row. */
export type ErasureAddress = Pick<Erasure, 'owner' | 'id'>;

const DUE = 'erasure#0';
const MOST_RACES = 20;
const keyOf = ({ owner, id }: ErasureAddress): Key => ({ pk: `erasure#${owner}`, sk: id });

function rowOf({ erased, awaited, ...rest }: Erasure): Row {
  const counts = { ...erased, awaitedTasks: awaited.tasks, awaitedUploads: awaited.uploads };
  return { ...keyOf(rest), ...rest, ...counts };
}

/** One in a state without a name is over where it says when. */
function statusOf(status: string, doneAt: string | undefined): Erasure['status'] {
  if (status === 'running' || status === 'done') return status;
  return doneAt === undefined ? 'running' : 'done';
}

function read(row: Row): Erasure {
  const { status, tasks, files, uploads, accounts, bytes, awaitedTasks, awaitedUploads, ...rest } =
    fields.parse(row);
  const awaited = { tasks: awaitedTasks, uploads: awaitedUploads };
  return {
    ...rest,
    status: statusOf(status, rest.doneAt),
    erased: { tasks, files, uploads, accounts, bytes },
    awaited,
  };
}

/** Ends an erasure; nobody has to look at it any more. */
const finishing =
  (table: Table) =>
  async (address: ErasureAddress, doneAt: string): Promise<void> => {
    for (let race = 0; race < MOST_RACES; race += 1) {
      const row = await table.get(keyOf(address));
      if (row?.['status'] !== 'running') return;
      const seen = read(row);
      const done: Erasure = { ...seen, status: 'done', doneAt, awaited: { tasks: 0, uploads: 0 } };
      const { dueAt, rev } = running.parse(row);
      // Nobody has to look at it any more: it leaves the index.
      const before = { ...rowOf(seen), rev, duePk: DUE, dueAt };
      const write = { type: 'put', row: rewrittenRow(row, before, rowOf(done)) } as const;
      if ((await table.write({ ...write, when: { equals: { dueAt, rev } } })).type === 'done') return;
    }
    throw new Contention(`Gave up after ${MOST_RACES} lost races for an erasure`);
  };

/** The write that counts what an erasure has removed. */
const countWrite = (address: ErasureAddress, removed: Partial<Erased>) =>
  ({
    type: 'add',
    key: keyOf(address),
    add: { ...removed, rev: 1 },
    when: { equals: { id: address.id } },
  }) as const;

/** Keeps erasures, each of which is its own receipt. One that runs is due to the worker at some time. */
export function erasureStore(table: Table) {
  const find = async (owner: Owner, id: ErasureId): Promise<Erasure | undefined> => {
    const row = await table.get(keyOf({ owner, id }));
    return row === undefined ? undefined : read(row);
  };

  return {
    find,
    countWrite,

    /** Stores a new erasure, due at once, with what tells of it; false when there is one with its id. */
    async create(erasure: Erasure, told: readonly Write[] = []): Promise<boolean> {
      const row = { ...rowOf(erasure), rev: 1, duePk: DUE, dueAt: erasure.at };
      const written = await writeTogether(table, [{ type: 'put', row, when: { absent: true } }, ...told]);
      if (written.type === 'conflict') throw new Contention('Another write was in the way of an erasure');
      return written.type === 'done';
    },

    /** Erasures that somebody has to go on with by `now`, the longest waiting first. */
    async due(now: string, limit: number): Promise<readonly ErasureAddress[]> {
      const entries = await table.index({ index: 'due', partition: DUE, to: now, limit });
      return entries.flatMap((entry) => {
        const [, owner = ''] = entry.pk.split('#');
        return isOwner(owner) && isErasureId(entry.sk) ? [{ owner, id: entry.sk }] : [];
      });
    },

    /** Takes an erasure that is due for oneself until a time; undefined where somebody else has it, or it is done. */
    async take(address: ErasureAddress, now: string, until: string): Promise<Erasure | undefined> {
      const row = await table.get(keyOf(address));
      const due = running.safeParse(row).data?.dueAt;
      if (due === undefined || due > now || row?.['status'] !== 'running') return undefined;
      const write = {
        type: 'add',
        key: keyOf(address),
        set: { dueAt: until },
        when: { equals: { dueAt: due } },
      } as const;
      const taken = await table.update(write);
      return taken === undefined ? undefined : read(taken);
    },

    /**
     * Makes removals and counts what they remove, all or nothing, so that it is counted exactly once. False where
     * somebody else was faster, or in the way.
     */
    async together(
      address: ErasureAddress,
      removals: readonly Write[],
      removed: Partial<Erased>,
    ): Promise<boolean> {
      const count = countWrite(address, removed);
      const written = await (removals.length === 0
        ? table.write(count)
        : table.transact([...removals, count]));
      return written.type === 'done';
    },

    /** Leaves a running erasure until a time, with what it waits for. */
    async rest(address: ErasureAddress, awaited: Awaited, until: string): Promise<void> {
      const set = { dueAt: until, awaitedTasks: awaited.tasks, awaitedUploads: awaited.uploads };
      const when = { equals: { status: 'running' } };
      await table.write({ type: 'add', key: keyOf(address), add: { rev: 1 }, set, when });
    },

    finish: finishing(table),
  };
}

export type ErasureStore = ReturnType<typeof erasureStore>;

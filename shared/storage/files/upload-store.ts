import * as z from 'zod';
import { once } from '#domain/once.ts';
import { isOwner, isTaskId, isUploadId, type Owner, type UploadId } from '#domain/ids.ts';
import { MOST_TOKEN_SECONDS } from '#domain/keys/signing-keys.ts';
import { CLEANUP_MARGIN_MS, type Upload, type UploadUse } from '#domain/files/upload.ts';
import { rewrittenRow } from '../table/rewritten-row.ts';
import type { IndexEntry, Key, Row, Table, Write, WriteResult } from '../table/table-port.ts';
import { Contention } from '../unavailable.ts';

const uploadFields = once(
  () =>
    z.object({
      id: z.string().refine(isUploadId),
      owner: z.string().refine(isOwner),
      status: z
        .enum(['pending', 'fetching', 'ready', 'failed', 'removing', 'unrecognized'])
        .catch('unrecognized'),
      fileName: z.string(),
      uploadPath: z.string().exactOptional(),
      key: z.string().exactOptional(),
      sentTo: z.string().exactOptional(),
      contentType: z.string().exactOptional(),
      bytes: z.int().exactOptional(),
      sha256: z.string().exactOptional(),
      keep: z.boolean().exactOptional(),
      stripMetadata: z.boolean().exactOptional(),
      keyPart: z.string().exactOptional(),
      token: z.string().exactOptional(),
      createdAt: z.string(),
      uploadedAt: z.string().exactOptional(),
      expiresAt: z.string(),
      failMsg: z.string().exactOptional(),
      uses: z.int(),
    }) satisfies z.ZodType<Upload>,
);

const useFields = once(
  () =>
    z.object({
      taskId: z.string().refine(isTaskId),
      until: z.string(),
      at: z.string().exactOptional(),
    }) satisfies z.ZodType<UploadUse>,
);
const version = z.object({ rev: z.int() });

/** Which upload: enough of it to find its rows. */
export type UploadAddress = Pick<Upload, 'owner' | 'id'>;

/** What expires is found through the due index, in one partition: its order is that of expiry. */
const DUE = 'upload#0';
/** TTL is only the net below the cleanup. */
const NET_SECONDS = 14 * 24 * 3600;
const MOST_RACES = 20;

const partitionOf = ({ owner, id }: UploadAddress): string => `upload#${owner}#${id}`;
const keyOf = (address: UploadAddress): Key => ({ pk: partitionOf(address), sk: 'upload' });

const listPartition = (owner: Owner): string => `uploads#${owner}`;

/** The uploads of one page of an index, and where the next begins; no `last` on the last one. */
function addressesIn(
  entries: readonly IndexEntry[],
  limit: number,
): { items: readonly UploadAddress[]; last?: IndexEntry } {
  const last = entries.length < limit ? undefined : entries.at(-1);
  const items = entries.flatMap((entry) => {
    const [, owner = '', id = ''] = entry.pk.split('#');
    return isOwner(owner) && isUploadId(id) ? [{ owner, id }] : [];
  });
  return { items, ...(last === undefined ? {} : { last }) };
}

function rowOf(upload: Upload, rev: number): Row {
  const { owner, id, createdAt, expiresAt } = upload;
  return {
    ...keyOf(upload),
    listPk: listPartition(owner),
    listSk: `${createdAt}#${id}`,
    duePk: DUE,
    dueAt: expiresAt,
    expiresAtSeconds: Math.ceil(Date.parse(expiresAt) / 1000) + NET_SECONDS,
    ...upload,
    rev,
  };
}

async function read(
  table: Table,
  address: UploadAddress,
): Promise<{ upload: Upload; rev: number; row: Row } | undefined> {
  const row = await table.get(keyOf(address));
  return row === undefined
    ? undefined
    : { upload: uploadFields().parse(row), rev: version.parse(row).rev, row };
}

async function forgetUses(table: Table, address: UploadAddress, uses: readonly UploadUse[]): Promise<void> {
  const pk = partitionOf(address);
  for (const use of uses) await table.write({ type: 'remove', key: { pk, sk: `use#${use.taskId}` } });
}

/** That a token has had its upload; forgotten when it has ended by itself. */
const spentRow = (token: string, { createdAt }: Upload): Row => ({
  pk: `spent-token#${token}`,
  sk: 'spent-token',
  expiresAtSeconds: Math.ceil(Date.parse(createdAt) / 1000) + 2 * MOST_TOKEN_SECONDS,
});

/** Writes a new upload. A token for one makes no second, also when the first is gone again. */
function put(table: Table, upload: Upload): Promise<WriteResult> {
  const when = { absent: true } as const;
  const { token } = upload;
  const row: Write = { type: 'put', row: rowOf(upload, 1), when };
  if (token === undefined) return table.write(row);
  return table.transact([row, { type: 'put', row: spentRow(token, upload), when }]);
}

const finding = (table: Table) => ({
  find: async (owner: Owner, id: UploadId): Promise<Upload | undefined> =>
    (await read(table, { owner, id }))?.upload,
});

const records = (table: Table) => ({
  /** Stores a new upload; false when its id is in use, or its token has had its upload. */
  async create(upload: Upload): Promise<boolean> {
    if ((await put(table, upload)).type === 'done') return true;
    // A write of ours whose answer was lost has arrived after all.
    return (await read(table, upload))?.upload.createdAt === upload.createdAt;
  },

  /** Changes an upload as it is now; `decide` returns the same object to leave it alone. Undefined when there is none. */
  async amend(address: UploadAddress, decide: (upload: Upload) => Upload): Promise<Upload | undefined> {
    for (let race = 0; race < MOST_RACES; race += 1) {
      const seen = await read(table, address);
      if (seen === undefined) return undefined;
      const next = decide(seen.upload);
      if (next === seen.upload) return next;
      const when = { equals: { rev: seen.rev } };
      const row = rewrittenRow(seen.row, rowOf(seen.upload, seen.rev), rowOf(next, seen.rev + 1));
      if ((await table.write({ type: 'put', row, when })).type === 'done') return next;
    }
    throw new Contention(`Gave up after ${MOST_RACES} lost races for an upload`);
  },
});

/** That open tasks need uploads. */
const uses = (table: Table) => ({
  /**
   * Notes that a task needs a ready upload; false when there is none to be had. The use is written before it is
   * counted: a removal either sees it, or fails because the count has moved, or has come first.
   */
  async use(address: UploadAddress, use: UploadUse): Promise<boolean> {
    const expiresAtSeconds = Math.ceil((Date.parse(use.until) + CLEANUP_MARGIN_MS) / 1000);
    const key = { pk: partitionOf(address), sk: `use#${use.taskId}` };
    await table.write({ type: 'add', key, set: { ...use, expiresAtSeconds } });
    const when = { equals: { status: 'ready' } };
    const counted = { type: 'add', key: keyOf(address), add: { uses: 1, rev: 1 }, when } as const;
    // Of an upload that is not to be had the note stays behind until TTL takes it: it keeps nothing alive.
    return (await table.write(counted)).type === 'done';
  },

  /** An upload with all its uses, as they are at one moment or later. */
  async withUses(address: UploadAddress): Promise<{ upload: Upload; uses: UploadUse[] } | undefined> {
    const rows = await table.partition(partitionOf(address));
    const row = rows.find(({ sk }) => sk === 'upload');
    if (row === undefined) return undefined;
    const uses = rows.filter(({ sk }) => sk.startsWith('use#')).map((use) => useFields().parse(use));
    return { upload: uploadFields().parse(row), uses };
  },
});

const removal = (table: Table) => ({
  /**
   * Marks an upload for removal at `now` (ISO), exactly as it was seen; false when somebody has used or changed it
   * since. From then on it is due to the cleanup, whoever has marked it and whatever becomes of them.
   */
  async mark(seen: Upload, now: string): Promise<boolean> {
    const set = { status: 'removing', dueAt: now < seen.expiresAt ? now : seen.expiresAt };
    const when = { equals: { status: seen.status, uses: seen.uses, expiresAt: seen.expiresAt } };
    const write = { type: 'add', key: keyOf(seen), add: { rev: 1 }, set, when } as const;
    return (await table.write(write)).type === 'done';
  },

  forgetUses: (address: UploadAddress, known: readonly UploadUse[]): Promise<void> =>
    forgetUses(table, address, known),

  /** What removes the last row of an upload; refused where somebody else was faster. */
  removalWrite: (address: UploadAddress): Write => ({
    type: 'remove',
    key: keyOf(address),
    when: { equals: { id: address.id } },
  }),

  /** Removes the rows of an upload whose object is gone; its own row last, so that a removal that broke off is repeated. */
  async forget(address: UploadAddress, uses: readonly UploadUse[]): Promise<void> {
    await forgetUses(table, address, uses);
    await table.write({ type: 'remove', key: keyOf(address) });
  },
});

/** Reads the indexes. They may lag behind the rows. */
const uploadLists = (table: Table) => ({
  /** Ids of an owner's uploads that were created by `to`, the oldest first, after the entry at which a page ended. */
  async list(
    owner: Owner,
    page: { to: string; limit: number; after?: IndexEntry },
  ): Promise<{ items: readonly UploadAddress[]; last?: IndexEntry }> {
    const { to, limit, after } = page;
    const entries = await table.index({
      index: 'byOwner',
      partition: listPartition(owner),
      to: `${to}~`,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    return addressesIn(entries, limit);
  },

  /** Uploads that have expired by `time`, the longest expired first, after the entry at which a page ended. */
  async expired(
    time: string,
    limit: number,
    after?: IndexEntry,
  ): Promise<{ items: readonly UploadAddress[]; last?: IndexEntry }> {
    const page = { index: 'due', partition: DUE, to: time, limit } as const;
    return addressesIn(await table.index({ ...page, ...(after === undefined ? {} : { after }) }), limit);
  },
});

/** What of it is asked for by who uses uploads as inputs; the rest is larger, and not loaded then. */
export const usedUploads = (table: Table) => ({ ...finding(table), ...uses(table) });

/** Keeps what is known of uploads. Every change names the version that it replaces. */
export const uploadStore = (table: Table) => ({
  ...usedUploads(table),
  ...records(table),
  ...removal(table),
  ...uploadLists(table),
});

export type UploadStore = ReturnType<typeof uploadStore>;

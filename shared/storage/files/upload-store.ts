import { isOwner, isUploadId, type Owner, type UploadId } from '#domain/ids.ts';
import { MOST_TOKEN_SECONDS } from '#domain/keys/signing-keys.ts';
import { CLEANUP_MARGIN_MS, type Upload, type UploadUse } from '#domain/files/upload.ts';
import { rewrittenRow } from '../table/rewritten-row.ts';
import type { IndexEntry, Row, Table, Write, WriteResult } from '../table/table-port.ts';
import { writeTogether } from '../table/write-together.ts';
import { Contention } from '../unavailable.ts';
import {
  DUE,
  keyOf,
  listPartition,
  partitionOf,
  readUpload,
  rowOf,
  uploadFields,
  useFields,
  type UploadAddress,
} from './upload-rows.ts';

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

const MOST_RACES = 20;

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

/** What a new upload writes. A token for one makes no second, also when the first is gone again. */
function newRows(upload: Upload): readonly Write[] {
  const when = { absent: true } as const;
  const { token } = upload;
  const row: Write = { type: 'put', row: rowOf(upload, 1), when };
  return token === undefined ? [row] : [row, { type: 'put', row: spentRow(token, upload), when }];
}

/**
 * What became of a write: `lost`: somebody was faster, or in the way, and nothing is stored · `refused`: nothing is stored,
 * because of what was to be written along.
 */
type Outcome = 'done' | 'lost' | 'refused';

/** What became of so many rows of an upload, and of what came behind them. */
function outcomeOf(result: WriteResult, own: number): Outcome {
  if (result.type !== 'refused') return result.type === 'done' ? 'done' : 'lost';
  return result.failed.some((position) => position < own) ? 'lost' : 'refused';
}

const finding = (table: Table) => ({
  find: async (owner: Owner, id: UploadId): Promise<Upload | undefined> =>
    (await readUpload(table, { owner, id }))?.upload,
});

/** What is written along with an upload; nothing where it is left as it is. */
type Along = (next: Upload) => readonly Write[];

/** Stores a new upload, once, with what is written along. `taken`: its id is in use, or its token has had its upload. */
async function createOnce(
  table: Table,
  upload: Upload,
  along: readonly Write[],
): Promise<Exclude<Outcome, 'lost'> | 'taken' | 'conflict'> {
  const own = newRows(upload);
  const result = await writeTogether(table, [...own, ...along]);
  const outcome = outcomeOf(result, own.length);
  if (outcome === 'done') return outcome;
  // A write of ours whose answer was lost has arrived after all.
  if ((await readUpload(table, upload))?.upload.createdAt === upload.createdAt) return 'done';
  if (outcome === 'refused') return outcome;
  return result.type === 'conflict' ? 'conflict' : 'taken';
}

/** Changes an upload as it is now, once, with what is written along. */
async function amendOnce(
  table: Table,
  address: UploadAddress,
  { decide, along }: { readonly decide: (upload: Upload) => Upload; readonly along: Along },
): Promise<{ readonly outcome: Outcome; readonly upload: Upload | undefined }> {
  const seen = await readUpload(table, address);
  if (seen === undefined) return { outcome: 'done', upload: undefined };
  const next = decide(seen.upload);
  if (next === seen.upload) return { outcome: 'done', upload: next };
  const when = { equals: { rev: seen.rev } };
  const row = rewrittenRow(seen.row, rowOf(seen.upload, seen.rev), rowOf(next, seen.rev + 1));
  const result = await writeTogether(table, [{ type: 'put', row, when }, ...along(next)]);
  return { outcome: outcomeOf(result, 1), upload: next };
}

const creation = (table: Table) => ({
  /** Stores a new upload; false when its id is in use, or its token has had its upload. */
  create: async (upload: Upload): Promise<boolean> => (await createOnce(table, upload, [])) === 'done',

  createOnce: (upload: Upload, along: readonly Write[]) => createOnce(table, upload, along),
});

const changes = (table: Table) => ({
  /** Changes an upload as it is now; `decide` returns the same object to leave it alone. Undefined when there is none. */
  async amend(address: UploadAddress, decide: (upload: Upload) => Upload): Promise<Upload | undefined> {
    for (let race = 0; race < MOST_RACES; race += 1) {
      const { outcome, upload } = await amendOnce(table, address, { decide, along: () => [] });
      if (outcome === 'done') return upload;
    }
    throw new Contention(`Gave up after ${MOST_RACES} lost races for an upload`);
  },

  amendOnce: (address: UploadAddress, change: Parameters<typeof amendOnce>[2]) =>
    amendOnce(table, address, change),
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

/** What of it is asked for by who brings strangers' files for a task. */
export const broughtUploads = (table: Table) => ({ ...finding(table), ...creation(table) });

/** Keeps what is known of uploads. Every change names the version that it replaces. */
export const uploadStore = (table: Table) => ({
  ...usedUploads(table),
  ...creation(table),
  ...changes(table),
  ...removal(table),
  ...uploadLists(table),
});

export type UploadStore = ReturnType<typeof uploadStore>;

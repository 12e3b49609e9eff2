import type { ApiKey } from '#domain/keys/api-key.ts';
import { isOwner, type Owner } from '#domain/ids.ts';
import type { IndexEntry, Table } from '../table/table-port.ts';
import { addressPrefix, behind, idOf, LIST, ownerIn, readKey, TOKEN_OWNERS } from './key-rows.ts';

/** So many entries of the index are read at once … */
const PAGE = 1000;
/** … and so many of them, about, for one page of an owner's keys. */
const MOST_LOOKED_AT = 10_000;

/** Where a page of keys ended. */
export type KeyPosition = Pick<ApiKey, 'createdAt' | 'id'>;

export interface KeyQuery {
  readonly owner: Owner;
  readonly limit: number;
  readonly after?: KeyPosition;
}

/** A page may be short, or empty, and have a `next` all the same, where many keys of others stand between. */
export interface KeyPage {
  readonly keys: readonly ApiKey[];
  readonly next?: KeyPosition;
}

const hashIn = ({ pk }: IndexEntry): string => pk.slice(addressPrefix.length);

const positionOf = (entry: IndexEntry): KeyPosition => ({
  createdAt: entry.sort.split('#')[0] ?? '',
  id: idOf(hashIn(entry)),
});

/** The index entries of all keys, the oldest first, or of another partition, a page at a time. */
async function* pagesOf(
  table: Table,
  from?: string,
  partition = LIST,
): AsyncGenerator<readonly IndexEntry[]> {
  let after: IndexEntry | undefined;
  do {
    const position = { ...(from === undefined ? {} : { from }), ...(after === undefined ? {} : { after }) };
    const page = await table.index({ index: 'byOwner', partition, limit: PAGE, ...position });
    yield page;
    after = page.length < PAGE ? undefined : page.at(-1);
  } while (after !== undefined);
}

/** The hash of the key with this whole id, wherever it stands in the index. */
export async function hashInIndex(table: Table, id: string): Promise<string | undefined> {
  for await (const page of pagesOf(table)) {
    const found = page.find((entry) => idOf(hashIn(entry)) === id);
    if (found !== undefined) return hashIn(found);
  }
  return undefined;
}

/** Up to so many of the keys of an owner among these entries; entries of older versions do not say whose they are. */
async function ownKeys(table: Table, entries: readonly IndexEntry[], { owner, limit }: KeyQuery) {
  const keys: ApiKey[] = [];
  for (const entry of entries.filter(({ sort }) => (ownerIn(sort) ?? owner) === owner)) {
    if (keys.length === limit) break;
    const row = await table.get(entry);
    const key = row === undefined ? undefined : readKey(row);
    if (key?.owner === owner) keys.push(key);
  }
  return keys;
}

/** All keys, the oldest first, revoked ones included. */
async function allKeys(table: Table): Promise<readonly ApiKey[]> {
  const keys: ApiKey[] = [];
  for await (const page of pagesOf(table)) {
    const rows = await Promise.all(page.map((entry) => table.get(entry)));
    keys.push(...rows.flatMap((row) => (row === undefined ? [] : [readKey(row)])));
  }
  return keys;
}

/** Lists of API keys. */
export const keyLists = (table: Table) => ({
  list: () => allKeys(table),

  /** Everybody who may have tasks: the owners of keys, and those who come with tokens. */
  owners: async (): Promise<readonly Owner[]> => {
    const owners = new Set((await allKeys(table)).map(({ owner }) => owner));
    for await (const page of pagesOf(table, undefined, TOKEN_OWNERS))
      for (const { sort } of page) if (isOwner(sort)) owners.add(sort);
    return [...owners];
  },

  /** The next keys of an owner, the oldest first, revoked ones included. */
  async page(query: KeyQuery): Promise<KeyPage> {
    const { limit, after } = query;
    const keys: ApiKey[] = [];
    let looked = 0;
    for await (const page of pagesOf(table, after && behind(after.createdAt, after.id))) {
      // One more than fits says that there is a next page.
      keys.push(...(await ownKeys(table, page, { ...query, limit: limit + 1 - keys.length })));
      const last = keys[limit - 1];
      if (keys.length > limit && last !== undefined) return { keys: keys.slice(0, limit), next: last };
      looked += page.length;
      const end = page.at(-1);
      if (looked >= MOST_LOOKED_AT && end !== undefined) return { keys, next: positionOf(end) };
    }
    return { keys };
  },
});

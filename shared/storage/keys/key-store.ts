import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { isOwner, type Owner } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import type { IndexEntry, Key, Row, Table } from '../table/table-port.ts';

/** What an API key may do, and for whom. The key itself is never stored, only its SHA-256. */
export interface ApiKey {
  /** The first 16 hex digits of the hash: enough to name a key, not to use it. */
  readonly id: string;
  readonly owner: Owner;
  readonly operator: boolean;
  readonly name?: string;
  readonly createdAt: string;
  readonly revokedAt?: string;
  /** Shared by all keys of an owner: turns an idempotency key into an unguessable task id. */
  readonly idSecret: string;
}

const keyRow = z.object({
  hash: z.string(),
  owner: z.string().refine(isOwner),
  operator: z.boolean(),
  name: z.string().exactOptional(),
  createdAt: z.string(),
  revokedAt: z.string().exactOptional(),
  idSecret: z.string(),
});
const ownerRow = z.object({ idSecret: z.string() });

const addressPrefix = 'key#';
const addressOf = (hash: string): Key => ({ pk: `${addressPrefix}${hash}`, sk: 'key' });
const idOf = (hash: string): string => hash.slice(0, 16);
const LIST = 'keys';
/** So many keys are read at once. */
const PAGE = 100;

function read(row: Row): ApiKey & { hash: string } {
  const { owner, ...rest } = keyRow.parse(row);
  if (!isOwner(owner)) throw new Error('A stored key has no owner');
  return { ...rest, owner, id: idOf(rest.hash) };
}

export interface NewKey {
  readonly owner: Owner;
  readonly operator: boolean;
  readonly name?: string;
  /** Hex SHA-256 of the key. */
  readonly hash: string;
  readonly now: number;
}

/** The index entries of all keys, the oldest first, a page at a time. */
async function* pagesOf(table: Table): AsyncGenerator<readonly IndexEntry[]> {
  let after: IndexEntry | undefined;
  do {
    const position = after === undefined ? {} : { after };
    const page = await table.index({ index: 'byOwner', partition: LIST, limit: PAGE, ...position });
    yield page;
    after = page.length < PAGE ? undefined : page.at(-1);
  } while (after !== undefined);
}

/** The index entry of the key with this whole id. */
async function entryOf(table: Table, id: string): Promise<IndexEntry | undefined> {
  for await (const page of pagesOf(table)) {
    const found = page.find(({ pk }) => idOf(pk.slice(addressPrefix.length)) === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where API keys are kept, by hash. */
export function keyStore(table: Table) {
  /** The owner's secret, made with the first key. Two makers at once agree on one: the row is written if absent. */
  const idSecretOf = async (owner: Owner): Promise<string> => {
    const key = { pk: `owner#${owner}`, sk: 'owner' };
    const made = randomBytes(32).toString('hex');
    const result = await table.write({
      type: 'put',
      row: { ...key, idSecret: made },
      when: { absent: true },
    });
    return result.type === 'done' ? made : ownerRow.parse(await table.get(key)).idSecret;
  };

  return {
    idSecretOf,

    async create(key: NewKey): Promise<void> {
      const createdAt = isoTime(key.now);
      const row = {
        ...addressOf(key.hash),
        listPk: LIST,
        listSk: `${createdAt}#${idOf(key.hash)}`,
        hash: key.hash,
        owner: key.owner,
        operator: key.operator,
        ...(key.name === undefined ? {} : { name: key.name }),
        createdAt,
        idSecret: await idSecretOf(key.owner),
      };
      await table.write({ type: 'put', row, when: { absent: true } });
    },

    /** The key with this hash; undefined when there is none or it is revoked. */
    async find(hash: string): Promise<ApiKey | undefined> {
      const row = await table.get(addressOf(hash));
      if (row === undefined) return undefined;
      const key = read(row);
      return key.revokedAt === undefined ? key : undefined;
    },

    /** All keys, the oldest first, revoked ones included. */
    async list(): Promise<readonly ApiKey[]> {
      const keys: ApiKey[] = [];
      for await (const page of pagesOf(table)) {
        const rows = await Promise.all(page.map((entry) => table.get(entry)));
        keys.push(...rows.flatMap((row) => (row === undefined ? [] : [read(row)])));
      }
      return keys;
    },

    /** Takes a key out of use; false when there is no key with this whole id. Functions may remember it for 60 s more. */
    async revoke(id: string, now: number): Promise<boolean> {
      const entry = await entryOf(table, id);
      if (entry === undefined) return false;
      const result = await table.write({
        type: 'add',
        key: { pk: entry.pk, sk: entry.sk },
        set: { revokedAt: isoTime(now) },
        when: { equals: { pk: entry.pk } },
      });
      return result.type === 'done';
    },
  };
}

export type KeyStore = ReturnType<typeof keyStore>;

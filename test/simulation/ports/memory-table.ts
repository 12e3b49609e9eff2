import type {
  Condition,
  IndexEntry,
  IndexQuery,
  Key,
  Row,
  Table,
  Write,
  WriteResult,
} from '#storage/table/table-port.ts';
import { withSchema } from '#storage/table/row-schema.ts';
import { tableLayout } from '#storage/table/table.ts';
import { frozenCopy } from './frozen-copy.ts';

type Add = Extract<Write, { type: 'add' }>;
type Index = (typeof tableLayout.indexes)[number];

const isAtLeast = (value: unknown, least: number | undefined): boolean =>
  typeof value === 'number' && least !== undefined && value >= least;
const isBelow = (value: unknown, limit: number | undefined): boolean =>
  typeof value === 'number' && limit !== undefined && value < limit;

/** The rules of condition expressions: a missing attribute equals nothing and is at least nothing. */
function holds(row: Row | undefined, when: Condition | undefined): boolean {
  if (when === undefined) return true;
  if (when.absent === true && row !== undefined) return false;
  const value = (name: string): unknown => row?.[name];
  for (const name in when.equals) if (value(name) !== when.equals[name]) return false;
  for (const name in when.atLeast) if (!isAtLeast(value(name), when.atLeast[name])) return false;
  for (const name in when.belowOrMissing) {
    if (value(name) !== undefined && !isBelow(value(name), when.belowOrMissing[name])) return false;
  }
  return true;
}

/** Entries of one index partition, kept in order. */
class Sorted {
  readonly entries: IndexEntry[] = [];

  static #order(left: IndexEntry, right: IndexEntry): number {
    if (left.sort !== right.sort) return left.sort < right.sort ? -1 : 1;
    if (left.pk !== right.pk) return left.pk < right.pk ? -1 : 1;
    if (left.sk === right.sk) return 0;
    return left.sk < right.sk ? -1 : 1;
  }

  /** The position of the first entry that is not before this one. */
  #place(entry: IndexEntry): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.entries[middle];
      if (there !== undefined && Sorted.#order(there, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  insert(entry: IndexEntry): void {
    this.entries.splice(this.#place(entry), 0, entry);
  }

  remove(entry: IndexEntry): void {
    this.entries.splice(this.#place(entry), 1);
  }

  page({ from, to, after, descending, limit }: IndexQuery): IndexEntry[] {
    const within = this.entries.filter(
      ({ sort }) => (from === undefined || sort >= from) && (to === undefined || sort <= to),
    );
    if (descending) within.reverse();
    const turn = descending ? -1 : 1;
    const rest =
      after === undefined ? within : within.filter((entry) => Sorted.#order(entry, after) * turn > 0);
    return rest.slice(0, limit);
  }
}

/** The table in memory. Every operation happens at once; whoever wraps it decides when. */
export class MemoryTable {
  readonly #partitions = new Map<string, Map<string, Row>>();
  readonly #indexes = new Map<string, Sorted>();
  /** Called after every change of a row. */
  onChange: ((before: Row | undefined, after: Row | undefined) => void) | undefined;

  get({ pk, sk }: Key): Row | undefined {
    return this.#partitions.get(pk)?.get(sk);
  }

  partition(pk: string, prefix = ''): Row[] {
    const rows: Row[] = [];
    for (const row of this.#partitions.get(pk)?.values() ?? []) if (row.sk.startsWith(prefix)) rows.push(row);
    return rows.sort((left, right) => (left.sk < right.sk ? -1 : 1));
  }

  /** Loses every row, unnoticed: another table has its place. */
  empty(): void {
    this.#partitions.clear();
    this.#indexes.clear();
  }

  /** Puts a row in the place of another, unnoticed: what no code of ours would write. */
  spoil(row: Row): void {
    this.#partitions.get(row.pk)?.set(row.sk, row);
  }

  page(pk: string, after: string, limit: number): Row[] {
    return this.partition(pk)
      .filter(({ sk }) => sk > after)
      .slice(0, limit);
  }

  /** Names of all partitions that begin so. */
  partitions(prefix: string): string[] {
    return [...this.#partitions.keys()].filter((pk) => pk.startsWith(prefix));
  }

  index(query: IndexQuery): IndexEntry[] {
    return this.#indexes.get(`${query.index}/${query.partition}`)?.page(query) ?? [];
  }

  write(write: Write): WriteResult {
    if (write.type === 'check') throw new Error('A check stands only inside a transaction');
    if (!this.#allows(write)) return { type: 'refused', failed: [0] };
    this.#apply(write);
    return { type: 'done' };
  }

  transact(writes: readonly Write[]): WriteResult {
    if (writes.length === 0 || writes.length > 100) throw new Error(`A transaction of ${writes.length} rows`);
    const keys = new Set(writes.map((write) => `${this.#keyOf(write).pk}\n${this.#keyOf(write).sk}`));
    if (keys.size < writes.length) throw new Error('A transaction may name a row only once');
    const failed = writes.flatMap((write, position) => (this.#allows(write) ? [] : [position]));
    if (failed.length > 0) return { type: 'refused', failed };
    // All of them or none, also where one cannot be stored.
    const prepared = writes.map((write) => this.#prepared(write));
    for (const change of prepared) if (change !== undefined) this.#replace(...change);
    return { type: 'done' };
  }

  update(write: Add): Row | undefined {
    if (!this.#allows(write)) return undefined;
    this.#apply(write);
    return this.get(write.key);
  }

  #keyOf(write: Write): Key {
    return write.type === 'put'
      ? { pk: write.row.pk, sk: write.row.sk }
      : { pk: write.key.pk, sk: write.key.sk };
  }

  #allows(write: Write): boolean {
    if (write.when !== undefined && Object.keys(write.when).length === 0) {
      throw new Error('A condition that says nothing');
    }
    return holds(this.get(this.#keyOf(write)), write.when);
  }

  #apply(write: Write): void {
    const change = this.#prepared(write);
    if (change !== undefined) this.#replace(...change);
  }

  /** What a write puts where; undefined where it only asks. */
  #prepared(write: Write): readonly [Key, Row | undefined] | undefined {
    switch (write.type) {
      case 'put':
        return [write.row, frozenCopy(withSchema(write.row)) as Row];
      case 'remove':
        return [write.key, undefined];
      case 'add':
        return [write.key, frozenCopy(this.#added(write)) as Row];
      case 'check':
        return undefined;
    }
  }

  #added({ key, add = {}, set = {} }: Add): Record<string, unknown> {
    if (Object.keys(add).length + Object.keys(set).length === 0)
      throw new Error('An update that says nothing');
    const next: Record<string, unknown> = { ...this.get(key), ...key, ...set };
    for (const [name, by] of Object.entries(add)) {
      const before = next[name] ?? 0;
      if (typeof before !== 'number') throw new Error(`${name} is no number`);
      next[name] = before + by;
    }
    return next;
  }

  #replace({ pk, sk }: Key, next: Row | undefined): void {
    const rows = this.#partitions.get(pk) ?? new Map<string, Row>();
    const before = rows.get(sk);
    for (const index of tableLayout.indexes) this.#reindex(index, before, next);
    if (next !== undefined) {
      rows.set(sk, next);
      this.#partitions.set(pk, rows);
    } else if (rows.delete(sk) && rows.size === 0) {
      this.#partitions.delete(pk);
    }
    this.onChange?.(before, next);
  }

  #reindex(index: Index, before: Row | undefined, next: Row | undefined): void {
    const { partitionKey, sortKey } = index;
    const isKept = (name: string): boolean => before?.[name] === next?.[name];
    if (isKept(partitionKey) && isKept(sortKey)) return;
    const was = this.#entryOf(index, before);
    const will = this.#entryOf(index, next);
    if (was?.partition === will?.partition && was?.sort === will?.sort) return;
    if (was !== undefined) this.#sorted(index, was.partition).remove(was);
    if (will !== undefined) this.#sorted(index, will.partition).insert(will);
  }

  #entryOf(index: Index, row: Row | undefined): IndexEntry | undefined {
    const partition = row?.[index.partitionKey];
    const sort = row?.[index.sortKey];
    for (const value of [partition, sort]) {
      if (value !== undefined && (typeof value !== 'string' || value === '')) {
        throw new Error(`The index ${index.name} takes texts only`);
      }
    }
    if (row === undefined || typeof partition !== 'string' || typeof sort !== 'string') return undefined;
    return { pk: row.pk, sk: row.sk, partition, sort };
  }

  #sorted(index: Index, partition: string): Sorted {
    const name = `${index.name}/${partition}`;
    const known = this.#indexes.get(name) ?? new Sorted();
    this.#indexes.set(name, known);
    return known;
  }
}

/** The table in memory behind the port that the stores see. */
export const memoryTable = (memory: MemoryTable): Table => ({
  get: async (key) => memory.get(key),
  many: async (keys) => keys.map((key) => memory.get(key)).filter((row) => row !== undefined),
  partition: async (pk, prefix) => memory.partition(pk, prefix),
  page: async (pk, after, limit) => memory.page(pk, after, limit),
  index: async (query) => memory.index(query),
  write: async (write) => memory.write(write),
  transact: async (writes) => memory.transact(writes),
  update: async (write) => memory.update(write),
});

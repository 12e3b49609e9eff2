import { rewrittenRow } from './rewritten-row.ts';
import type { Condition, Row, Table, Write } from './table-port.ts';
import { writeTogether } from './write-together.ts';
import { readVersion, type Version } from '../tasks/task-rows.ts';
import { Contention } from '../unavailable.ts';

/** What changing rows by their version takes. */
export interface Rewriting {
  readonly table: Table;
  /** Marks our own writes, so that a repeated one knows itself. */
  readonly nonce: () => string;
  /** Waits before the next try, after so many tries that ran into other transactions. */
  readonly backoff: (tries: number) => Promise<void>;
}

/** A row as it was read; `stored` is undefined where nothing is stored yet. */
export interface Seen<T> {
  readonly value: T;
  readonly stored: Row | undefined;
  /** True where nothing of what is stored belongs to the value: it is replaced as a whole. */
  readonly isForeign?: boolean;
}

/** Writes that belong to a change: all of them happen together with it, or none does. */
export type ExtraWrites<T> = (
  next: T,
  before: T,
  /** What the row is to be. */
  version: Version,
) => Promise<readonly Write[]> | readonly Write[];

/** A change of one row: how to read it, what to make of it, how to write it, and what is written with it. */
export interface Amendment<T> {
  readonly read: () => Promise<Seen<T> | undefined>;
  /** Returns the same object to leave the row as it is. */
  readonly decide: (current: T) => T;
  /** The row without its version. */
  readonly rowOf: (value: T) => Row;
  /** The row as it is written, with what stands in it beside the value. */
  readonly finish?: (row: Row, change: { stored: Row | undefined; before: T; next: T }) => Row;
  readonly extraWrites?: ExtraWrites<T>;
}

/** After so many lost races something else is wrong. */
export const MOST_RACES = 20;

export const isAbsent: Condition = { absent: true };

/** Holds for exactly the version that was read. */
export const whenSeen = (seen: Version | undefined): Condition =>
  seen === undefined ? isAbsent : { equals: { rev: seen.rev, by: seen.by } };

const versionOf = (row: Row | undefined): Version | undefined =>
  row === undefined ? undefined : readVersion(row);

/** The version of a row that is written over one that was read. */
const versionAfter = (stored: Row | undefined, by: string): Version => ({
  rev: (versionOf(stored)?.rev ?? 0) + 1,
  by,
});

/** A new value of a row, and the row that is written for it in place of the one that was read. */
export interface Replacement {
  readonly stored: Row | undefined;
  /** The row that this version makes of the value that was read; undefined where nothing of what is stored is to stay. */
  readonly before: Row | undefined;
  /** … and of the next one. */
  readonly next: Row;
}

/** Writes the next version of a row, provided that it still is the version that was read. */
export function replacing(
  { stored, before, next }: Replacement,
  by: string,
): Extract<Write, { type: 'put' }> {
  const kept = stored === undefined || before === undefined ? next : rewrittenRow(stored, before, next);
  const row = { ...kept, ...versionAfter(stored, by) };
  return { type: 'put', row, when: whenSeen(versionOf(stored)) };
}

/**
 * Changes a versioned row: reads it, lets `decide` make the next value of it, writes it over exactly what was read together
 * with its extra writes, and begins anew when somebody was faster. Undefined where there is no such row.
 */
export async function amend<T>(
  { table, nonce, backoff }: Rewriting,
  parts: Amendment<T>,
): Promise<{ value: T; changed: boolean } | undefined> {
  const by = nonce();
  const { finish = (row) => row } = parts;
  for (let race = 0; race < MOST_RACES; race += 1) {
    const seen = await parts.read();
    if (seen === undefined) return undefined;
    const { value, stored } = seen;
    // A write of ours whose answer was lost has arrived after all.
    if (versionOf(stored)?.by === by) return { value, changed: true };
    const next = parts.decide(value);
    if (next === value) return { value, changed: false };
    const before = seen.isForeign === true ? undefined : parts.rowOf(value);
    const plain = replacing({ stored, before, next: parts.rowOf(next) }, by);
    const write = { ...plain, row: finish(plain.row, { stored, before: value, next }) };
    const extra = (await parts.extraWrites?.(next, value, versionAfter(stored, by))) ?? [];
    const result = await writeTogether(table, [write, ...extra]);
    if (result.type === 'done') return { value: next, changed: true };
    if (result.type === 'conflict') await backoff(race);
  }
  throw new Contention(`Gave up after ${MOST_RACES} lost races for one row`);
}

import type { Condition, Row, Table, Write } from './table-port.ts';
import type { Version } from '../tasks/task-rows.ts';

/** A row as it was read, and what is needed to replace exactly that version of it. */
export interface Seen<T> {
  readonly value: T;
  /** Undefined where nothing is stored yet. */
  readonly version: Version | undefined;
}

/** After so many lost races something else is wrong. */
export const MOST_RACES = 20;

export const isAbsent: Condition = { absent: true };

/** Holds for exactly the version that was read. */
export const whenSeen = (seen: Version | undefined): Condition =>
  seen === undefined ? isAbsent : { equals: { rev: seen.rev, by: seen.by } };

/** A change of one row: how to read it, what to make of it, how to write it, and what is written with it. */
export interface Amendment<T> {
  readonly read: () => Promise<Seen<T> | undefined>;
  readonly decide: (current: T) => T;
  readonly rowOf: (next: T, version: Version) => Row;
  readonly company?: (next: T, before: T) => Promise<readonly Write[]> | readonly Write[];
}

/** Makes a function that changes versioned rows. `nonce` marks our own writes, so that a repeated one knows itself. */
export function amender(table: Table, nonce: () => string, backoff: (tries: number) => Promise<void>) {
  /**
   * Reads a row, lets `decide` make the next value of it, writes it over exactly what was read together with its
   * company, and begins anew when somebody was faster. `decide` returns the same object to leave it alone.
   */
  return async function amend<T>(parts: Amendment<T>): Promise<{ value: T; changed: boolean } | undefined> {
    const by = nonce();
    for (let race = 0; race < MOST_RACES; race += 1) {
      const seen = await parts.read();
      if (seen === undefined) return undefined;
      // A write of ours whose answer was lost has arrived after all.
      if (seen.version?.by === by) return { value: seen.value, changed: true };
      const next = parts.decide(seen.value);
      if (next === seen.value) return { value: next, changed: false };
      const row = parts.rowOf(next, { rev: (seen.version?.rev ?? 0) + 1, by });
      const write: Write = { type: 'put', row, when: whenSeen(seen.version) };
      const company = (await parts.company?.(next, seen.value)) ?? [];
      const result = await (company.length === 0 ? table.write(write) : table.transact([write, ...company]));
      if (result.type === 'done') return { value: next, changed: true };
      if (result.type === 'conflict') await backoff(race);
    }
    throw new Error(`Gave up after ${MOST_RACES} lost races for one row`);
  };
}

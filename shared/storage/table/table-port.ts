/** A row: strings, numbers, booleans, lists and maps; `pk` and `sk` are its key. */
export type Row = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** What must be true of the stored row for a write to happen. All parts must hold. */
export interface Condition {
  /** The row does not exist. */
  readonly absent?: true;
  /** The row exists and these attributes have these values. */
  readonly equals?: Readonly<Record<string, string | number>>;
  /** The attribute exists and is at least this. */
  readonly atLeast?: Readonly<Record<string, number>>;
  /** The attribute is missing or below this. */
  readonly belowOrMissing?: Readonly<Record<string, number>>;
}

export type Write =
  /** Replaces the whole row, and stores with it the number of the newest layout that has written it, `schema`. */
  | { readonly type: 'put'; readonly row: Row; readonly when?: Condition }
  | { readonly type: 'remove'; readonly key: Key; readonly when?: Condition }
  /** Adds to numbers (a missing one counts as 0) and sets others, in one step. */
  | {
      readonly type: 'add';
      readonly key: Key;
      readonly add?: Readonly<Record<string, number>>;
      readonly set?: Readonly<Record<string, string | number>>;
      readonly when?: Condition;
    }
  | { readonly type: 'check'; readonly key: Key; readonly when: Condition };

/**
 * `done` · `refused`: a condition did not hold, nothing is written; `failed` lists the positions of the writes whose
 * condition failed · `conflict`: another transaction was in the way, or the table is asked too much; nothing is written, the
 * same may be tried again.
 */
export type WriteResult =
  | { readonly type: 'done' }
  | { readonly type: 'refused'; readonly failed: readonly number[] }
  | { readonly type: 'conflict' };

export interface IndexQuery {
  readonly index: 'byOwner' | 'due';
  readonly partition: string;
  /** Bounds of the sort key, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly descending?: true;
  readonly limit: number;
  /** The last entry of the page before. */
  readonly after?: IndexEntry;
}

export interface IndexEntry extends Key {
  readonly partition: string;
  readonly sort: string;
}

/** The table as the stores see it: strongly consistent reads by key, conditional writes of whole rows. */
export interface Table {
  get(key: Key): Promise<Row | undefined>;
  /** Those of many rows that exist, in no order, a hundred a request. The keys differ. */
  many(keys: readonly Key[]): Promise<readonly Row[]>;
  /** All rows of one partition whose sort key begins with `prefix`, in order. */
  partition(pk: string, prefix?: string): Promise<readonly Row[]>;
  /** The next rows of one partition after a sort key ('' for the beginning), in order, up to so many. */
  page(pk: string, after: string, limit: number): Promise<readonly Row[]>;
  /** Keys of an index, in the order of its sort key. Eventually consistent. */
  index(query: IndexQuery): Promise<readonly IndexEntry[]>;
  /** One row. */
  write(write: Write): Promise<WriteResult>;
  /** All or nothing, up to 100 rows. */
  transact(writes: readonly Write[]): Promise<WriteResult>;
  /** Adds and sets like `write`, and answers with the row afterwards; undefined when the condition did not hold. */
  update(write: Extract<Write, { type: 'add' }>): Promise<Row | undefined>;
}

import type { Row } from './table-port.ts';

/**
 * The layout of rows that this version writes. It rises with a release whose rows hold what the release before cannot
 * understand: a new word, or a member that others have to heed (docs/decisions/rows-of-other-versions.md).
 */
export const ROW_SCHEMA = 1;

/** A row that is put, with the number of the newest layout that has written it. */
export function withSchema(row: Row): Row {
  const stored = row['schema'];
  return { ...row, schema: typeof stored === 'number' && stored > ROW_SCHEMA ? stored : ROW_SCHEMA };
}

/** What is counted for each API key lies beside the count of its owner, in the same row: both move in one write. */
const KEY = 'key ';

export const keyCount = (keyId: string): string => `${KEY}${keyId}`;

/** The numbers that a row has counted for keys, by their ids. */
export const keyCountsIn = (row: Readonly<Record<string, unknown>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      name.startsWith(KEY) && typeof value === 'number' ? [[name.slice(KEY.length), value]] : [],
    ),
  );

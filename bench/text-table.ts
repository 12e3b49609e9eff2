const WIDTH = 100;

/** Rows as aligned text: the first column to the left, the others to the right. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    head
      .map((_, column) => {
        const cell = row[column] ?? '';
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = '-'.repeat(
    Math.min(
      WIDTH,
      widths.reduce((sum, width) => sum + width + 2, -2),
    ),
  );
  const title = head.every((cell) => cell === '') ? [] : [line(head), rule];
  return [...title, ...rows.map(line)].join('\n');
}

/** A number with so many digits after the point, and no more noise than that. */
export const fixed = (value: number, digits = 0): string =>
  Number(value.toFixed(digits)) === 0 ? '0' : value.toFixed(digits);

export const dollars = (value: number): string => `$${value.toFixed(2)}`;

/** Bytes as kilobytes of 1,000. */
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} KB`;

/** The one in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

import type { Span } from './entry.ts';

type Values = Readonly<Record<string, unknown>>;

const isGroup = (value: unknown): value is Values => typeof value === 'object' && value !== null;

/** The paths of the members at which a span ends that is too long, or ends before it begins. */
export function brokenSpans({ list, from, to, most }: Span, values: Values): (string | number)[][] {
  const groups = values[list];
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((group: unknown, i) => {
    if (!isGroup(group)) return [];
    const [start, end] = [group[from], group[to]];
    if (typeof start !== 'number' || typeof end !== 'number') return [];
    return end >= start && end - start <= most ? [] : [[list, i, to]];
  });
}

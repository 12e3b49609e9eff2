import type { Addend, Total } from './entry.ts';

type Values = Readonly<Record<string, unknown>>;

/** Sums of decimal fractions are off by less than this. */
const ROUNDING = 1e-6;

const memberOf = (item: unknown, member: string): unknown =>
  typeof item === 'object' && item !== null ? (item as Values)[member] : undefined;

function sizeOf(value: unknown, by: Addend['by']): number {
  if (by === 'characters') return typeof value === 'string' ? Array.from(value).length : 0;
  return typeof value === 'number' ? value : 0;
}

function sumOf(addend: Addend, values: Values): number {
  const list = values[addend.field];
  if (!Array.isArray(list)) return 0;
  if (addend.by === 'items') return list.length;
  return list.reduce<number>((sum, item) => sum + sizeOf(memberOf(item, addend.member), addend.by), 0);
}

/** The fields that a total speaks of. */
export const fieldsOf = ({ of, most, at }: Total): string[] => [
  ...of.map(({ field }) => field),
  ...(typeof most === 'number' ? [] : [most.field]),
  at,
];

/** True where the sum is more than it may be. */
export function isExceeded({ of, most }: Total, values: Values): boolean {
  const limit = typeof most === 'number' ? most : Number(values[most.field] ?? Infinity);
  return of.reduce((sum, addend) => sum + sumOf(addend, values), 0) > limit + ROUNDING;
}

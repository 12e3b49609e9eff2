import { prices } from './prices.ts';

/** What one task used, in the units that AWS charges. */
export type Usage = Readonly<Record<keyof typeof prices, number>>;

export const nothing: Usage = {
  transitions: 0,
  writeUnits: 0,
  readUnits: 0,
  invocations: 0,
  gigabyteSeconds: 0,
  apiRequests: 0,
  s3Puts: 0,
  s3Gets: 0,
  logBytes: 0,
  traces: 0,
  secretReads: 0,
};

export const kinds = Object.keys(nothing) as (keyof Usage)[];

/** Dollars for one kind of use. */
export const dollarsFor = (kind: keyof Usage, amount: number): number =>
  (amount * prices[kind].dollars) / prices[kind].per;

/** Dollars for so many tasks of equal use, by kind. */
export function costByKind(usage: Usage, tasks: number): Readonly<Record<keyof Usage, number>> {
  const parts = kinds.map((kind) => [kind, dollarsFor(kind, usage[kind] * tasks)] as const);
  return { ...nothing, ...Object.fromEntries(parts) };
}

/** Dollars for so many tasks of equal use. */
export const costOf = (usage: Usage, tasks: number): number =>
  Object.values(costByKind(usage, tasks)).reduce((sum, dollars) => sum + dollars, 0);

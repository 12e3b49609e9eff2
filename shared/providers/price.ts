import { fromCredits } from '#domain/money.ts';
import type { MilliCredits } from '#domain/money.ts';
import { holds } from './condition.ts';
import type { PriceRule } from './entry.ts';

type Values = Readonly<Record<string, unknown>>;

function quantity(times: PriceRule['times'], values: Values): number {
  if (times === undefined) return 1;
  const value = values[times.field];
  const per = times.per ?? 1;
  if (times.by === 'value') return Number(value) / per;
  if (typeof value !== 'string' && !Array.isArray(value)) return 0;
  return value.length / per;
}

/** What one paid call is expected to cost. Where no tier fits, the dearest: an estimate must never promise too little. */
export function estimateOf(price: PriceRule, values: Values): MilliCredits {
  const fitting = price.tiers.find((tier) => holds(tier.when ?? {}, values));
  const credits = fitting?.credits ?? Math.max(0, ...price.tiers.map((tier) => tier.credits));
  return fromCredits(credits * quantity(price.times, values));
}

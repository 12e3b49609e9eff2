import { fromCredits } from '#domain/money/money.ts';
import type { MilliCredits } from '#domain/money/money.ts';
import { holds } from './condition.ts';
import type { Field, Fields, PriceRule, PriceTier, Times } from './entry.ts';

type Values = Readonly<Record<string, unknown>>;

function charactersIn(value: unknown, member: string | undefined): number {
  if (typeof value === 'string') return value.length;
  if (!Array.isArray(value) || member === undefined) return 0;
  return value.reduce<number>((sum, item: unknown) => {
    const text: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, member) : undefined;
    return sum + (typeof text === 'string' ? text.length : 0);
  }, 0);
}

const boundsOf = (field: Field | undefined): { least?: number; most?: number } => {
  if (field?.type === 'string' && field.enum !== undefined) {
    const numbers = field.enum.map(Number);
    return { least: Math.min(...numbers), most: Math.max(...numbers) };
  }
  if (field?.type !== 'integer' && field?.type !== 'number') return {};
  return {
    ...(field.min === undefined ? {} : { least: field.min }),
    ...(field.max === undefined ? {} : { most: field.max }),
  };
};

/** Left out, the service takes its least. Zero or -1 leave the choice to the model: then the most is assumed. */
function valueOf(value: unknown, field: Field | undefined): number {
  const { least = 1, most = 1 } = boundsOf(field);
  if (value === undefined || value === null) return least;
  const number = Number(value);
  return number > 0 ? number : most;
}

function countOf({ field, by, member, beyond = 0 }: Times, values: Values, fields: Fields): number {
  const value = values[field];
  if (by === 'value') return valueOf(value, fields[field]);
  const count = by === 'characters' ? charactersIn(value, member) : itemsIn(value);
  return Math.max(0, count - beyond);
}

function itemsIn(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return value === undefined ? 0 : 1;
}

function quantity(times: Times, values: Values, fields: Fields): number {
  const { per = 1 } = times;
  const divisor = typeof per === 'number' ? per : valueOf(values[per], fields[per]);
  return countOf(times, values, fields) / divisor;
}

/** The tiers that may be meant: up to the first that holds for certain. None fitting, all of them. */
function possible({ tiers }: PriceRule, values: Values): readonly PriceTier[] {
  const found: PriceTier[] = [];
  for (const tier of tiers) {
    const facts = Object.entries(tier.when ?? {});
    const known = facts.filter(([name]) => !name.includes('.') || Object.hasOwn(values, name));
    if (!holds(Object.fromEntries(known), values)) continue;
    found.push(tier);
    if (known.length === facts.length) break;
  }
  return found.length > 0 ? found : tiers;
}

/** True where nobody has said what the model costs; its estimate is nothing then, and only the bill will tell. */
export const isUnpriced = ({ tiers, extras = [] }: PriceRule): boolean =>
  tiers.length === 0 && extras.length === 0;

/** Of how many units the price is: what the request says, else what the rule assumes, else the least that the field allows. */
function unitsOf({ times, assumed }: PriceRule, values: Values, fields: Fields): number {
  const isTold = times !== undefined && (values[times.field] ?? undefined) !== undefined;
  if (times === undefined || (assumed !== undefined && !isTold)) return assumed ?? 1;
  return quantity(times, values, fields);
}

/** What one paid call is expected to cost. In doubt, the dearest: an estimate must never promise too little. */
export function estimateOf(price: PriceRule, values: Values, fields: Fields): MilliCredits {
  const units = unitsOf(price, values, fields);
  const credits = possible(price, values).map((tier) => tier.credits * (units + (tier.assumed ?? 0)));
  const extras = (price.extras ?? []).map((extra) => extra.credits * quantity(extra.times, values, fields));
  return fromCredits(Math.max(0, ...credits) + extras.reduce((sum, extra) => sum + extra, 0));
}

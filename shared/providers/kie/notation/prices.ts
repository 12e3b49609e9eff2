import type { Condition, PriceRule, PriceTier, Scalar } from '../../catalog/entry.ts';

/** Where a price was read, and when. */
type Origin = Pick<PriceRule, 'source' | 'date'>;

/** The provider's list of models. */
export const listed: Origin = { source: 'https://api.kie.ai/api/v1/models', date: '2026-10-01' };
/** The provider's public price feed. */
export const feed: Origin = {
  source: 'https://api.kie.ai/client/v1/model-pricing/page',
  date: '2026-09-24',
};
/** The provider's price page, before much of it went. */
export const january: Origin = { source: 'https://kie.ai/pricing', date: '2026-01-31' };

type Tiers = number | readonly PriceTier[];

const asTiers = (tiers: Tiers): readonly PriceTier[] =>
  typeof tiers === 'number' ? [{ credits: tiers }] : tiers;

/** So many credits for each unit. */
export const per = (unit: string, tiers: Tiers, more: Partial<PriceRule> = {}): PriceRule => ({
  unit,
  tiers: asTiers(tiers),
  ...listed,
  ...more,
});

/** So many credits for each second that a field asks for. */
export const perSecond = (tiers: Tiers, field = 'duration', more: Partial<PriceRule> = {}): PriceRule =>
  per('output second', tiers, { times: { field, by: 'value' }, ...more });

/** So many credits for each second of a sound or a film whose length only the file tells; so many seconds are assumed. */
export const perAssumedSecond = (tiers: Tiers, assumed: number, more: Partial<PriceRule> = {}): PriceRule =>
  per('output second', tiers, { assumed, ...more });

/** Times the number of results that a field asks for. */
export const each = (field: string): Pick<PriceRule, 'times'> => ({ times: { field, by: 'value' } });

/** Times the thousands of characters of a field, or of a member of the groups in it. */
export const characters = (field: string, member?: string): Pick<PriceRule, 'times'> => ({
  times: { field, by: 'characters', per: 1000, ...(member === undefined ? {} : { member }) },
});

/** What pictures that are put in cost on top; the first few may be free. */
export const inputImages = (field: string, credits: number, beyond = 0): Pick<PriceRule, 'extras'> => ({
  extras: [{ unit: 'input image', credits, times: { field, by: 'items', beyond } }],
});

/** No price was found; of a budget so many credits are held, the dearest of the model's family. */
export const unpriced = (unit: string, held: number): PriceRule => per(unit, [], { held });

function asTest(word: string): Scalar | readonly Scalar[] {
  if (word.includes('|')) return word.split('|');
  if (word === 'true' || word === 'false') return word === 'true';
  return word;
}

/** A table of prices: the fields that decide, then a row for each combination of their values; `a|b` is either. */
export function by(fields: string, rows: Readonly<Record<string, number>>): readonly PriceTier[] {
  const names = fields.split(' ');
  return Object.entries(rows).map(([words, credits]) => {
    const tests = words.split(' ').map((word, index): [string, Condition[string]] => {
      const name = names[index];
      if (name === undefined) throw new Error(`${words} has more words than ${fields}`);
      return [name, asTest(word)];
    });
    return { when: Object.fromEntries(tests), credits };
  });
}

/** A price where a film is put in: its seconds are billed too, and so many are assumed. */
export const withInput = (
  field: string,
  assumed: number,
  tiers: readonly PriceTier[],
): readonly PriceTier[] =>
  tiers.map((tier) => ({ ...tier, when: { ...tier.when, [field]: { count: { min: 1 } } }, assumed }));

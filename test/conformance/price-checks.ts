import type { Form } from '#providers/catalog/entry.ts';
import { fromCredits } from '#domain/money/money.ts';
import { isUnpriced } from '#providers/catalog/price.ts';
import { overAll, same, unless } from './check.ts';
import type { Check } from './check.ts';
import { carrier, seenByRules } from './fit.ts';
import { accounted } from './known-differences.ts';
import { addressFor } from './places.ts';
import type { Input, Subject } from './subject.ts';
import { isDecided, leftOpen, pricedInputs, tiersFor } from './tiers.ts';

const NOT_CALLABLE = 'it cannot be called';
const NO_PRICE = 'nobody has said what it costs';

const priced = ({ forms }: Subject): readonly Form[] => forms.filter(({ price }) => !isUnpriced(price));
const inputsOf = (subject: Subject): { form: Form; input: Input }[] =>
  priced(subject).flatMap((form) => pricedInputs(form).map((input) => ({ form, input })));

const pricesEveryTier: Check = {
  name: 'has a price for every combination of what its price depends on: a whole number of thousandths, more than none',
  fewest: 140,
  run: (subject) =>
    overAll(inputsOf(subject), NO_PRICE, ({ form, input }) => {
      const { plan, faults } = subject.ask(form, input);
      if (plan === undefined) {
        return [`${form.wire} refuses ${JSON.stringify(input).slice(0, 120)}: ${JSON.stringify(faults)}`];
      }
      const isPrice = Number.isInteger(plan.estimate) && plan.estimate > 0;
      return unless(
        isPrice,
        `${form.wire} costs ${plan.estimate} for ${JSON.stringify(input).slice(0, 120)}`,
      );
    }),
};

/** What the tiers ask about, as this request has it. */
function decidingIn(form: Form, input: Input): string {
  const values = seenByRules(form, input);
  const names = new Set(form.price.tiers.flatMap(({ when = {} }) => Object.keys(when)));
  return [...names].map((name) => `${name} ${String(values[name])}`).join(', ');
}

const hasOneTier: Check = {
  name: 'has a tier of its price for every request that says what decides it',
  fewest: 140,
  run: (subject) =>
    overAll(
      inputsOf(subject).filter(({ form, input }) => form.price.tiers.length > 0 && isDecided(form, input)),
      NO_PRICE,
      ({ form, input }) =>
        tiersFor(form, input).length > 0
          ? []
          : accounted('tiers', form.wire, `no tier for ${decidingIn(form, input)}`),
    ),
};

const sameBut = (one: Input, other: Input, names: readonly string[]): boolean =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
    (name) => names.includes(name) || JSON.stringify(one[name]) === JSON.stringify(other[name]),
  );

const promisesEnough: Check = {
  name: 'is estimated at its dearest where the request leaves to the provider what decides its price',
  fewest: 10,
  run: (subject) => {
    const open = inputsOf(subject).filter(
      ({ form, input }) => form.price.tiers.length > 0 && !isDecided(form, input),
    );
    return overAll(open, 'every request says what decides its price', ({ form, input }) => {
      const { estimate } = subject.planned(form, input);
      const names = leftOpen(form, input);
      const dearer = pricedInputs(form)
        .filter((other) => sameBut(input, other, names))
        .filter((other) => (subject.ask(form, other).plan?.estimate ?? 0) > estimate);
      return unless(
        dearer.length === 0,
        `${form.wire} promises ${estimate} for ${JSON.stringify(input).slice(0, 100)}`,
      );
    });
  },
};

const meansEveryTier: Check = {
  name: 'has no tier that no request can have',
  fewest: 140,
  run: (subject) =>
    overAll(priced(subject), NO_PRICE, (form) => {
      const met = new Set(pricedInputs(form).flatMap((input) => tiersFor(form, input)));
      const idle = form.price.tiers.filter((tier) => !met.has(tier));
      return unless(idle.length === 0, `${form.wire} never costs ${JSON.stringify(idle)}`);
    }),
};

const pricesAssumptions: Check = {
  name: 'prices what it assumes where the request does not say how much',
  fewest: 15,
  run: (subject) => {
    const assuming = priced(subject).filter(({ price }) => price.assumed !== undefined);
    return overAll(assuming, 'it assumes nothing', (form) => {
      const { times, tiers, assumed = 0 } = form.price;
      const silent = ([name]: readonly [string, unknown]): boolean => name !== times?.field;
      const inputs = pricedInputs(form).map((input) =>
        Object.fromEntries(Object.entries(input).filter(silent)),
      );
      const least = fromCredits(Math.min(...tiers.map(({ credits }) => credits)) * assumed);
      return inputs.flatMap((input) => {
        const estimate = subject.ask(form, input).plan?.estimate ?? 0;
        return unless(estimate >= least, `${form.wire} assumes ${assumed} and is estimated at ${estimate}`);
      });
    });
  },
};

const saysWhenUnpriced: Check = {
  name: 'says so where no price is known, and promises nothing then',
  fewest: 150,
  run: (subject) =>
    overAll(subject.forms, NOT_CALLABLE, (form) => {
      const { estimate, unpriced } = subject.planned(form);
      const isKnown = !isUnpriced(form.price);
      return [
        ...same(`${form.wire} is unpriced`, unpriced ?? false, !isKnown),
        ...unless(isKnown || estimate === 0, `${form.wire} is estimated at ${estimate}`),
      ];
    }),
};

/** Where no page names the types, every type of the kind will do. */
const anyOf = (kind: string | undefined): object => (kind === undefined ? {} : { accept: [`${kind}/*`] });

const namesItsFiles: Check = {
  name: 'tells of each file that goes in where it stands, of what type it may be and how large',
  fewest: 90,
  run: (subject) => {
    const files = subject.forms.flatMap((form) =>
      Object.entries(form.fields).flatMap(([name, field]) => {
        const inner = field.type === 'list' ? field.items : field;
        return inner.type === 'file' ? [{ form, name, field, inner }] : [];
      }),
    );
    return overAll(files, 'it takes no files', ({ form, name, field, inner }) => {
      const input = carrier(form, { path: [name], name, field });
      if (input === undefined) return [`${form.wire}/${name} can never be given`];
      const path = field.type === 'list' ? `/input/${name}/0` : `/input/${name}`;
      const told = subject.planned(form, input).inputUrls.find((file) => file.path === path);
      const { accept, maxMegabytes } = inner;
      return same(`${form.wire}${path}`, told, {
        path,
        url: addressFor(inner),
        ...(accept === undefined ? anyOf(inner.kind) : { accept }),
        ...(maxMegabytes === undefined ? {} : { maxMegabytes }),
      });
    });
  },
};

export const priceChecks: readonly Check[] = [
  pricesEveryTier,
  hasOneTier,
  promisesEnough,
  meansEveryTier,
  pricesAssumptions,
  saysWhenUnpriced,
  namesItsFiles,
];

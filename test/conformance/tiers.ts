import { holds } from '#providers/catalog/condition.ts';
import type { Field, Form, PriceTier } from '#providers/catalog/entry.ts';
import { exampleOf } from '#providers/catalog/example.ts';
import { without } from '#providers/catalog/layout.ts';
import { fitted, seenByRules } from './fit.ts';
import { several } from './places.ts';
import type { Input } from './subject.ts';

/** Of a price with more combinations than this, so many are looked at, spread evenly. */
const MOST = 400;

const isOwn =
  (form: Form) =>
  (name: string | undefined): name is string =>
    name !== undefined && form.fields[name] !== undefined;

/** The fields that the price of a form depends on. */
export function priceFields(form: Form): string[] {
  const { tiers, times, extras = [] } = form.price;
  const counted = [times, ...extras.map((extra) => extra.times)].flatMap((one) =>
    one === undefined ? [] : [one.field, typeof one.per === 'string' ? one.per : undefined],
  );
  const named = [...tiers.flatMap(({ when = {} }) => Object.keys(when)), ...counted];
  return [...new Set(named.filter(isOwn(form)))];
}

function counts(field: Extract<Field, { type: 'list' }>): unknown[] {
  const { minItems = 1, maxItems = 3 } = field;
  const sizes = new Set([Math.max(1, minItems), maxItems]);
  return [...sizes].map((count) => several(field.items, count));
}

/** The values of a field that may make a difference to the price; nothing stands for leaving it out. */
const valuesOf = (field: Field): readonly unknown[] =>
  field.required && !('default' in field) ? givenTo(field) : [undefined, ...givenTo(field)];

type NumberField = Extract<Field, { type: 'number' | 'integer' }>;

const numbers = ({ enum: offered, min = 1, max = 2, special = [] }: NumberField): readonly unknown[] =>
  offered ?? [min, max, ...special];

function givenTo(field: Field): readonly unknown[] {
  switch (field.type) {
    case 'string':
      return field.enum ?? ['a', 'a'.repeat(1000)];
    case 'number':
    case 'integer':
      return numbers(field);
    case 'boolean':
      return [true, false];
    case 'list':
      return counts(field);
    case 'group':
    case 'file':
    case 'parent':
      return [exampleFor(field)];
  }
}

const exampleFor = (field: Field): unknown => several(field, 1)[0];

const withValue = (input: Input, name: string, value: unknown): Input => {
  const others = without(input, name);
  return value === undefined ? others : { ...others, [name]: value };
};

/** An input for each combination of what decides the price, as far as the rules of the form allow it. */
export function pricedInputs(form: Form): Input[] {
  const names = priceFields(form);
  const all = names.reduce<Input[]>(
    (inputs, name) => {
      const field = form.fields[name];
      return field === undefined
        ? inputs
        : inputs.flatMap((input) => valuesOf(field).map((value) => withValue(input, name, value)));
    },
    [exampleOf(form)],
  );
  const stride = Math.max(1, Math.ceil(all.length / MOST));
  return all
    .filter((_, index) => index % stride === 0)
    .map((input) => fitted(form, input, names))
    .filter((input) => input !== undefined);
}

/** Some values leave to the provider what decides the price. */
const undecided: readonly unknown[] = [undefined, 'auto'];

/** The fields by whose words the tiers are told apart and that this request leaves to the provider. */
export function leftOpen(form: Form, input: Input): string[] {
  const values = seenByRules(form, input);
  const tests = form.price.tiers.flatMap(({ when = {} }) => Object.entries(when));
  const open = tests.filter(
    ([name, test]) => isOwn(form)(name) && isWord(test) && undecided.includes(values[name]),
  );
  return open.map(([name]) => name);
}

/** True where the request, with its usual values, says all that the tiers ask about. */
export function isDecided(form: Form, input: Input): boolean {
  const values = seenByRules(form, input);
  const isElsewhere = tiersFor(form, input).some(({ when = {} }) => !Object.keys(when).every(isOwn(form)));
  return leftOpen(form, input).length === 0 && !isElsewhere && isCounted(form, values);
}

const isWord = (test: unknown): boolean => typeof test !== 'object' || Array.isArray(test);

/** Zero and -1 leave the length to the provider, and so does saying nothing. */
function isCounted({ price: { times } }: Form, values: Input): boolean {
  return times?.by !== 'value' || Number(values[times.field]) > 0;
}

const ownPart = ({ when = {} }: PriceTier, form: Form): PriceTier['when'] =>
  Object.fromEntries(Object.entries(when).filter(([name]) => isOwn(form)(name)));

/** The tiers that may be meant by an input; more than one where a fact of another task decides. */
export function tiersFor(form: Form, input: Input): PriceTier[] {
  const values = seenByRules(form, input);
  const found: PriceTier[] = [];
  for (const tier of form.price.tiers) {
    const own = ownPart(tier, form) ?? {};
    if (!holds(own, values)) continue;
    found.push(tier);
    if (Object.keys(own).length === Object.keys(tier.when ?? {}).length) break;
  }
  return found;
}

import { holds } from '#providers/catalog/condition.ts';
import type { Condition, Field, Fields, Form, Test, Total } from '#providers/catalog/entry.ts';
import { exampleOf } from '#providers/catalog/example.ts';
import { without } from '#providers/catalog/layout.ts';
import { isExceeded } from '#providers/catalog/total.ts';
import { sample, several, withAt } from './places.ts';
import type { Path, Place } from './places.ts';
import type { Input } from './subject.ts';

type Values = Readonly<Record<string, unknown>>;

const isGroup = (value: unknown): value is Values => typeof value === 'object' && value !== null;

function filled(field: Field | undefined, value: unknown): unknown {
  if (field?.type === 'list' && Array.isArray(value)) return value.map((item) => filled(field.items, item));
  return field?.type === 'group' && isGroup(value) ? withUsual(field.fields, value) : value;
}

/** The values with the usual ones in place of those that are missing, in groups too. */
function withUsual(fields: Fields, values: Values): Values {
  const usual = Object.entries(fields).flatMap(([name, field]) =>
    'default' in field && field.default !== undefined ? [[name, field.default] as const] : [],
  );
  const given = Object.entries(values).map(([name, value]) => [name, filled(fields[name], value)] as const);
  return Object.fromEntries<unknown>([...usual, ...given]);
}

/** The input as rules see it: usual and derived values filled in. */
export function seenByRules(form: Form, input: Input): Values {
  const values: Record<string, unknown> = { ...withUsual(form.fields, input) };
  for (const { field, when, value } of form.derived ?? []) {
    if (values[field] === undefined && holds(when, values)) values[field] = value;
  }
  return values;
}

const listOf = (field: Field | undefined, count: number): unknown =>
  field?.type === 'list' && count > 0 ? several(field.items, count) : undefined;

/** A value that passes a test; nothing is a value too. */
function passing(field: Field | undefined, test: Test): unknown {
  if (typeof test !== 'object') return test;
  if ('given' in test) return test.given && field !== undefined ? sample(field) : undefined;
  if ('count' in test) return listOf(field, test.count.min ?? 0);
  return test[0];
}

const otherThan = (field: Field | undefined, values: readonly unknown[]): unknown => {
  if (field?.type === 'boolean') return values.includes(true) ? false : true;
  const offered: readonly unknown[] = (field && 'enum' in field && field.enum) || [];
  return offered.find((one) => !values.includes(one));
};

/** A value that fails it. */
function failing(field: Field | undefined, test: Test): unknown {
  if (typeof test !== 'object') return otherThan(field, [test]);
  if ('given' in test) return test.given || field === undefined ? undefined : sample(field);
  if (!('count' in test)) return otherThan(field, test);
  const { min = 0, max } = test.count;
  return max === undefined ? listOf(field, min - 1) : listOf(field, max + 1);
}

const set = (input: Input, name: string, value: unknown): Input => {
  const others = without(input, name);
  return value === undefined ? others : { ...others, [name]: value };
};

/** The input, changed until the condition holds. */
export const satisfying = (form: Form, input: Input, condition: Condition): Input =>
  Object.entries(condition).reduce(
    (values, [name, test]) => set(values, name, passing(form.fields[name], test)),
    input,
  );

/** Every input in which one of the facts of the condition does not hold. */
export const breaking = (form: Form, input: Input, condition: Condition): Input[] =>
  Object.entries(condition).map(([name, test]) => set(input, name, failing(form.fields[name], test)));

const isCounted = (of: Total['of']): boolean => of.some(({ by }) => by === 'items');

/** Inputs that keep better to a total: with the first of a list only, without one that is added up, or with the highest limit. */
function easing(
  form: Form,
  input: Input,
  { of, most, keep }: Total & { readonly keep: readonly string[] },
): Input[] {
  const shorter = of.flatMap(({ field }) => {
    const list = input[field];
    return Array.isArray(list) && list.length > 1 && !isCounted(of)
      ? [set(input, field, list.slice(0, 1))]
      : [];
  });
  const absent = of.filter(({ field }) => !keep.includes(field)).map(({ field }) => without(input, field));
  const less = [...shorter, ...absent];
  const limit = typeof most === 'number' || keep.includes(most.field) ? undefined : most.field;
  const field = limit === undefined ? undefined : form.fields[limit];
  const highest = field?.type === 'string' ? field.enum?.at(-1) : undefined;
  return limit === undefined || highest === undefined ? less : [...less, set(input, limit, highest)];
}

const MOST_STEPS = 6;

/** The input, changed until every rule between its fields holds, these fields left alone; nothing where that cannot be. */
export function fitted(form: Form, input: Input, keep: readonly string[]): Input | undefined {
  const free = ([name]: readonly [string, unknown]): boolean => !keep.includes(name);
  const fit = (tried: Input, steps: number): Input | undefined => {
    const values = seenByRules(form, tried);
    const broken = (form.rules ?? []).find(({ when, then }) => holds(when, values) && !holds(then, values));
    const over = (form.totals ?? []).find((total) => isExceeded(total, values));
    if (broken === undefined && over === undefined) return tried;
    if (steps === 0) return undefined;
    if (broken === undefined) {
      const eased = over === undefined ? [] : easing(form, tried, { ...over, keep });
      return eased.map((next) => fit(next, steps - 1)).find((found) => found);
    }
    const mended = Object.entries(broken.then)
      .filter(free)
      .map(([name, test]) => set(tried, name, passing(form.fields[name], test)));
    const avoided = breaking(form, tried, Object.fromEntries(Object.entries(broken.when).filter(free)));
    for (const next of [...mended, ...avoided]) {
      const found = fit(next, steps - 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return fit(input, MOST_STEPS);
}

/** An input that works and has this value at this place; nothing where there is none. */
export const carrying = (form: Form, path: Path, value: unknown): Input | undefined =>
  fitted(form, withAt(form, exampleOf(form), { path, value }), [String(path[0])]);

/** An input that works and has some value at this place. */
export const carrier = (form: Form, { path, field }: Place): Input | undefined =>
  carrying(form, path, sample(field));

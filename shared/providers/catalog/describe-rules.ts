import type { Condition, Field, Fields, Form, Rule, Scalar, Test } from './entry.ts';
import { contentNames } from './content.ts';

/** A part of a JSON Schema. */
export type SchemaPart = Readonly<Record<string, unknown>>;

/** A name that a field is given under, and whether it then carries one item of a list. */
interface Name {
  readonly name: string;
  readonly field: Field;
}

const namesOf = (name: string, field: Field): Name[] => [
  { name, field },
  ...(field.spellings ?? []).map((spelling) => ({
    name: spelling.name,
    field: spelling.single && field.type === 'list' ? field.items : field,
  })),
];

/** Strict validators want to see a property beside its being required. */
const isThere = (name: string, that: SchemaPart = {}): SchemaPart => ({
  required: [name],
  properties: { [name]: that },
});

/** More than a filler, which counts as not given. */
function isGiven({ name, field }: Name): SchemaPart {
  if (field.type === 'list') return isThere(name, { minItems: 1 });
  return field.type === 'string' ? isThere(name, { minLength: 1 }) : isThere(name);
}

const oneOf = (parts: readonly SchemaPart[]): SchemaPart =>
  parts.length === 1 && parts[0] ? parts[0] : { anyOf: parts };
/** All of these hold. One alone stands for itself: a composition of one has linters complain. */
export const allOf = (parts: readonly SchemaPart[]): SchemaPart => {
  const [first, ...others] = parts;
  if (first === undefined) return {};
  return others.length === 0 ? first : { allOf: parts };
};
const noneOf = (parts: readonly SchemaPart[]): SchemaPart => ({ not: oneOf(parts) });

/** The ways in which a value may be written: switches and some numbers in quotes, some texts as numbers. */
function writtenAs(field: Field, value: Scalar): Scalar[] {
  if (field.type === 'boolean') return [value, String(value)];
  if (!('alsoAs' in field) || field.alsoAs === undefined) return [value];
  if (field.alsoAs === 'string') return [value, String(value)];
  const number = Number(value);
  return Number.isFinite(number) ? [value, number] : [value];
}

/** The fields of a form, and what the values of some follow from where they are not given. */
interface Described {
  readonly fields: Fields;
  readonly derived: NonNullable<Form['derived']>;
}

/** What is given decides whether a rule applies, or keeps it. Where that is not known, it does not apply, and is kept. */
type Part = 'when' | 'then';

/** A value that follows where others are given so. */
interface Following {
  readonly value: Scalar;
  readonly where: SchemaPart;
}

interface Tested {
  readonly name: string;
  readonly field: Field;
  /** What its value follows from where it is not given; nothing where it follows from nothing. */
  readonly followsFrom: readonly Following[];
  readonly part: Part;
}

const ALWAYS: SchemaPart = {};
const NEVER: SchemaPart = { not: {} };

const usual = (field: Field): unknown => ('default' in field ? field.default : undefined);
const namesGiven = ({ name, field }: Tested): SchemaPart[] => namesOf(name, field).map(isGiven);

function hasValue(tested: Tested, values: readonly Scalar[]): SchemaPart {
  const { name, field, followsFrom, part } = tested;
  const written = values.flatMap((value) => writtenAs(field, value));
  const given = namesOf(name, field).map((one) => isThere(one.name, { enum: written }));
  const absent = noneOf(namesGiven(tested));
  if (followsFrom.length > 0 && part === 'when') return oneOf([...given, ...followingTo(values, tested)]);
  const passesAbsent = followsFrom.length > 0 || values.some((value) => value === usual(field));
  return oneOf(passesAbsent ? [...given, absent] : given);
}

/** The field is not given, and one of these values follows: the first that follows counts. */
const followingTo = (values: readonly Scalar[], tested: Tested): SchemaPart[] =>
  tested.followsFrom.flatMap(({ value, where }, index, all) => {
    if (!values.includes(value)) return [];
    const before = all.slice(0, index).map((one) => one.where);
    const first = before.length === 0 ? [] : [noneOf(before)];
    return [allOf([noneOf(namesGiven(tested)), where, ...first])];
  });

function hasCount(tested: Tested, { min = 0, max }: { min?: number; max?: number }): SchemaPart {
  const counted = namesOf(tested.name, tested.field).flatMap((one) => {
    if (one.field.type !== 'list') return min <= 1 && (max ?? 1) >= 1 ? [isGiven(one)] : [];
    return [isThere(one.name, { minItems: Math.max(min, 1), ...(max !== undefined && { maxItems: max }) })];
  });
  const none = min === 0 ? [noneOf(namesGiven(tested))] : [];
  return oneOf([...(max === 0 ? [] : counted), ...none]);
}

function isThereOrNot(tested: Tested, wanted: boolean): SchemaPart {
  const { field, part } = tested;
  const isDerived = tested.followsFrom.length > 0;
  // What has a usual value is always given.
  if (usual(field) !== undefined) return wanted ? ALWAYS : NEVER;
  if (isDerived && part === 'then' && wanted) return ALWAYS;
  if (isDerived && part === 'when' && !wanted) return NEVER;
  return wanted ? oneOf(namesGiven(tested)) : noneOf(namesGiven(tested));
}

function passes(tested: Tested, test: Test): SchemaPart {
  if (typeof test !== 'object') return hasValue(tested, [test]);
  if ('count' in test) return hasCount(tested, test.count);
  return 'given' in test ? isThereOrNot(tested, test.given) : hasValue(tested, test);
}

function holds({ fields, derived }: Described, condition: Condition, part: Part): SchemaPart {
  const parts = Object.entries(condition).flatMap(([name, test]) => {
    const field = fields[name];
    if (field === undefined) return [];
    const followsFrom = derived
      .filter((one) => one.field === name)
      // From what follows itself nothing is followed.
      .map(({ value, when }) => ({ value, where: holds({ fields, derived: [] }, when, part) }));
    return [passes({ name, field, followsFrom, part }, test)];
  });
  return allOf(parts);
}

/** What a rule names stands in the request itself. */
const isSayable =
  ({ fields }: Described) =>
  ({ when, then }: Rule): boolean =>
    [...Object.keys(when), ...Object.keys(then)].every((name) => name in fields);

const asCondition =
  (described: Described) =>
  ({ when, then }: Rule): SchemaPart =>
    Object.keys(when).length === 0
      ? holds(described, then, 'then')
      : // `if` and `then` say the same; but linters take what stands in `then` for an object of its own.
        { anyOf: [noneOf([holds(described, when, 'when')]), holds(described, then, 'then')] };

/** Something to make is given, where none of the fields that say it has to be there. */
function someContent(form: Form): SchemaPart[] {
  const names = contentNames(form);
  const isSaid = names.some((name) => {
    const field = form.fields[name];
    return field?.required === true && field.absentOk === undefined && field.spellings === undefined;
  });
  if (isSaid || names.length === 0) return [];
  const given = names.flatMap((name) => {
    const field = form.fields[name];
    return field === undefined ? [] : namesOf(name, field).map(isGiven);
  });
  return [oneOf(given)];
}

/** A field that has to be there, under one of its names. */
function underAnyName({ fields }: Form): SchemaPart[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.required && field.absentOk === undefined && field.spellings !== undefined
      ? [oneOf(namesOf(name, field).map((one) => isThere(one.name)))]
      : [],
  );
}

/**
 * What a form asks of several of its fields together, as parts of a JSON Schema that all have to hold. Sums (`totals`,
 * `spans`) are beyond it: the server refuses more than they do, never less.
 */
export function conditionsOf(form: Form): readonly SchemaPart[] {
  const described = { fields: form.fields, derived: form.derived ?? [] };
  const rules = (form.rules ?? []).filter(isSayable(described)).map(asCondition(described));
  const all = [...underAnyName(form), ...rules, ...someContent(form)];
  return [...new Map(all.map((part) => [JSON.stringify(part), part])).values()];
}

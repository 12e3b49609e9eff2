import type { Field, Form } from '#providers/catalog/entry.ts';
import { overEach } from './check.ts';
import type { Check, Surroundings, Verdict } from './check.ts';
import { accounted } from './known-differences.ts';
import type { Aspect } from './known-differences.ts';
import type { KnownField, KnownInput } from './simulator.ts';
import type { Subject } from './subject.ts';

const NOT_CALLABLE = 'it cannot be called';

/** Fields that the body carries for the protocol, not for the model. */
const protocolFields = new Set(['model', 'taskType', 'callBackUrl']);

const wireFields = (form: Form): Record<string, Field> =>
  Object.fromEntries(Object.entries(form.fields).filter(([name]) => name !== form.jobsField));

/** Held against what the simulator's own pages say of each form. */
const agrees =
  (aspect: Aspect, compare: (form: Form, known: KnownInput) => readonly string[]) =>
  (subject: Subject, { simulator }: Surroundings): Promise<Verdict> =>
    overEach(subject.forms, NOT_CALLABLE, async (form) => {
      const known = await simulator.inputOf(form.wire);
      if (known === undefined) return [`the simulator has no ${form.wire}`];
      return compare(form, known).flatMap((name) => accounted(aspect, form.wire, name));
    });

/** The names under which a field may stand on the simulator's pages. */
const namesOf = (name: string, field: Field): string[] => [
  name,
  ...(field.spellings ?? []).map((one) => one.name),
];

const pairs = (form: Form, known: KnownInput): { name: string; field: Field; there: KnownField }[] =>
  Object.entries(wireFields(form)).flatMap(([name, field]) => {
    const there = namesOf(name, field).flatMap((one) => known.fields[one] ?? [])[0];
    return there === undefined ? [] : [{ name, field, there }];
  });

function fieldDifferences(form: Form, known: KnownInput): string[] {
  const ours = Object.entries(wireFields(form));
  const taken = new Set(ours.flatMap(([name, field]) => namesOf(name, field)));
  const theirs = Object.keys(known.fields).filter((name) => !protocolFields.has(name) && !taken.has(name));
  const own = ours.filter(
    ([name, field]) => !namesOf(name, field).some((one) => known.fields[one] !== undefined),
  );
  return [...theirs.map((name) => `${name} is missing`), ...own.map(([name]) => `${name} is not there`)];
}

const requirementDifferences = (form: Form, known: KnownInput): string[] =>
  pairs(form, known).flatMap(({ name, field }) => {
    const isThere = namesOf(name, field).some((one) => known.required.includes(one));
    // What is always filled in may be required.
    const isHere = field.required === true || (isThere && 'default' in field && field.default !== undefined);
    return isThere === isHere ? [] : [`${name} is ${isThere ? '' : 'not '}required there`];
  });

const wordsOf = (field: Field): readonly unknown[] => ('enum' in field && field.enum) || [];

const choiceDifferences = (form: Form, known: KnownInput): string[] =>
  pairs(form, known).flatMap(({ name, field, there }) => {
    const ours = wordsOf(field).map(String);
    const theirs = (there.enum ?? []).map(String);
    if (theirs.length === 0 || (ours.length === 0 && field.type !== 'string')) return [];
    const missing = theirs.filter((word) => !ours.includes(word));
    const invented = ours.filter((word) => !theirs.includes(word));
    const isSame = missing.length === 0 && invented.length === 0;
    return isSame
      ? []
      : [`${name} lacks ${missing.join(' ') || 'nothing'}, adds ${invented.join(' ') || 'nothing'}`];
  });

interface Limits {
  readonly [name: string]: number | undefined;
}

function limitsOf(field: Field): Limits {
  switch (field.type) {
    case 'string':
      return { maxLength: field.maxLength, minLength: field.minLength };
    case 'number':
    case 'integer':
      return { minimum: field.min, maximum: field.max };
    case 'list':
      return { minItems: field.minItems ?? (field.required ? 1 : undefined), maxItems: field.maxItems };
    default:
      return {};
  }
}

/** A least of nothing or of one goes without saying. */
const isTold = (name: string, limit: number | undefined): limit is number =>
  limit !== undefined && !(name.startsWith('min') && name !== 'minimum' && limit <= 1);

const limitDifferences = (form: Form, known: KnownInput): string[] =>
  pairs(form, known).flatMap(({ name, field, there }) =>
    Object.entries(limitsOf(field)).flatMap(([limit, ours]) => {
      const theirs: number | undefined = there[limit as 'minimum'];
      if (wordsOf(field).length > 0 || (there.enum ?? []).length > 0) return [];
      const isSame =
        (isTold(limit, ours) ? ours : undefined) === (isTold(limit, theirs) ? theirs : undefined);
      return isSame ? [] : [`${name} has ${limit} ${theirs} there, ${ours} here`];
    }),
  );

/** The entry held against the pages of the simulator. */
export const pageChecks: readonly Check[] = [
  { name: 'has the fields that the simulator knows', fewest: 150, run: agrees('fields', fieldDifferences) },
  {
    name: 'requires what the simulator requires',
    fewest: 150,
    run: agrees('requirements', requirementDifferences),
  },
  {
    name: 'offers the words that the simulator knows',
    fewest: 150,
    run: agrees('choices', choiceDifferences),
  },
  { name: 'has the limits that the simulator knows', fewest: 150, run: agrees('limits', limitDifferences) },
];

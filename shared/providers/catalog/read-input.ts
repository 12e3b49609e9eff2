import { isFiller } from '#domain/fillers.ts';
import type * as z from 'zod';
import type { Fault } from '#domain/error.ts';
import { canonical } from './canonical.ts';
import { fieldsSchema } from './compile.ts';
import { holds } from './condition.ts';
import { contentNames } from './content.ts';
import type { Field, FileField, Form, Rule } from './entry.ts';
import { faultsOf } from './faults.ts';
import { brokenSpans } from './span.ts';
import { fieldsOf, isExceeded } from './total.ts';

type Values = Readonly<Record<string, unknown>>;

/** An input read by the fields of one form. */
export interface ReadInput {
  readonly input: Values;
  readonly faults: readonly Fault[];
  readonly written: (path: readonly PropertyKey[]) => string;
}

const schemas = new WeakMap<Form, z.ZodObject>();
let compiled = 0;

/** How many forms this process has compiled so far: none by being loaded, one by a create. */
export const compiledForms = (): number => compiled;

function schemaOf(form: Form): z.ZodObject {
  const known = schemas.get(form);
  if (known) return known;
  const schema = fieldsSchema(form.fields, 'strict');
  schemas.set(form, schema);
  compiled += 1;
  return schema;
}

function withDerived(form: Form, values: Values): Values {
  const derived: Record<string, unknown> = { ...values };
  for (const { field, when, value } of form.derived ?? []) {
    if (derived[field] === undefined && holds(when, derived)) derived[field] = value;
  }
  return derived;
}

const defaultsOf = (form: Form): Values =>
  Object.fromEntries(
    Object.entries(form.fields).flatMap(([name, field]) =>
      'default' in field && field.default !== undefined ? [[name, field.default]] : [],
    ),
  );

const isGiven = (value: unknown): boolean =>
  typeof value === 'string' ? /\S/.test(value) : value !== undefined && !isFiller(value);

/** A request that says how and not what cannot be meant, though each of its fields may be left out. */
function contentFaults(form: Form, input: Values, written: ReadInput['written']): Fault[] {
  const names = contentNames(form);
  const [first] = names;
  if (first === undefined || names.some((name) => isGiven(input[name]))) return [];
  const message =
    names.length === 1 ? 'is required' : `needs something to make: give one of ${names.join(', ')}`;
  return [{ path: written([first]), message }];
}

const namesIn = ({ when, then, at }: Rule): string[] => [...Object.keys(when), ...Object.keys(then), at];
const isBroken = ({ when, then }: Rule, input: Values): boolean => holds(when, input) && !holds(then, input);

/** The input in the provider's terms, defaults filled in, and everything that is wrong with it. */
export function readFields(form: Form, raw: Values): ReadInput {
  const { values, faults, written } = canonical(form.fields, raw);
  const read = schemaOf(form).safeParse(values, { reportInput: true });
  const found = read.success ? [] : faultsOf(read.error.issues, written);
  const input = withDerived(form, read.success ? read.data : { ...defaultsOf(form), ...values });
  const broken = new Set(read.success ? [] : read.error.issues.map(({ path }) => path[0]));
  const isTold = (names: readonly string[]): boolean => names.some((name) => broken.has(name));
  const crossed = [
    ...(form.rules ?? []).filter((rule) => !isTold(namesIn(rule)) && isBroken(rule, input)),
    ...(form.totals ?? []).filter((total) => !isTold(fieldsOf(total)) && isExceeded(total, input)),
  ].map(({ at, message }) => ({ path: written([at]), message }));
  const spans = (form.spans ?? [])
    .filter(({ list }) => !isTold([list]))
    .flatMap((span) =>
      brokenSpans(span, input).map((path) => ({ path: written(path), message: span.message })),
    );
  const empty = found.length + crossed.length + spans.length === 0 ? contentFaults(form, input, written) : [];
  return { input, faults: [...faults, ...found, ...crossed, ...spans, ...empty], written };
}

/** A file address and the field that it was given for. */
export interface GivenFile {
  readonly path: readonly PropertyKey[];
  readonly url: string;
  readonly field: FileField;
}

/** A web address, or the id of an upload of ours; what lies in the provider's own stores is no file to us. */
const isFile = /^https?:|^[0-9a-f]{32}$/i;

/** Every web address of a file, and every upload, below a value, with its path. */
export function filesIn(
  field: Field | undefined,
  value: unknown,
  path: readonly PropertyKey[],
): readonly GivenFile[] {
  if (field?.type === 'file' && typeof value === 'string') {
    return isFile.test(value) ? [{ path, url: value, field }] : [];
  }
  if (field?.type === 'list' && Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => filesIn(field.items, item, [...path, index]));
  }
  if (field?.type === 'group' && typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) =>
      filesIn(field.fields[name], inner, [...path, name]),
    );
  }
  return [];
}

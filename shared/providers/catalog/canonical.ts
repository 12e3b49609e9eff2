import type { Fault } from '#domain/error.ts';
import type { Field, Fields, NumberField, Spelling, TextField } from './entry.ts';
import { pointer } from './pointer.ts';

type Values = Record<string, unknown>;

/** An input in canonical spelling, with the way back to what the caller wrote. */
export interface Canonical {
  readonly values: Readonly<Values>;
  readonly faults: readonly Fault[];
  /** The pointer, below the input, of a path into the canonical values. */
  readonly written: (path: readonly PropertyKey[]) => string;
}

const numeric = /^-?\d+(\.\d+)?$/;
const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** 768P and 768p, 4k and 4K mean the same: pages of one provider do not agree on it. */
const inItsCase = (value: string, offered: readonly string[]): string =>
  offered.find((word) => word === value) ??
  offered.find((word) => word.toLowerCase() === value.toLowerCase()) ??
  value;

function asText(field: TextField, value: unknown): unknown {
  if (field.alsoAs && typeof value === 'number') return String(value);
  if (field.enum && typeof value === 'string')
    return inItsCase(value, [...field.enum, ...(field.also ?? [])]);
  return value;
}

const asNumber = (field: NumberField, value: unknown): unknown =>
  field.alsoAs && typeof value === 'string' && numeric.test(value) ? Number(value) : value;

function inItsType(field: Field, value: unknown): unknown {
  if (field.type === 'string') return asText(field, value);
  return field.type === 'integer' || field.type === 'number' ? asNumber(field, value) : value;
}

/** An empty text or list for a field that may be absent means that it is absent: clients send such fillers. */
const isAbsent = (field: Field, value: unknown): boolean =>
  value === undefined || (!field.required && isEmpty(value));

interface Draft {
  readonly values: Values;
  readonly faults: Fault[];
  readonly spelled: Map<string, Spelling>;
}

/** A field that was given under another of its spellings. */
interface Respelled {
  readonly name: string;
  readonly field: Field;
  readonly spelling: Spelling;
}

function takeSpelling(draft: Draft, { name, field, spelling }: Respelled): void {
  const { values, faults, spelled } = draft;
  const given = values[spelling.name];
  const meant = spelling.single && !isEmpty(given) ? [given] : given;
  delete values[spelling.name];
  if (isAbsent(field, values[name])) {
    values[name] = meant;
    spelled.set(name, spelling);
  } else if (!isAbsent(field, meant) && !same(values[name], meant)) {
    faults.push({
      path: pointer(spelling.name),
      message: `disagrees with ${name}, of which it is another spelling`,
    });
  }
}

function settle({ values }: Draft, name: string, field: Field): void {
  if (isAbsent(field, values[name])) delete values[name];
  else values[name] = inItsType(field, values[name]);
}

/** Brings every spelling and type that we take into the one that we send. */
export function canonical(fields: Fields, raw: Readonly<Values>): Canonical {
  const draft: Draft = { values: { ...raw }, faults: [], spelled: new Map() };
  for (const [name, field] of Object.entries(fields)) {
    for (const spelling of field.spellings ?? []) {
      if (Object.hasOwn(draft.values, spelling.name)) takeSpelling(draft, { name, field, spelling });
    }
    settle(draft, name, field);
  }
  const written = ([first, ...rest]: readonly PropertyKey[]): string => {
    if (first === undefined) return '';
    const spelling = draft.spelled.get(String(first));
    return spelling
      ? pointer(spelling.name, ...rest.slice(spelling.single ? 1 : 0))
      : pointer(first, ...rest);
  };
  return { values: draft.values, faults: draft.faults, written };
}

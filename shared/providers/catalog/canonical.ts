import type { Fault } from '#domain/error.ts';
import { mendedAddress, trimmed } from '#domain/files/file-address.ts';
import { isFiller } from '#domain/fillers.ts';
import type { Field, Fields, GroupField, ListField, NumberField, Spelling, TextField } from './entry.ts';
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
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** 768P and 768p, 4k and 4K mean the same: pages of one provider do not agree on it. */
const inItsCase = (value: string, offered: readonly string[]): string =>
  offered.find((word) => word === value) ??
  offered.find((word) => word.toLowerCase() === value.trim().toLowerCase()) ??
  value;

function asText(field: TextField, value: unknown): unknown {
  if (field.alsoAs && typeof value === 'number') return String(value);
  if (field.enum && typeof value === 'string')
    return inItsCase(value, [...field.enum, ...(field.also ?? [])]);
  return value;
}

const asNumber = (field: NumberField, value: unknown): unknown =>
  field.alsoAs && typeof value === 'string' && numeric.test(value.trim()) ? Number(value) : value;

const switches: ReadonlyMap<unknown, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

const asSwitch = (value: unknown): unknown =>
  typeof value === 'string' ? (switches.get(value.trim().toLowerCase()) ?? value) : value;

const asWords = (value: unknown, mended: (text: string) => string): unknown =>
  typeof value === 'string' ? mended(value) : value;

/** A list of nothing but fillers is an empty one. Beside items they stay, and are refused: what comes first may matter. */
const asList = (field: ListField, value: readonly unknown[]): unknown[] => {
  const items = value.map((item) => inItsType(field.items, item));
  return items.every(isFiller) ? [] : items;
};

function asGroup({ fields }: GroupField, values: Values): Values {
  const known = (name: string): Field | undefined => (Object.hasOwn(fields, name) ? fields[name] : undefined);
  const members = Object.entries(values).map(([name, value]): [string, unknown] => {
    const field = known(name);
    return [name, field === undefined ? value : inItsType(field, value)];
  });
  const given = members.filter(([name, value]) => {
    const field = known(name);
    return field === undefined || !isAbsent(field, value);
  });
  return Object.fromEntries(given);
}

function inItsType(field: Field, value: unknown): unknown {
  switch (field.type) {
    case 'string':
      return asText(field, value);
    case 'file':
      return asWords(value, mendedAddress);
    case 'parent':
      return asWords(value, trimmed);
    case 'integer':
    case 'number':
      return asNumber(field, value);
    case 'boolean':
      return asSwitch(value);
    case 'list':
      return Array.isArray(value) ? asList(field, value) : value;
    case 'group':
      return isObject(value) ? asGroup(field, value) : value;
  }
}

/** An empty text or list for a field that may be absent means that it is absent: clients send such fillers. */
const isAbsent = (field: Field, value: unknown): boolean =>
  value === undefined || value === null || (!field.required && isFiller(value));

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
  const meant = inItsType(field, spelling.single && !isFiller(given) ? [given] : given);
  delete values[spelling.name];
  if (isAbsent(field, inItsType(field, values[name]))) {
    values[name] = meant;
    spelled.set(name, spelling);
  } else if (!isAbsent(field, meant) && !same(inItsType(field, values[name]), meant)) {
    faults.push({
      path: pointer(spelling.name),
      message: `disagrees with ${name}, of which it is another spelling`,
    });
  }
}

function settle({ values }: Draft, name: string, field: Field): void {
  const value = inItsType(field, values[name]);
  if (isAbsent(field, value)) delete values[name];
  else values[name] = value;
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

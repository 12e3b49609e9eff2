import type { Field, Fields } from './entry.ts';

function withBothChoices(one: Field, other: Field): Field {
  if (one.type !== 'string' || other.type !== 'string' || !one.enum || !other.enum) return one;
  return { ...one, enum: [...new Set([...one.enum, ...other.enum])] };
}

const alike = (one: Field, other: Field): boolean => JSON.stringify(one) === JSON.stringify(other);

const loosened = (field: Field): Field =>
  Object.fromEntries(
    Object.entries(field).filter(([name]) => name !== 'required' && name !== 'default'),
  ) as unknown as Field;

/** The fields of several forms as those of one: required where all require them, with every value that one of them takes. */
export function mergedFields(all: readonly Fields[]): Fields {
  const merged = new Map<string, Field>();
  for (const [name, field] of all.flatMap((fields) => Object.entries(fields))) {
    const known = merged.get(name);
    if (known === undefined) merged.set(name, field);
    else if (!alike(known, field)) merged.set(name, withBothChoices(known, field));
  }
  const entries = [...merged].map(([name, field]): [string, Field] => {
    const everywhere = all.every((fields) => {
      const own = fields[name];
      return own !== undefined && sameDefault(own, field);
    });
    return [name, everywhere ? field : loosened(field)];
  });
  return Object.fromEntries(entries);
}

const usual = (field: Field): unknown => ('default' in field ? field.default : undefined);
const sameDefault = (one: Field, other: Field): boolean => usual(one) === usual(other);

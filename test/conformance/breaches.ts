import { longestText } from '#providers/catalog/compile.ts';
import type { Field, FileField, ListField, NumberField, TextField } from '#providers/catalog/entry.ts';
import { addressFor, sample, several, textFor } from './places.ts';
import type { Place } from './places.ts';

export type Kind = 'absence' | 'choice' | 'range' | 'length' | 'count' | 'type' | 'form' | 'file';

/** A value that a place must not take. */
export interface Breach {
  readonly kind: Kind;
  /** Nothing: the place is left out. */
  readonly value: unknown;
}

/** A value at the very edge of what a place takes. */
export type Edge = Breach;

const NOBODYS_WORD = 'no-such-word';
const NOBODYS_NUMBER = 987_654;

/** A place that has to be filled, and has no usual value that would fill it. */
export const isNeeded = (field: Field): boolean =>
  field.required === true && !field.absentOk && !('default' in field && field.default !== undefined);

const someText = (field: TextField, length: number): string =>
  textFor(field).padEnd(length, 'a').slice(0, length);

function textBreaches(field: TextField): Breach[] {
  const { minLength = 0, pattern, alsoAs, enum: offered } = field;
  const wrongType: Breach = { kind: 'type', value: alsoAs ? true : 4.5 };
  if (offered !== undefined) return [wrongType, { kind: 'choice', value: NOBODYS_WORD }];
  const least = Math.max(minLength, field.required ? 1 : 0);
  // Nothing at all is the same as absence where a field may be absent.
  const tooShort = field.required ? least > 0 : least > 1;
  return [
    wrongType,
    { kind: 'length', value: someText(field, longestText(field) + 1) },
    ...(tooShort ? [{ kind: 'length', value: someText(field, least - 1) } as const] : []),
    ...(pattern === undefined ? [] : [{ kind: 'form', value: ' ' } as const]),
  ];
}

function textEdges(field: TextField): Edge[] {
  const { minLength, enum: offered, pattern } = field;
  if (offered !== undefined) {
    return [...offered, ...(field.also ?? [])].map((value) => ({ kind: 'choice', value }));
  }
  if (pattern !== undefined && pattern.endsWith('$') && !pattern.includes('.*')) return [];
  return [minLength, longestText(field)].flatMap((length) =>
    length === undefined || length === 0 ? [] : [{ kind: 'length', value: someText(field, length) } as const],
  );
}

const stepOf = ({ type }: NumberField): number => (type === 'integer' ? 1 : 0.01);

function numberBreaches(field: NumberField): Breach[] {
  const { min, max, special = [], enum: offered, type } = field;
  const wrongType: Breach = { kind: 'type', value: 'many' };
  if (offered !== undefined) return [wrongType, { kind: 'choice', value: NOBODYS_NUMBER }];
  const step = stepOf(field);
  const beyond = [min === undefined ? undefined : min - step, max === undefined ? undefined : max + step];
  const values = beyond.filter((value) => value !== undefined && !special.includes(value));
  const halves = type === 'integer' ? [{ kind: 'type', value: (min ?? 1) + 0.5 } as const] : [];
  return [wrongType, ...halves, ...values.map((value) => ({ kind: 'range', value }) as const)];
}

function numberEdges({ min, max, special = [], enum: offered }: NumberField): Edge[] {
  if (offered !== undefined) return offered.map((value) => ({ kind: 'choice', value }));
  return [min, max, ...special].flatMap((value) => (value === undefined ? [] : [{ kind: 'range', value }]));
}

function listBreaches(field: ListField): Breach[] {
  const least = field.minItems ?? (field.required ? 1 : 0);
  const tooFew = field.required ? least > 0 : least > 1;
  return [
    { kind: 'type', value: 'a text' },
    ...(field.maxItems === undefined
      ? []
      : [{ kind: 'count', value: several(field.items, field.maxItems + 1) } as const]),
    ...(tooFew ? [{ kind: 'count', value: several(field.items, least - 1) } as const] : []),
  ];
}

const listEdges = ({ items, minItems, maxItems }: ListField): Edge[] =>
  [minItems, maxItems].flatMap((count) =>
    count === undefined || count === 0 ? [] : [{ kind: 'count', value: several(items, count) } as const],
  );

const otherKind = { image: 'mp3', video: 'png', audio: 'png' } as const;
const oddType = { image: 'tiff', video: 'webm', audio: 'flac' } as const;
const typesOfOdd = { image: 'image/tiff', video: 'video/webm', audio: 'audio/flac' } as const;

function fileBreaches({ kind, accept }: FileField): Breach[] {
  const address = (ending: string): Breach => ({
    kind: 'file',
    value: `https://files.example/one.${ending}`,
  });
  const wrongKind = kind === undefined ? [] : [address(otherKind[kind])];
  const isTaken = kind === undefined || accept === undefined || accept.includes(typesOfOdd[kind]);
  return [
    { kind: 'type', value: 7 },
    { kind: 'form', value: 'nonsense' },
    { kind: 'form', value: 'data:image/png;base64,AAAA' },
    ...wrongKind,
    ...(isTaken ? [] : [address(oddType[kind])]),
  ];
}

function bareBreaches(field: Field): Breach[] {
  switch (field.type) {
    case 'string':
      return textBreaches(field);
    case 'number':
    case 'integer':
      return numberBreaches(field);
    case 'boolean':
      return [{ kind: 'type', value: 'yes' }];
    case 'list':
      return listBreaches(field);
    case 'group':
      return [{ kind: 'type', value: 'a text' }];
    case 'file':
      return fileBreaches(field);
    case 'parent':
      return [
        { kind: 'type', value: 7 },
        { kind: 'form', value: 'veo_task_1' },
      ];
  }
}

/** Everything that a place has to refuse. An item of a list is not left out: the list is shorter then. */
export function breachesOf({ path, field }: Place): Breach[] {
  const isItem = typeof path.at(-1) === 'number';
  return [
    ...(isNeeded(field) && !isItem ? [{ kind: 'absence', value: undefined } as const] : []),
    ...bareBreaches(field),
  ];
}

/** What it has to take: every word that is offered, and the ends of every range. */
export function edgesOf({ field }: Place): Edge[] {
  switch (field.type) {
    case 'string':
      return textEdges(field);
    case 'number':
    case 'integer':
      return numberEdges(field);
    case 'boolean':
      return [true, false].map((value) => ({ kind: 'choice', value }));
    case 'list':
      return listEdges(field);
    case 'file':
      return [{ kind: 'file', value: addressFor(field) }];
    case 'group':
    case 'parent':
      return [{ kind: 'type', value: sample(field) }];
  }
}

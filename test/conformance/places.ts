import type {
  Field,
  FileField,
  FileKind,
  Form,
  GroupField,
  NumberField,
  TextField,
} from '#providers/catalog/entry.ts';
import type { Input } from './subject.ts';

export type Path = readonly (string | number)[];

/** A field of a form, at the top or within a list or a group. */
export interface Place {
  /** The first segment is the name of a field of the form. */
  readonly path: Path;
  readonly name: string;
  readonly field: Field;
}

const endings: Readonly<Record<FileKind, readonly (readonly [string, readonly string[]])[]>> = {
  image: [
    ['png', ['image/png']],
    ['jpg', ['image/jpeg', 'image/jpg']],
    ['webp', ['image/webp']],
  ],
  video: [
    ['mp4', ['video/mp4']],
    ['mov', ['video/quicktime']],
  ],
  audio: [
    ['mp3', ['audio/mpeg', 'audio/mp3']],
    ['wav', ['audio/wav', 'audio/x-wav']],
  ],
};

/** The address of a file that a field takes. */
export function addressFor({ kind = 'image', accept }: FileField): string {
  const fitting = endings[kind].find(
    ([, types]) => accept === undefined || types.some((type) => accept.includes(type)),
  );
  return `https://files.example/one.${fitting?.[0] ?? 'bin'}`;
}

const texts = ['A boat in the rain', '#112233', '50.00%', 'Ana'];

/** A text of so many characters at least and at most, in the form that is asked for. */
export function textFor({ minLength = 1, maxLength = Infinity, pattern }: TextField): string {
  const isFit = (text: string): boolean => pattern === undefined || new RegExp(pattern, 's').test(text);
  const text = texts.find(isFit) ?? texts[0] ?? '';
  return text.length < minLength ? text.padEnd(minLength, 'a') : text.slice(0, maxLength);
}

function numberFor({ default: usual, enum: offered, min = 1, max = Infinity }: NumberField): number {
  return usual ?? offered?.[0] ?? Math.min(min, max);
}

const wordFor = (field: TextField): string => field.default ?? field.enum?.[0] ?? textFor(field);

const membersFor = ({ fields }: GroupField): Input =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, inner]) => (inner.required ? [[name, sample(inner)]] : [])),
  );

/** Some value that the field takes. */
export function sample(field: Field): unknown {
  switch (field.type) {
    case 'string':
      return wordFor(field);
    case 'file':
      return addressFor(field);
    case 'parent':
      return '0123456789abcdef0123456789abcdef';
    case 'number':
    case 'integer':
      return numberFor(field);
    case 'boolean':
      return field.default ?? true;
    case 'list':
      return several(field.items, field.minItems ?? 1);
    case 'group':
      return membersFor(field);
  }
}

/** So many values that the field takes. */
export const several = (field: Field, count: number): unknown[] =>
  Array.from({ length: count }, () => sample(field));

function within(place: Place): Place[] {
  const { path, field } = place;
  if (field.type === 'list') {
    const inner = { path: [...path, 0], name: place.name, field: field.items };
    return [place, ...within(inner).filter(({ field: { type } }) => type !== 'group')];
  }
  if (field.type !== 'group') return [place];
  const members = Object.entries(field.fields);
  return [
    place,
    ...members.flatMap(([name, inner]) => within({ path: [...path, name], name, field: inner })),
  ];
}

/** Every place of a form where a value may stand. */
export const placesIn = ({ fields }: Form): Place[] =>
  Object.entries(fields).flatMap(([name, field]) => within({ path: [name], name, field }));

const isInput = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function put(holder: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value;
  if (typeof first === 'number') {
    const list: readonly unknown[] = Array.isArray(holder) ? holder : [];
    return Object.assign([...list], { [first]: put(list[first], rest, value) });
  }
  const object = isInput(holder) ? holder : {};
  if (rest.length === 0 && value === undefined) {
    return Object.fromEntries(Object.entries(object).filter(([name]) => name !== first));
  }
  return { ...object, [first]: put(object[first], rest, value) };
}

interface Value {
  readonly path: Path;
  readonly value: unknown;
}

/** The input with a value at a place; with nothing, the place is left out. What holds the place is made as need be. */
export function withAt(form: Form, input: Input, { path, value }: Value): Input {
  const [top] = path;
  const field = form.fields[String(top)];
  const isBare = path.length > 1 && field !== undefined && input[String(top)] === undefined;
  const base = isBare ? { ...input, [String(top)]: sample(field) } : input;
  return put(base, path, value) as Input;
}

import type {
  BooleanField,
  Field,
  Fields,
  FileField,
  FileKind,
  GroupField,
  ListField,
  NumberField,
  ParentField,
  TextField,
} from '../../catalog/entry.ts';
import type { Media } from '../../catalog/model.ts';

/** The same field, but it has to be given; one that has a usual value is sent with it. */
export const must = <F extends Field>(field: F): F => ({ ...field, required: true });

/** The same field in words of its own, where those of the glossary for its name would mislead. */
export const about = <F extends Field>(description: string, field: F): F => ({ ...field, description });

/** A field under older or other names too. */
export const alias = <F extends Field>(field: F, ...names: readonly string[]): F => ({
  ...field,
  spellings: names.map((name) => ({ name })),
});

/** A field that the page wants and calls have done without: it may be left out. */
export const wanted = <F extends Field>(field: F): F => ({ ...field, required: true, absentOk: true });

type More<F extends Field> = Partial<Omit<F, 'type'>>;

/** Free text of so many characters at most. */
export const text = (maxLength?: number, more: More<TextField> = {}): TextField => ({
  type: 'string',
  ...(maxLength === undefined ? {} : { maxLength }),
  ...more,
});

const isNumeric = (word: string): boolean => /^\d+$/.test(word);

/** One of these words; where all are numbers, a number is taken too. */
export function choice(
  words: string | readonly string[],
  usual?: string,
  more: More<TextField> = {},
): TextField {
  const offered = typeof words === 'string' ? words.split(' ') : words;
  return {
    type: 'string',
    enum: offered,
    ...(usual === undefined ? {} : { default: usual }),
    ...(offered.every(isNumeric) ? { alsoAs: 'number' as const } : {}),
    ...more,
  };
}

/** Whole numbers from the first to the last, as the words that some pages make of them. */
export const digits = (first: number, last: number, usual?: string): TextField =>
  choice(
    Array.from({ length: last - first + 1 }, (_, index) => String(first + index)),
    usual,
  );

/** Yes or no. */
export const flag = (usual?: boolean): BooleanField => ({
  type: 'boolean',
  ...(usual === undefined ? {} : { default: usual }),
});

type Range = readonly [min: number, max?: number];

const ranged = (range: Range | undefined): Partial<NumberField> => {
  const [min, max] = range ?? [];
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
};

/** A whole number within a range; in quotes it is taken too. */
export const integer = (range?: Range, usual?: number, more: More<NumberField> = {}): NumberField => ({
  type: 'integer',
  ...ranged(range),
  ...(usual === undefined ? {} : { default: usual }),
  alsoAs: 'string',
  ...more,
});

/** A number within a range. */
export const amount = (range?: Range, usual?: number, step?: number): NumberField => ({
  type: 'number',
  ...ranged(range),
  ...(usual === undefined ? {} : { default: usual }),
  ...(step === undefined ? {} : { step }),
  alsoAs: 'string',
});

/** One of these numbers. */
export const numbers = (values: readonly number[], usual?: number): NumberField => ({
  type: values.every(Number.isInteger) ? 'integer' : 'number',
  enum: values,
  ...(usual === undefined ? {} : { default: usual }),
  alsoAs: 'string',
});

const file =
  (kind: FileKind) =>
  (maxMegabytes?: number, subtypes?: string): FileField => ({
    type: 'file',
    kind,
    ...(maxMegabytes === undefined ? {} : { maxMegabytes }),
    ...(subtypes === undefined ? {} : { accept: subtypes.split(' ').map((type) => `${kind}/${type}`) }),
  });

/** The address of a picture, of so many megabytes at most, of these types. */
export const image = file('image');
export const video = file('video');
export const audio = file('audio');
/** What nearly every page takes for a picture. */
export const photo = image(10, 'jpeg png webp');
/** Some other file or page, whose kind the service finds out. */
export const document: FileField = { type: 'file' };

/** So many of something, at least and at most. */
export const many = (items: Field, max?: number, min?: number): ListField => ({
  type: 'list',
  items,
  ...(min === undefined ? {} : { minItems: min }),
  ...(max === undefined ? {} : { maxItems: max }),
});

export const group = (fields: Fields): GroupField => ({ type: 'group', fields });

/** A finished task of ours, under the wire's name for it or our own. */
export const parent = (media: Media, of: readonly string[], ...names: readonly string[]): ParentField => ({
  type: 'parent',
  media,
  of,
  spellings: [...names, 'parentTaskId'].map((name) => ({ name })),
});

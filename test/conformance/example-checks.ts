import { exampleOf } from '#providers/catalog/example.ts';
import type { Field, Fields, Form } from '#providers/catalog/entry.ts';
import { overAll } from './check.ts';
import type { Check } from './check.ts';

/** What a name says of a model that works from a file. */
const fromFiles =
  /edit|image-to|video-to|reference-to|speech-to|from-audio|remix|reframe|upscale|remove-background|isolat|motion|lip-sync|animate|transform/i;

const textOnly = /^(A lighthouse at dusk|A paper boat sails)/;

/** The files below a value, each where it is given. */
function filesBelow(field: Field | undefined, value: unknown): string[] {
  if (field === undefined || value === undefined) return [];
  if (field.type === 'file' || field.type === 'parent') return typeof value === 'string' ? [value] : [];
  if (field.type === 'list' && Array.isArray(value))
    return value.flatMap((item) => filesBelow(field.items, item));
  return field.type === 'group' ? filesIn(field.fields, value as Readonly<Record<string, unknown>>) : [];
}

const filesIn = (fields: Fields, values: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(fields).flatMap((name) => filesBelow(fields[name], values[name]));

const isFile = (text: string): boolean => text.startsWith('https:');

/** Reference pictures may well be of the same thing as the picture that is changed. */
const apart = (form: Form): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(exampleOf(form)).filter(([name]) => !name.startsWith('reference_')));

function faultsOf(form: Form): string[] {
  const example = exampleOf(form);
  const files = filesIn(form.fields, example);
  const distinct = filesIn(form.fields, apart(form)).filter(isFile);
  const lacksFile = fromFiles.test(form.wire) && files.length === 0;
  const { prompt } = example;
  const isBeside = files.some(isFile) && typeof prompt === 'string' && textOnly.test(prompt);
  return [
    ...(lacksFile ? [`${form.wire} is shown without the file that it works from`] : []),
    ...(isBeside ? [`${form.wire} is asked for something else than what it is given`] : []),
    ...(new Set(distinct).size < distinct.length ? [`${form.wire} is given one file twice`] : []),
  ];
}

/** An example is what people begin with: it shows what a model is for. */
export const exampleChecks: readonly Check[] = [
  {
    name: 'shows in its example what it is for: the file that it works from, and words about that',
    fewest: 150,
    run: (subject) => overAll(subject.forms, 'it cannot be called', faultsOf),
  },
];

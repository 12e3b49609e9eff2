import { listModels } from '#providers/catalog.ts';
import { dialectNamed } from '#providers/dialects.ts';
import type { Field, Form, ModelEntry } from '#providers/catalog/entry.ts';
import { asQueried, type QueriedDialect } from '#providers/dialect.ts';
import { Subject } from './subject.ts';

/** A model with one thing wrong, and the checks that have to find it. */
export interface PlantedDefect {
  readonly what: string;
  readonly found: readonly string[];
  readonly subject: Subject;
}

/** The entry of this id, of those that can be called. */
export function entryOf(id: string): ModelEntry {
  const entry = listModels().find((one) => one.id === id && one.service === 'KIE');
  if (entry === undefined) throw new Error(`There is no ${id}`);
  return entry;
}

const among = (entry: ModelEntry): ModelEntry[] =>
  listModels().map((one) => (one.id === entry.id && one.service === entry.service ? entry : one));

function entryWithForms(entry: ModelEntry, change: (form: Form) => Partial<Form>): ModelEntry {
  const forms = entry.forms.map((form) => ({ ...form, ...change(form) }));
  return { ...entry, forms, wires: forms.map(({ wire }) => wire) };
}

/** A model with other facts in its entry. */
export function changed(id: string, facts: Partial<ModelEntry>): Subject {
  const entry = { ...entryOf(id), ...facts };
  const catalogue = listModels().map((one) => (one.id === id && one.service === 'KIE' ? entry : one));
  return new Subject(entry, catalogue);
}

/** A model with other facts in its forms. */
export function withChangedForms(id: string, change: (form: Form) => Partial<Form>): Subject {
  const entry = entryWithForms(entryOf(id), change);
  return new Subject(entry, among(entry));
}

/** A model that says one thing, where what is called does another. */
export const contradictory = (id: string, change: (form: Form) => Partial<Form>): Subject =>
  new Subject(entryOf(id), among(entryWithForms(entryOf(id), change)));

/** The same for one field of its forms. */
export const contradictoryField = (id: string, name: string, field: Field): Subject =>
  contradictory(id, ({ fields }) => ({ fields: { ...fields, [name]: field } }));

/** A model whose protocol is spoken wrongly. */
export function withWrongDialect(
  id: string,
  wrong: (right: QueriedDialect) => Partial<QueriedDialect>,
): Subject {
  const entry = entryOf(id);
  const right = asQueried(dialectNamed(entry.dialect));
  return new Subject(entry, listModels(), { ...right, ...wrong(right) });
}

/** A field without some of its facts. */
export const fieldWithout = (id: string, name: string, ...facts: readonly string[]): Field => {
  const field = entryOf(id).forms[0]?.fields[name];
  if (field === undefined) throw new Error(`${id} has no ${name}`);
  const left = Object.entries(field).filter(([fact]) => !facts.includes(fact));
  return Object.fromEntries(left) as unknown as Field;
};

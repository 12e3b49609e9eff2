import { once } from '#domain/once.ts';
import type { ModelEntry } from './entry.ts';

/** What a model can be found by. */
export type EntryNames = Required<Pick<ModelEntry, 'service' | 'id' | 'aliases' | 'wires'>>;

const isEntry = (value: unknown): value is ModelEntry =>
  typeof value === 'object' && value !== null && 'id' in value && 'forms' in value;

function entryIn(module: Readonly<Record<string, unknown>>, id: string): ModelEntry {
  const entry = Object.values(module)
    .flat()
    .filter(isEntry)
    .find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`The file of its family has no model ${id}`);
  return entry;
}

/**
 * An entry of which the names are known, and everything else when it is first asked for: `load` gives the module that
 * exports the entry, alone or in a list. Bundles have such entries, so that a cold start reads one family and not all.
 */
export function deferredEntry(names: EntryNames, load: () => Readonly<Record<string, unknown>>): ModelEntry {
  const entry = once(() => entryIn(load(), names.id));
  return {
    ...names,
    get title() {
      return entry().title;
    },
    get vendor() {
      return entry().vendor;
    },
    get dialect() {
      return entry().dialect;
    },
    get media() {
      return entry().media;
    },
    get shape() {
      return entry().shape;
    },
    get selector() {
      return entry().selector;
    },
    get forms() {
      return entry().forms;
    },
    get capabilities() {
      return entry().capabilities;
    },
    get timing() {
      return entry().timing;
    },
    get lifecycle() {
      return entry().lifecycle;
    },
    get source() {
      return entry().source;
    },
  } satisfies Record<keyof ModelEntry, unknown> as ModelEntry;
}

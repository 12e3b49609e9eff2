import { expect, it } from 'vitest';
import { listModels } from '#providers/catalog.ts';
import { deferredEntry } from '#providers/catalog/deferred-entry.ts';
import { wiresOf } from '#providers/catalog/names.ts';

const entries = listModels();

it('a deferred entry knows its names, loads its family once, and then is what it stands for', () => {
  for (const entry of entries) {
    let loads = 0;
    const { service, id, aliases } = entry;
    const deferred = deferredEntry({ service, id, aliases, wires: wiresOf(entry) }, () => {
      loads += 1;
      return { models: entries.filter((other) => other.service === service), unrelated: 1 };
    });
    expect([deferred.service, deferred.id, deferred.aliases, deferred.wires]).toEqual([
      service,
      id,
      aliases,
      wiresOf(entry),
    ]);
    expect(loads).toBe(0);
    expect(deferred).toEqual({ ...entry, wires: wiresOf(entry) });
    expect(loads).toBe(1);
  }
});

it('a deferred entry whose family does not have it says so', () => {
  const [entry] = entries;
  if (entry === undefined) throw new Error('The catalogue is empty');
  const deferred = deferredEntry({ ...entry, wires: [] }, () => ({}));
  expect(() => deferred.title).toThrow(`The file of its family has no model ${entry.id}`);
});

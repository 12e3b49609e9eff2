import { describe, expect, it } from 'vitest';
import { listModels, reseeded } from '#providers/catalog.ts';
import type { Fields, Form, ModelEntry } from '#providers/catalog/entry.ts';

import { reseededFrom } from '#providers/catalog/reseed.ts';

const pattern = listModels().find(({ id }) => id === 'IMAGEN4');

/** A model of this service with these forms; nothing else of it matters here. */
function aModel(service: string, forms: Readonly<Record<string, Fields>>): ModelEntry {
  const [form] = pattern?.forms ?? [];
  if (pattern === undefined || form === undefined) throw new Error('There is no IMAGEN4');
  const made = Object.entries(forms).map(([wire, fields]): Form => ({ ...form, wire, fields }));
  const first = made[0]?.wire ?? '';
  return {
    ...pattern,
    service,
    selector: { field: 'apiModel', default: first },
    wires: Object.keys(forms),
    forms: made,
  };
}

const low = { seed: { type: 'integer', min: 1, max: 9 } } as const;
const high = { seeds: { type: 'integer', min: 1000, max: 1999 } } as const;
const entries = [
  aModel('KIE', { plain: { prompt: { type: 'string' } }, low, high }),
  aModel('GOOGLE', { text: { seed: { type: 'string' } } }),
];
const ask = (service: string, more: object = {}) => ({
  service,
  model: 'IMAGEN4',
  input: { prompt: 'x' },
  ...more,
});

describe('a variation’s seed', () => {
  it.each([
    ['low', 'seed', [1, 5, 9]],
    ['high', 'seeds', [1000, 1500, 1999]],
  ])('lies within the range of the form %s that was asked for', (apiModel, name, seeds) => {
    const drawn = [0, 0.5, 0.999_999].map((fraction) =>
      reseededFrom(entries, ask('KIE', { apiModel }), fraction),
    );
    expect(drawn).toEqual(
      seeds.map((seed) => ask('KIE', { apiModel, input: { prompt: 'x', [name]: seed } })),
    );
  });

  it('is left out of a form that takes none, though another form of the model does', () => {
    expect(reseededFrom(entries, ask('KIE'), 0.5)).toEqual(ask('KIE'));
    expect(reseededFrom(entries, { ...ask('KIE'), model: 'plain' }, 0.5)).toEqual({
      ...ask('KIE'),
      model: 'plain',
    });
  });

  it('is of the type that the service takes which was asked', () => {
    const { input } = reseededFrom(entries, ask('GOOGLE'), 0);
    expect(input).toEqual({ prompt: 'x', seed: '0' });
  });

  it('is left out where nobody knows the model', () => {
    for (const params of [ask('AZURE'), { ...ask('KIE'), model: 'imagen9' }, {}])
      expect(reseededFrom(entries, params, 0.5)).toEqual(params);
  });

  it('stands beside the fields of a flat request', () => {
    const flat = { service: 'KIE', model: 'VEO3', prompt: 'x', seeds: 20_000 };
    expect(reseeded(flat, 0)).toEqual({ ...flat, seeds: 10_000 });
  });
});

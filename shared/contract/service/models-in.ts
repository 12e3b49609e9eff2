import type { ModelEntry } from '#providers/catalog/entry.ts';
import { findModel } from '#providers/catalog.ts';

/** The models that an example asks for, or shows, however deep. */
export function modelsIn(value: unknown): readonly ModelEntry[] {
  if (typeof value !== 'object' || value === null) return [];
  const { model, model_id: short, id, media } = value as Readonly<Record<string, unknown>>;
  const named = [model, short, media === undefined ? undefined : id].find((one) => typeof one === 'string');
  const entry = typeof named === 'string' ? findModel(named) : undefined;
  return [...(entry === undefined ? [] : [entry]), ...Object.values(value).flatMap(modelsIn)];
}

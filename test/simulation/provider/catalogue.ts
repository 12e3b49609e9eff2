import { listModels } from '#providers/catalog.ts';
import { planFrom } from '#providers/catalog/plan.ts';
import type { Plan } from '#providers/catalog/model.ts';
import { lumenModels } from '../../stack/synchronous/lumen.ts';

const entries = [...listModels(), ...lumenModels];

/** The catalogue with the models of a service that answers with the result itself. */
export const planSimulated = (params: unknown, now: Date): Plan =>
  planFrom(entries, params, { allowRetired: true, now });

import { planGeneration } from '#providers/catalog.ts';
import type { Plan } from '#providers/catalog/model.ts';
import { readSettings } from './settings.ts';

/** What understands `providerParams`, or refuses them with every fault; retired models only where the settings allow them. */
export function connectPlanning(): (params: unknown, now: Date) => Plan {
  const { ALLOW_RETIRED_MODELS } = readSettings('ALLOW_RETIRED_MODELS');
  return (params, now) => planGeneration(params, { allowRetired: ALLOW_RETIRED_MODELS, now });
}

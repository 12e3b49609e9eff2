import { Failure } from '#domain/error.ts';
import { planGeneration } from '#providers/catalog.ts';
import type { Plan } from '#providers/catalog/model.ts';
import { enabledMedia } from './features.ts';
import { readSettings } from './settings.ts';

const many = { image: 'pictures', video: 'films', audio: 'sound' } as const;

/**
 * What understands `providerParams`, or refuses them with every fault: retired models but where the settings allow them,
 * and media of a kind that is switched off.
 */
export function connectPlanning(): (params: unknown, now: Date) => Plan {
  const { ALLOW_RETIRED_MODELS } = readSettings('ALLOW_RETIRED_MODELS');
  const enabled = enabledMedia();
  return (params, now) => {
    const plan = planGeneration(params, { allowRetired: ALLOW_RETIRED_MODELS, now });
    if (enabled.has(plan.media)) return plan;
    const { service, model, media } = plan;
    const message = `This deployment makes no ${many[media]}: ${service} ${model} is switched off here`;
    throw new Failure('feature_disabled', message);
  };
}

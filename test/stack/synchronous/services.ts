import * as production from '#providers/services.ts';
import { lumen, lumenAdapter, lumenModels } from './lumen.ts';

/** The table of services with one more, which answers its paid call with the result itself. */
export const services = [...production.services, lumen];
export const models = [...production.models, lumenModels];
export const adapters = { ...production.adapters, [lumen.name]: lumenAdapter };
export const { callbackReaders, defaultService } = production;

import { azureModels } from './azure/models.ts';
import { describeModel, describeRequests } from './describe.ts';
import type { PublicModel, RequestSchema } from './describe.ts';
import type { ModelEntry } from './entry.ts';
import { googleModels } from './google/models.ts';
import { jobsDialect } from './kie/jobs.ts';
import { midjourneyDialect } from './kie/midjourney.ts';
import { imagen4 } from './kie/models/imagen.ts';
import { midjourney } from './kie/models/midjourney.ts';
import { sora2 } from './kie/models/sora.ts';
import { veo3 } from './kie/models/veo.ts';
import { veoDialect } from './kie/veo.ts';
import type { Dialect, Lifecycle, Media, Plan, Service } from './model.ts';
import { findNamed } from './names.ts';
import { openaiModels } from './openai/models.ts';
import { planFrom } from './plan.ts';
import type { PlanOptions } from './plan.ts';

const entries: readonly ModelEntry[] = [
  imagen4,
  veo3,
  midjourney,
  sora2,
  ...googleModels,
  ...azureModels,
  ...openaiModels,
];

const mediaOf = (wireModel: string): Media =>
  entries.flatMap(({ forms }) => forms).find(({ wire }) => wire === wireModel)?.media ?? 'image';

const dialects: Readonly<Record<string, Dialect>> = {
  'kie-jobs': jobsDialect(mediaOf),
  'kie-veo': veoDialect,
  'kie-midjourney': midjourneyDialect(mediaOf),
};

/** Understands `providerParams`; throws a Failure that names every fault, the model's successor, or better names. */
export const planGeneration = (params: unknown, options: PlanOptions): Plan =>
  planFrom(entries, params, options);

/** The dialect that a plan names. */
export function dialectOf(name: string): Dialect {
  const dialect = dialects[name];
  if (dialect === undefined) throw new Error(`No dialect is called ${name}`);
  return dialect;
}

/** Every entry of the catalogue, those that are only known of included. A model may occur once for each service. */
export const listModels = (): readonly ModelEntry[] => entries;

/** The model of this id, alias or wire id, in any case; where several services know it, the one that can be called. */
export const findModel = (id: string): ModelEntry | undefined => findNamed(entries, id)?.entry;

/** What the world may know of a model. */
export const publicModel = (model: ModelEntry): PublicModel => describeModel(model);

/** The request forms of every model that can be called, with a schema and an example each; compiled when first asked for. */
export const requestSchemas = (): readonly RequestSchema[] => entries.flatMap(describeRequests);

/** Which service offers which model: one row a model, one column a service. */
export interface Compatibility {
  readonly services: readonly Service[];
  readonly models: readonly {
    readonly id: string;
    readonly services: Readonly<Partial<Record<Service, Lifecycle>>>;
  }[];
}

/** The matrix of services and models, read off the catalogue. */
export function compatibility(): Compatibility {
  const byId = Map.groupBy(entries, ({ id }) => id);
  return {
    services: [...new Set(entries.map(({ service }) => service))],
    models: [...byId].map(([id, offers]) => ({
      id,
      services: Object.fromEntries(offers.map(({ service, lifecycle }) => [service, lifecycle.status])),
    })),
  };
}

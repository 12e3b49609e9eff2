import { describeModel, describeRequests } from './catalog/describe.ts';
import type { PublicModel, RequestSchema } from './catalog/describe.ts';
import type { Form, ModelEntry } from './catalog/entry.ts';
import type { Lifecycle, Plan } from './catalog/model.ts';
import { findNamed, wiresOf } from './catalog/names.ts';
import { withParent } from './catalog/parent.ts';
import type { ParentFacts } from './catalog/parent.ts';
import { planFrom } from './catalog/plan.ts';
import type { PlanOptions } from './catalog/plan.ts';
import { reseededFrom } from './catalog/reseed.ts';
import { models } from './services.ts';

const entries: readonly ModelEntry[] = models.flat();

const formOf = (wireModel: string): Form | undefined =>
  entries.find((entry) => wiresOf(entry).includes(wireModel))?.forms.find(({ wire }) => wire === wireModel);

/** Understands `providerParams`; throws a Failure that names every fault, the model's successor, or better names. */
export const planGeneration = (params: unknown, options: PlanOptions): Plan =>
  planFrom(entries, params, options);

/**
 * Completes a plan that goes on from an earlier task (`plan.parent`): puts the provider's name for that task into the
 * input and prices it anew. Refuses, at the field that named it, a task that is not there or will not do.
 */
export function continueFrom(plan: Plan, parent: ParentFacts | undefined): Plan {
  const form = formOf(plan.wireModel);
  if (form === undefined) throw new Error(`No form is called ${plan.wireModel}`);
  return withParent(plan, form, parent);
}

/** The same request with another seed, within its form's range; as it is where that form takes none. */
export const reseeded = (params: Readonly<Record<string, unknown>>, fraction: number) =>
  reseededFrom(entries, params, fraction);

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
  readonly services: readonly string[];
  readonly models: readonly {
    readonly id: string;
    readonly services: Readonly<Record<string, Lifecycle>>;
  }[];
}

/** The matrix of services and models, read off the catalogue. */
export function compatibility(shows: (entry: ModelEntry) => boolean = () => true): Compatibility {
  const shown = entries.filter(shows);
  const byId = Map.groupBy(shown, ({ id }) => id);
  return {
    services: [...new Set(shown.map(({ service }) => service))],
    models: [...byId].map(([id, offers]) => ({
      id,
      services: Object.fromEntries(offers.map(({ service, lifecycle }) => [service, lifecycle.status])),
    })),
  };
}

import type { ZodOpenApiOverrideMeta } from 'zod-openapi';
import * as z from 'zod';
import { listModels, publicModel } from '#providers/catalog.ts';
import {
  describeRequests as requestForms,
  type PublicForm,
  type PublicModel,
  type PublicPrice,
  type RequestSchema,
} from '#providers/catalog/describe.ts';
import type { Condition, ModelEntry, Times } from '#providers/catalog/entry.ts';
import { inPascalCase } from '../openapi/names.ts';

/** One way to ask for a model, as the description names and explains it. */
export interface DescribedRequest {
  /** The name of its schema in the description. */
  readonly component: string;
  readonly title: string;
  readonly schema: RequestSchema['schema'];
  readonly example: Readonly<Record<string, unknown>>;
}

const testInWords = (field: string, test: Condition[string]): string => {
  if (typeof test !== 'object') return `\`${field}\` is \`${test}\``;
  if ('given' in test) return `\`${field}\` is ${test.given ? '' : 'not '}given`;
  if ('count' in test)
    return `\`${field}\` has ${test.count.min ?? 0} to ${test.count.max ?? 'any number of'}`;
  return `\`${field}\` is one of ${test.map((one) => `\`${one}\``).join(', ')}`;
};

const conditionInWords = (condition: Condition): string =>
  Object.entries(condition)
    .map(([field, test]) => testInWords(field, test))
    .join(' and ');

const counted = { value: 'the value', items: 'the number of items', characters: 'the length' } as const;

function timesInWords({ field, by, per, member, beyond }: Times): string {
  const where = member === undefined ? `\`${field}\`` : `\`${member}\` in \`${field}\``;
  const free = beyond === undefined ? '' : ` beyond ${beyond}`;
  const unit = typeof per === 'string' ? `\`${per}\`` : per;
  return `, times ${counted[by]} of ${where}${free}${unit === undefined ? '' : `, divided by ${unit}`}`;
}

const inDollars = (usd: number): string => (Number.isInteger(usd * 100) ? usd.toFixed(2) : String(usd));

function tiersInWords({ unit, tiers, times }: PublicPrice): string[] {
  return tiers.map(({ when, credits, usd }) => {
    const condition = when === undefined ? '' : ` where ${conditionInWords(when)}`;
    const factor = times === undefined ? '' : timesInWords(times);
    return `${credits} credits (US$ ${inDollars(usd)}) per ${unit}${factor}${condition}`;
  });
}

function priceInWords(price: PublicPrice): string {
  const extras = (price.extras ?? []).map(
    ({ unit, credits, times }) => `${credits} credits per ${unit} besides${timesInWords(times)}`,
  );
  const parts = [...tiersInWords(price), ...extras];
  if (parts.length === 0) return 'no price is known; only the bill will tell';
  const until = price.until === undefined ? [] : [`known until ${price.until}`];
  return [...parts, ...until].join('; ');
}

/** One line a rule; where only some of several forms have it, the line names them. */
function rulesInWords(forms: readonly PublicForm[]): string[] {
  const pairs = forms.flatMap(({ wireId, rules }) => rules.map((rule) => ({ rule, wireId })));
  return [...Map.groupBy(pairs, ({ rule }) => rule)].map(([rule, same]) => {
    const only = same.map(({ wireId }) => `\`${wireId}\``).join(', ');
    return `- ${rule}${same.length === forms.length ? '' : ` (${only})`}.`;
  });
}

const formsInWords = (forms: readonly PublicForm[]): string =>
  [
    ...forms.map(({ wireId, price }) => `- \`${wireId}\`: ${priceInWords(price)}.`),
    ...rulesInWords(forms),
  ].join('\n');

const lifecycleInWords = ({ lifecycle }: PublicModel): string => {
  if (lifecycle.status === 'active') return '';
  const successor = lifecycle.successor === undefined ? '' : ` Use ${lifecycle.successor} instead.`;
  return `**${inPascalCase(lifecycle.status)}.** ${lifecycle.reason ?? ''}${successor}`;
};

const modelInWords = (model: PublicModel, forms: readonly PublicForm[]): string =>
  [`${model.title} by ${model.vendor}.`, lifecycleInWords(model), formsInWords(forms)]
    .filter((part) => part !== '')
    .join('\n\n');

/**
 * Forms of one model differ in a selector that may be left out, which no `discriminator` allows. No value fits two of
 * them, so `anyOf` says the same as `oneOf`, and linters that want every selector required in `oneOf` are content.
 */
const chosenBySelector: ZodOpenApiOverrideMeta = ({ jsonSchema }) => {
  if (jsonSchema.oneOf === undefined) return;
  jsonSchema.anyOf = jsonSchema.oneOf;
  delete jsonSchema.oneOf;
};

function describe(entry: ModelEntry, model: PublicModel, request: RequestSchema): DescribedRequest {
  const { model: name, service, schema, example } = request;
  const isPublicName = entry.id === name;
  const forms = model.forms.filter(({ wireId }) => isPublicName || wireId === name);
  const title = isPublicName ? model.title : `${forms[0]?.title ?? name}, by the provider's name`;
  const component = inPascalCase(service) + inPascalCase(name) + (isPublicName ? '' : 'ByWireId');
  const described = schema.meta({
    id: component,
    title,
    description: modelInWords(model, forms),
    'x-model': { id: entry.id, status: model.status, media: model.media, byWireId: !isPublicName },
    override: chosenBySelector,
  });
  return { component, title, schema: described, example };
}

function requestsOf(entry: ModelEntry): DescribedRequest[] {
  const forms = requestForms(entry);
  if (forms.length === 0) return [];
  const model = publicModel(entry);
  return forms.map((form) => describe(entry, model, form));
}

/** Every way to ask for these models, for all that can be called where none are named. Compiles what it describes. */
export const describeRequests = (
  entries: readonly ModelEntry[] = listModels(),
): readonly DescribedRequest[] => entries.flatMap(requestsOf);

const serviceOf = ({ example }: DescribedRequest): string => String(example['service']);

function unionOf(discriminator: string, [first, ...more]: readonly RequestSchema['schema'][]) {
  if (first === undefined) throw new Error('The catalogue has no model that can be called');
  return z.discriminatedUnion(discriminator, [first, ...more]);
}

/** All of them as one schema: told apart by `service`, then by `model`. */
export function providerParams(requests: readonly DescribedRequest[]) {
  const byService = [...Map.groupBy(requests, serviceOf)].map(([service, offered]) =>
    unionOf(
      'model',
      offered.map(({ schema }) => schema),
    ).meta({ id: `${inPascalCase(service)}Params`, description: `What can be asked of ${service}.` }),
  );
  return unionOf('service', byService).meta({
    id: 'ProviderParams',
    description:
      'What is to be made, in the form of the model: `service`, `model` and the fields of that model.',
  });
}

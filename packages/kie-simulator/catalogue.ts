import { listNamed, modelNamed, models, type Field, type ModelFacts } from './facts.ts';
import { ok, refused, type Exchange, type Reply } from './replies.ts';
import type { Simulation } from './simulation.ts';

const nouns = { image: 'Image', video: 'Video', audio: 'Audio' } as const;

function taskTypes({ id, media, input }: ModelFacts): string[] {
  if (/text-to-speech|tts|dialogue/.test(id)) return ['Text to Speech'];
  const source = Object.keys(input).some((name) => /image|frame|input_urls/.test(name)) ? 'Image' : 'Text';
  return [`${source} to ${nouns[media]}`];
}

const units = new Map([
  ['secondInOut', 'second of input and output'],
  ['inputSecond', 'input second'],
  ['inputMinute', 'input minute'],
  ['inputImage', 'input image'],
  ['thousandCharacters', '1000 characters'],
  ['inputToken', '1M input tokens'],
  ['outputToken', '1M audio tokens'],
]);

function pricingText({ prices }: ModelFacts): string {
  const lines = prices.map(({ credits, per, if: when, video }) => {
    const conditions = Object.entries(when ?? {}).map(([name, values]) => `${name} ${values.join(' or ')}`);
    if (video !== undefined) conditions.push(`${video ? 'with' : 'no'} video input`);
    const usd = Number((credits * 0.005).toFixed(6));
    return `${conditions.join(', ') || 'Any'}: ${credits} credits ($${usd}) per ${units.get(per) ?? per}`;
  });
  return lines.join('; ');
}

interface Summary {
  readonly model: string;
  readonly slug: string;
  readonly title: string;
  readonly provider: string;
  readonly taskType: readonly string[];
  readonly description: string;
  readonly pricingDesc: string;
}

const summary = (model: ModelFacts): Summary => ({
  model: model.id,
  slug: model.id.replaceAll('/', '-'),
  title: model.title,
  provider: model.vendor,
  taskType: taskTypes(model),
  description: `${model.title} by ${model.vendor}.`,
  pricingDesc: pricingText(model),
});

/** Of a model that talks only the id was published. */
const chat = (id: string): Summary => ({
  ...{ model: id, slug: id, title: id, provider: '' },
  ...{ taskType: ['Chat'], description: '', pricingDesc: '' },
});

const listed = [
  ...models.filter(({ status }) => status === 'listed').map(summary),
  ...listNamed('chatModels').map(chat),
];

const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

/** GET /api/v1/models */
export function listModels(sim: Simulation, { url }: Exchange): Reply {
  const { listedToo, unlisted } = sim.knobs();
  const [type = '', provider = '', words = ''] = ['taskType', 'provider', 'q'].map(
    (name) => url.searchParams.get(name) ?? '',
  );
  const found = [...listed.filter(({ model }) => !unlisted.includes(model)), ...listedToo.map(chat)].filter(
    (one) =>
      one.taskType.some((name) => contains(name, type)) &&
      contains(one.provider, provider) &&
      contains(`${one.model} ${one.title}`, words),
  );
  return ok({ total: found.length, models: found });
}

function jsonSchema(field: Field): Record<string, unknown> {
  const { type, item, fields, min, max, minLength, maxLength, minItems, maxItems } = field;
  const options = [
    ...(field.enum ?? []),
    ...(field.lists?.[0] === undefined ? [] : listNamed(field.lists[0])),
  ];
  return {
    type,
    ...(options.length > 0 ? { enum: options } : {}),
    ...(field.default === undefined ? {} : { default: field.default }),
    ...{ minimum: min, maximum: max, minLength, maxLength, minItems, maxItems },
    ...(item === undefined ? {} : { items: jsonSchema(item) }),
    ...(fields === undefined ? {} : objectSchema(fields)),
  };
}

function objectSchema(fields: Record<string, Field>): Record<string, unknown> {
  const required = Object.entries(fields).filter(([, field]) => field.required === true);
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, jsonSchema(field)])),
    required: required.map(([name]) => name),
  };
}

function openapiOf(model: ModelFacts): unknown {
  const body = {
    type: 'object',
    required: ['model', 'input'],
    properties: {
      model: { type: 'string', enum: [model.id] },
      callBackUrl: { type: 'string' },
      input: objectSchema(model.input),
    },
  };
  const post = { summary: model.title, requestBody: { content: { 'application/json': { schema: body } } } };
  return {
    openapi: '3.0.1',
    info: { title: model.title, version: '1.0.0' },
    paths: { '/api/v1/jobs/createTask': { post } },
  };
}

const details: Readonly<Record<string, (model: ModelFacts) => unknown>> = {
  schema: (model) => ({ model: model.id, openapi: openapiOf(model) }),
  price: (model) => ({ model: model.id, pricingDesc: pricingText(model) }),
  'success-rate': (model) => ({ model: model.id, points: [] }),
};

/** GET /api/v1/models/{id}/schema, /price, /success-rate; slashes in the id stand as they are. */
export function modelDetail({ url }: Exchange): Reply {
  const [, id = '', what = ''] =
    /^\/api\/v1\/models\/(.+)\/(schema|price|success-rate)$/.exec(url.pathname) ?? [];
  const model = modelNamed(decodeURIComponent(id));
  const detail = details[what];
  return model === undefined || detail === undefined ? refused(404, 'Model not found') : ok(detail(model));
}

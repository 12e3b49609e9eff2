import type { ZodOpenApiOperationObject } from 'zod-openapi';
import * as z from 'zod';
import { summarizeModel } from '#providers/catalog/describe.ts';
import { defaultService } from '#providers/services.ts';
import { compatibilityView } from '../tasks/batch-answers.ts';
import { docsQuery, entryNamed, modelNamed, modelQuery, oneModelQuery } from '../models/model-list.ts';
import { modelListView, modelView } from '../models/answers.ts';
import { exampleTaskId, examples } from '../tasks/examples.ts';
import { everyAnswer, headers, requestHeaders } from '../openapi/headers.ts';
import { refusedWith, type RefusalCode } from '../openapi/refusals.ts';
import { healthView } from './answers.ts';

type OtherRoute =
  | 'listModels'
  | 'readModel'
  | 'compatibility'
  | 'apiDescription'
  | 'docsPage'
  | 'health'
  | 'apiHealth'
  | 'readMedia'
  | 'probeMedia';

const aModel = 'IMAGEN4';

const listModels = (): ZodOpenApiOperationObject => ({
  tags: ['Models'],
  description:
    'The catalogue, page by page: what each model can do, what it costs, whether it is still there.',
  requestParams: { query: modelQuery },
  responses: {
    200: {
      description: 'One page. `nextCursor` is absent on the last.',
      headers: z.object(everyAnswer),
      content: {
        'application/json': {
          schema: modelListView,
          example: { items: [summarizeModel(entryNamed(aModel))] },
        },
      },
    },
    ...refusedWith('unauthorized', 'validation_failed'),
  },
});

const compatibility = (): ZodOpenApiOperationObject => ({
  tags: ['Models'],
  description:
    'The matrix of services and models. A cell that is missing means that the service does not know the model.',
  responses: {
    200: {
      description: 'One row a model.',
      headers: z.object(everyAnswer),
      content: {
        'application/json': {
          schema: compatibilityView,
          example: {
            services: [defaultService.name, 'GOOGLE'],
            models: [{ id: aModel, services: { [defaultService.name]: 'active', GOOGLE: 'retired' } }],
          },
        },
      },
    },
    ...refusedWith('unauthorized'),
  },
});

const readModel = (): ZodOpenApiOperationObject => ({
  tags: ['Models'],
  description:
    'One model with the JSON Schema of its input. Retired models are shown too. The path takes slashes as they are: `/api/v1/models/google/imagen4` works, `%2F` does as well.',
  requestParams: {
    path: z.object({
      id: z.string().meta({ description: 'Id, alias or wire id, in any case.', example: aModel }),
    }),
    query: oneModelQuery,
  },
  responses: {
    200: {
      description: 'The model.',
      headers: z.object({
        ...everyAnswer,
        deprecation: headers.deprecation,
        sunset: headers.sunset,
        link: headers.link,
      }),
      content: { 'application/json': { schema: modelView, example: modelNamed(aModel) } },
    },
    ...refusedWith('unauthorized', 'not_found', 'validation_failed'),
  },
});

const cachedAnswer = { ...everyAnswer, etag: headers.etag, vary: headers.vary };

interface Published {
  readonly type: string;
  readonly schema: z.ZodType;
  readonly query?: z.ZodObject;
}

const published = (
  description: string,
  { type, schema, query }: Published,
  ...refused: readonly RefusalCode[]
): ZodOpenApiOperationObject => ({
  tags: ['Service'],
  description,
  requestParams: { header: requestHeaders.conditional, ...(query && { query }) },
  responses: {
    200: {
      description: 'As asked; compressed for whoever takes gzip.',
      headers: z.object(cachedAnswer),
      content: { [type]: { schema } },
    },
    304: { description: 'Nothing has changed since the given `ETag`.', headers: z.object(cachedAnswer) },
    ...refusedWith(...refused),
  },
});

const health = (description: string): ZodOpenApiOperationObject => ({
  tags: ['Service'],
  description,
  responses: {
    200: {
      description: 'The service answers.',
      headers: z.object(everyAnswer),
      content: { 'application/json': { schema: healthView, example: examples.health } },
    },
    ...refusedWith(),
  },
});

const mediaOperation = (description: string, at200: string, at302: string): ZodOpenApiOperationObject => ({
  tags: ['Files'],
  description,
  requestParams: {
    path: z.object({
      key: z.string().meta({
        description: 'What follows `/media/` in the `url` of an asset.',
        example: `images/generated/ana/${exampleTaskId}.png`,
      }),
    }),
  },
  responses: {
    200: {
      description: at200,
      content: { 'image/*': {}, 'video/*': {}, 'audio/*': {} },
    },
    302: {
      description: at302,
      headers: z.object({
        ...everyAnswer,
        location: headers.mediaLocation,
        'cache-control': headers.cacheControl,
      }),
    },
    ...refusedWith('not_found'),
  },
});

/** What all other routes take and answer. */
export const otherOperations = (): Record<OtherRoute, ZodOpenApiOperationObject> => ({
  listModels: listModels(),
  readModel: readModel(),
  compatibility: compatibility(),
  apiDescription: published('This very document, made from the schemas that requests are checked with.', {
    type: 'application/json',
    schema: z.record(z.string(), z.unknown()),
  }),
  docsPage: published(
    'This description as a page for people, with a list of the models; with `model`, the page of that one.',
    { type: 'text/html', schema: z.string(), query: docsQuery },
    'not_found',
    'validation_failed',
  ),
  health: health('Says that the service answers, without a key. It asks nobody else.'),
  apiHealth: health('The same as `/health`, under the prefix of the API.'),
  readMedia: mediaOperation(
    'Sends the reader on to the bytes. No key is asked for: an address names an unguessable task id, and whoever knows it may look. The path takes slashes as they are.',
    'The bytes, for a reader that follows the redirect. The store answers, not this API.',
    'The bytes are at `Location`, which is good for an hour.',
  ),
  probeMedia: mediaOperation(
    'Answers as GET does, without a body. `Location` takes a HEAD and nothing else, so that a reader who follows it learns type, size and name of the file.',
    'The headers of the file, for a reader that follows the redirect. The store answers, not this API.',
    'What there is to know is at `Location`, which is good for an hour.',
  ),
});

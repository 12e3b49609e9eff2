import * as z from 'zod';
import { summarizeModel } from '#providers/catalog/describe.ts';
import { defaultService } from '#providers/services.ts';
import { headers, requestHeaders } from '../openapi/headers.ts';
import type { Operation, Subject } from '../openapi/operation.ts';
import { compatibilityView, modelListView, modelView } from './answers.ts';
import { entryNamed, modelNamed, modelQuery, oneModelQuery } from './model-list.ts';

const aModel = 'IMAGEN4';

/** What changes with a deployment only: compressed for whoever takes Brotli or gzip, and 304 for who has it. */
const lasting = { etag: headers.etag, vary: headers.vary };
const unchanged = { description: 'Nothing has changed since the given `ETag`.', headers: lasting };

const matrix: Operation['answers'] = {
  200: {
    description: 'One row a model.',
    headers: lasting,
    content: {
      schema: compatibilityView,
      example: {
        services: [defaultService.name, 'GOOGLE'],
        models: [{ id: aModel, services: { [defaultService.name]: 'active', GOOGLE: 'retired' } }],
      },
    },
  },
  304: unchanged,
};

/** The routes about the catalogue. */
export const models = (): Subject<'listModels' | 'readModel' | 'compatibility'> => ({
  tag: { name: 'Models', description: 'What can be asked for, and what it costs.' },
  parameters: {
    id: z.string().meta({ description: 'Id, alias or wire id, in any case.', example: aModel }),
  },
  operations: {
    listModels: {
      description:
        'The catalogue, page by page: what each model can do, what it costs, whether it is still there.',
      query: modelQuery,
      header: requestHeaders.conditional,
      answers: {
        200: {
          description: 'One page. `nextCursor` is absent on the last.',
          headers: lasting,
          content: { schema: modelListView, example: { items: [summarizeModel(entryNamed(aModel))] } },
        },
        304: unchanged,
      },
    },
    readModel: {
      description:
        'One model with the JSON Schema of its input. Retired models are shown too. The path takes slashes as they are: `/api/v1/models/google/imagen4` works, `%2F` does as well.',
      query: oneModelQuery,
      header: requestHeaders.conditional,
      answers: {
        200: {
          description: 'The model.',
          headers: {
            ...lasting,
            deprecation: headers.deprecation,
            sunset: headers.sunset,
            link: headers.link,
          },
          content: { schema: modelView, example: modelNamed(aModel) },
        },
        304: unchanged,
      },
      refusals: ['not_found'],
    },
    compatibility: {
      description:
        'The matrix of services and models. A cell that is missing means that the service does not know the model.',
      header: requestHeaders.conditional,
      answers: matrix,
    },
  },
});

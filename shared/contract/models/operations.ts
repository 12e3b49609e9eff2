import * as z from 'zod';
import { summarizeModel } from '#providers/catalog/describe.ts';
import { defaultService } from '#providers/services.ts';
import { headers } from '../openapi/headers.ts';
import type { Subject } from '../openapi/operation.ts';
import { compatibilityView, modelListView, modelView } from './answers.ts';
import { entryNamed, modelNamed, modelQuery, oneModelQuery } from './model-list.ts';

const aModel = 'IMAGEN4';

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
      answers: {
        200: {
          description: 'One page. `nextCursor` is absent on the last.',
          content: { schema: modelListView, example: { items: [summarizeModel(entryNamed(aModel))] } },
        },
      },
    },
    readModel: {
      description:
        'One model with the JSON Schema of its input. Retired models are shown too. The path takes slashes as they are: `/api/v1/models/google/imagen4` works, `%2F` does as well.',
      query: oneModelQuery,
      answers: {
        200: {
          description: 'The model.',
          headers: { deprecation: headers.deprecation, sunset: headers.sunset, link: headers.link },
          content: { schema: modelView, example: modelNamed(aModel) },
        },
      },
      refusals: ['not_found'],
    },
    compatibility: {
      description:
        'The matrix of services and models. A cell that is missing means that the service does not know the model.',
      answers: {
        200: {
          description: 'One row a model.',
          content: {
            schema: compatibilityView,
            example: {
              services: [defaultService.name, 'GOOGLE'],
              models: [{ id: aModel, services: { [defaultService.name]: 'active', GOOGLE: 'retired' } }],
            },
          },
        },
      },
    },
  },
});

import type { ZodOpenApiOperationObject } from 'zod-openapi';
import * as z from 'zod';
import { defaultService } from '#providers/services.ts';
import { batchView, describedBatch, quotesView } from './batch-answers.ts';
import { examples } from './examples.ts';
import { everyAnswer, headers, requestHeaders } from '../openapi/headers.ts';
import { ofBodies, refusedWith } from '../openapi/refusals.ts';
import { createResponses, taskIdParameter } from './read-operations.ts';
import { variationsBody } from './batch-requests.ts';
import { shortTaskBody } from './create-requests.ts';

type OrderRoute = 'createImage' | 'createVideo' | 'createAudio' | 'quoteTasks' | 'createBatch' | 'varyTask';

const shortTask = shortTaskBody.meta({ id: 'ShortTask' });
const manyTasks = describedBatch.meta({ id: 'CreateBatch' });
const variations = variationsBody.meta({ id: 'Variations' });

const lighthouse = {
  service: defaultService.name,
  model: 'IMAGEN4',
  apiModel: 'google/imagen4-fast',
  input: { prompt: 'a lighthouse at dusk' },
};

const short = (media: string, example: Record<string, unknown>): ZodOpenApiOperationObject => ({
  tags: ['Tasks'],
  description: `The create route in short: a model that makes ${media}, a prompt, and the model's own options in snake_case beside it. What the options are, \`GET /api/v1/models/{id}\` says.`,
  requestParams: { header: requestHeaders.create },
  requestBody: {
    required: true,
    content: { 'application/json': { schema: shortTask, example } },
  },
  responses: createResponses,
});

/** Of an answer about several requests: the headers of a departing model where all are for that one. */
const departing = {
  ...everyAnswer,
  deprecation: headers.deprecation,
  sunset: headers.sunset,
  link: headers.link,
};

const rowsAnswer = (description: string) => ({
  202: {
    description,
    headers: z.object({ ...departing, 'idempotency-key': headers.idempotencyKey }),
    content: {
      'application/json': {
        schema: batchView,
        example: { items: [{ status: 202, task: examples.pending }] },
      },
    },
  },
});

const rowsBody = {
  required: true,
  content: {
    'application/json': {
      schema: manyTasks,
      example: { requests: [{ providerParams: lighthouse }] },
    },
  },
};

const quoteTasks: ZodOpenApiOperationObject = {
  tags: ['Tasks'],
  description: 'What up to 100 create requests would cost. Nothing is stored and nothing is made.',
  requestBody: rowsBody,
  responses: {
    200: {
      description: 'An estimate for each request, or why it would be refused.',
      headers: z.object(departing),
      content: {
        'application/json': { schema: quotesView, example: { items: [{ credits: 4, usd: 0.02 }] } },
      },
    },
    ...refusedWith(...ofBodies, 'unauthorized'),
  },
};

const createBatch: ZodOpenApiOperationObject = {
  tags: ['Tasks'],
  description:
    'Up to 100 tasks under one idempotency key: sent again, the same batch creates nothing twice and completes what broke off. Each row is a task of its own, or says why it was refused.',
  requestParams: { header: requestHeaders.again },
  requestBody: rowsBody,
  responses: {
    ...rowsAnswer('What became of every row, in order.'),
    ...refusedWith(...ofBodies, 'unauthorized', 'busy'),
  },
};

const varyTask: ZodOpenApiOperationObject = {
  tags: ['Tasks'],
  description:
    'The same request again, so many times, each with another seed where the model takes one: tasks of their own whose `parentTaskId` is this one.',
  requestParams: { path: z.object({ id: taskIdParameter }), header: requestHeaders.again },
  requestBody: {
    required: true,
    content: { 'application/json': { schema: variations, example: { n: 3 } } },
  },
  responses: {
    ...rowsAnswer('What became of every variation, in order.'),
    ...refusedWith(...ofBodies, 'unauthorized', 'not_found', 'busy'),
  },
};

/** The other ways of asking for something. */
export const orderOperations = (): Record<OrderRoute, ZodOpenApiOperationObject> => ({
  createImage: short('pictures', {
    model_id: 'IMAGEN4',
    prompt: 'a lighthouse at dusk',
    aspect_ratio: '16:9',
  }),
  createVideo: short('films', {
    model_id: 'VEO3',
    prompt: 'waves against a pier',
    model_variant: 'veo3_fast',
  }),
  createAudio: short('sound', {
    model_id: 'elevenlabs/text-to-speech-turbo-2-5',
    text: 'The lamp is lit.',
  }),
  quoteTasks,
  createBatch,
  varyTask,
});

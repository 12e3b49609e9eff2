import type { ZodOpenApiOperationObject } from 'zod-openapi';
import * as z from 'zod';
import { batchView, describedBatch, quotesView } from './batch-views.ts';
import { examples } from './openapi-examples.ts';
import { headers, requestHeaders } from './openapi-headers.ts';
import { refusedWith } from './openapi-refusals.ts';
import { createHeaders, taskIdParameter } from './openapi-tasks.ts';
import { shortTaskBody, variationsBody } from './task-schemas.ts';
import { taskView } from './views.ts';

type OrderRoute = 'createImage' | 'createVideo' | 'createAudio' | 'quoteTasks' | 'createBatch' | 'varyTask';

const shortTask = shortTaskBody.meta({ id: 'ShortTask' });
const manyTasks = describedBatch.meta({ id: 'CreateBatch' });
const variations = variationsBody.meta({ id: 'Variations' });

const lighthouse = {
  service: 'KIE',
  model: 'IMAGEN4',
  apiModel: 'google/imagen4-fast',
  input: { prompt: 'a lighthouse at dusk' },
};

const createRefusals = refusedWith(
  'malformed_json',
  'unauthorized',
  'budget_exceeded',
  'model_retired',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
  'unknown_model',
  'incompatible_service',
  'idempotency_key_reused',
  'busy',
);

const short = (media: string, example: Record<string, unknown>): ZodOpenApiOperationObject => ({
  tags: ['Tasks'],
  description: `The create route in short: a model that makes ${media}, a prompt, and the model's own options in snake_case beside it. What the options are, \`GET /api/v1/models/{id}\` says.`,
  requestParams: { header: requestHeaders.create },
  requestBody: {
    required: true,
    content: { 'application/json': { schema: shortTask, example } },
  },
  responses: {
    200: {
      description: 'The task has ended within the time given by `Prefer: wait=n`.',
      headers: z.object(createHeaders),
      content: { 'application/json': { schema: taskView, example: examples.succeeded } },
    },
    202: {
      description: 'The task is accepted.',
      headers: z.object({ ...createHeaders, location: headers.location, 'retry-after': headers.retryAfter }),
      content: { 'application/json': { schema: taskView, example: examples.pending } },
    },
    ...createRefusals,
  },
});

/** Of an answer about several requests: the headers of a departing model where all are for that one. */
const departing = {
  'x-request-id': headers.requestId,
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
    ...refusedWith(
      'malformed_json',
      'unauthorized',
      'payload_too_large',
      'unsupported_media_type',
      'validation_failed',
    ),
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
    ...refusedWith(
      'malformed_json',
      'unauthorized',
      'payload_too_large',
      'unsupported_media_type',
      'validation_failed',
      'busy',
    ),
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
    ...refusedWith(
      'malformed_json',
      'unauthorized',
      'not_found',
      'payload_too_large',
      'unsupported_media_type',
      'validation_failed',
      'busy',
    ),
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

import { headers, requestHeaders } from '../openapi/headers.ts';
import type { Operation } from '../openapi/operation.ts';
import { providerParams, type DescribedRequest } from '../models/described-requests.ts';
import { taskView } from './answers.ts';
import { createTaskBody, shortTaskBody } from './create-requests.ts';
import { examples } from './examples.ts';
import { explained } from '../openapi/explained.ts';

/** What an answer about a new task carries. */
export const newTaskHeaders = {
  'idempotency-key': headers.idempotencyKey,
  'idempotency-replayed': headers.idempotencyReplayed,
  deprecation: headers.deprecation,
  sunset: headers.sunset,
  link: headers.link,
};
/** What the answer to a create carries, which may have been waited for. */
const createHeaders = { ...newTaskHeaders, 'preference-applied': headers.preferenceApplied };

/** How a create is answered, whichever way it is asked for. */
const answered: Pick<Operation, 'answers' | 'refusals'> = {
  answers: {
    200: {
      description: 'The task has ended within the time given by `Prefer: wait=n`.',
      headers: createHeaders,
      content: { schema: taskView, example: examples.succeeded },
    },
    202: {
      description: 'The task is accepted.',
      headers: { ...createHeaders, location: headers.location, 'retry-after': headers.retryAfter },
      content: { schema: taskView, example: examples.pending },
    },
  },
  refusals: [
    'queue_full',
    'budget_exceeded',
    'feature_disabled',
    'model_retired',
    'unknown_model',
    'incompatible_service',
    'idempotency_key_reused',
  ],
};

const bodyMembers = explained(createTaskBody, {
  promptId: 'Your name for what this belongs to; the list can be narrowed to it.',
  providerParams: '',
  priority:
    'Of every twenty calls to the provider ten are for `high`, seven for `normal`, three for `low`. `normal` where it is left out.',
  metadata: 'Whatever you want to find again on the task; at most 2048 bytes of JSON.',
  path: 'Where in a production the outputs belong. Becomes the front of their keys in the archive. A shot needs a scene.',
  keepOutputs: 'Keeps what the provider still delivers after the task was canceled.',
  callbackUrl:
    'Is told how the task ended, with a request signed as those of webhooks are, with your default secret (`GET /api/v1/webhooks/default/secret`): https, a public host, port 443.',
});

/** The body of the create route with everything that `providerParams` may say. */
const createBody = (requests: readonly DescribedRequest[]) =>
  createTaskBody.extend({ ...bodyMembers, providerParams: providerParams(requests) }).meta({
    id: 'CreateTask',
    description: 'An order: what is to be made, and what you want to remember of it.',
  });

const createExamples = (requests: readonly DescribedRequest[]) =>
  Object.fromEntries(
    requests.map(({ component, title, example }) => [
      component,
      { summary: title, value: { providerParams: example } },
    ]),
  );

const shortTask = shortTaskBody.meta({ id: 'ShortTask' });

const short = (media: string, example: Readonly<Record<string, unknown>>): Operation => ({
  description: `The create route in short: a model that makes ${media}, a prompt, and the model's own options in snake_case beside it. What the options are, \`GET /api/v1/models/{id}\` says.`,
  header: requestHeaders.create,
  body: { schema: shortTask, example },
  ...answered,
});

/** The ways to create one task. */
export const createOperations = (requests: readonly DescribedRequest[]) =>
  ({
    createTask: {
      description:
        'Stores the task and starts it. The answer comes at once, with a task that is `PENDING`; ask `links.status` until it has ended, or send `Prefer: wait=n`. What is refused here is not stored and costs nothing.',
      header: requestHeaders.create,
      body: { schema: createBody(requests), examples: createExamples(requests) },
      ...answered,
    },
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
  }) as const satisfies Record<string, Operation>;

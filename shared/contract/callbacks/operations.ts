import type { ZodOpenApiOperationObject } from 'zod-openapi';
import * as z from 'zod';
import { callbackRoutes, type CallbackRoute } from './routes.ts';
import { describeRoute, type Operation, type Tag } from '../openapi/operation.ts';
import { exampleTaskId } from '../tasks/examples.ts';

export const callbackTag: Tag = {
  name: 'Provider callbacks',
  description: 'How providers report back. Nothing here is for clients.',
};

const parameters = {
  taskId: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .meta({ description: 'The task.', example: exampleTaskId }),
  token: z.string().meta({
    description: 'Known to the provider only.',
    example: '1.ana.kJ1s0xQbW3cR5tY7uI9oP2aS4dF6gH8jK0lZ1xC3vB5',
  }),
};

const optionalTexts = (texts: CallbackRoute['form']['headers']) =>
  z.object(
    Object.fromEntries(
      Object.entries(texts).map(([name, about]) => [name, z.string().exactOptional().meta(about)]),
    ),
  );

const exactly = (values: CallbackRoute['form']['answer']) =>
  z.object(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, z.literal(value)])));

/** What a service sends when it reports the end of a job, and what it is answered. */
function operationOf({ operationId, service, form }: CallbackRoute): Operation {
  return {
    description: `Not for clients: ${service.title} calls this address, which it was given with the job, when the job has ended. The last part of the path is the secret of that job. The call only wakes the task; its word is never taken for the result.`,
    takesAnyQuery: true,
    header: optionalTexts(form.headers),
    body: {
      schema: form.body().meta({
        id: operationId.charAt(0).toUpperCase() + operationId.slice(1),
        description: 'Only whose it is counts; the result is asked of the provider itself.',
      }),
      example: form.example,
      refusals: ['malformed_json', 'payload_too_large'],
    },
    answers: {
      200: {
        description: 'Heard, whether or not it was news.',
        content: { schema: exactly(form.answer), example: form.answer },
      },
    },
    refusals: ['unauthorized', 'busy'],
  };
}

/** The routes that providers call, by their ids, in OpenAPI's terms. */
export const describeCallbacks = (): Record<string, ZodOpenApiOperationObject> =>
  Object.fromEntries(
    callbackRoutes.map((route) => [
      route.operationId,
      describeRoute(
        {
          operationId: route.operationId,
          title: `Called by ${route.service.title} when a job has ended`,
          route,
        },
        operationOf(route),
        {
          tag: callbackTag,
          parameters,
        },
      ),
    ]),
  );

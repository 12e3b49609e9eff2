import type { ZodOpenApiOperationObject } from 'zod-openapi';
import * as z from 'zod';
import type { CallbackRoute } from '../callback-routes.ts';
import { everyAnswer } from '../openapi/headers.ts';
import { refusedWith } from '../openapi/refusals.ts';
import { exampleTaskId } from '../tasks/examples.ts';

const hex = z.string().regex(/^[0-9a-f]{32}$/);

const optionalTexts = (texts: CallbackRoute['form']['headers']) =>
  z.object(
    Object.fromEntries(
      Object.entries(texts).map(([name, about]) => [name, z.string().exactOptional().meta(about)]),
    ),
  );

const exactly = (values: CallbackRoute['form']['answer']) =>
  z.object(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, z.literal(value)])));

/** What a service sends when it reports the end of a job, and what it is answered. */
export function callbackOperation({ operationId, service, form }: CallbackRoute): ZodOpenApiOperationObject {
  const body = form.body().meta({
    id: operationId.charAt(0).toUpperCase() + operationId.slice(1),
    description: 'Only whose it is counts; the result is asked of the provider itself.',
  });
  return {
    tags: ['Provider callbacks'],
    description: `Not for clients: ${service.title} calls this address, which it was given with the job, when the job has ended. The last part of the path is the secret of that job. The call only wakes the task; its word is never taken for the result.`,
    requestParams: {
      path: z.object({
        taskId: hex.meta({ description: 'The task.', example: exampleTaskId }),
        token: z.string().meta({
          description: 'Known to the provider only.',
          example: '1.ana.kJ1s0xQbW3cR5tY7uI9oP2aS4dF6gH8jK0lZ1xC3vB5',
        }),
      }),
      header: optionalTexts(form.headers),
    },
    requestBody: {
      required: true,
      content: { 'application/json': { schema: body, example: form.example } },
    },
    responses: {
      200: {
        description: 'Heard, whether or not it was news.',
        headers: z.object(everyAnswer),
        content: { 'application/json': { schema: exactly(form.answer), example: form.answer } },
      },
      ...refusedWith('malformed_json', 'unauthorized', 'payload_too_large', 'busy'),
    },
  };
}

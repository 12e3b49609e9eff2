import * as z from 'zod';
import type { Subject } from '../openapi/operation.ts';
import { exampleTaskId } from '../tasks/examples.ts';

const callbackBody = z
  .looseObject({ data: z.looseObject({ taskId: z.string().exactOptional() }).exactOptional() })
  .meta({
    id: 'KieCallback',
    description: 'Only whose it is counts; the result is asked of the provider itself.',
  });

const signature = z.object({
  'X-Webhook-Timestamp': z
    .string()
    .exactOptional()
    .meta({ description: 'Seconds since 1970.', example: '1795255221' }),
  'X-Webhook-Signature': z.string().exactOptional().meta({
    description:
      'Base64 of the HMAC-SHA-256 of `{taskId}.{timestamp}`. Checked where a webhook key is configured.',
    example: 'q0x0C0Rk9v2b9sS3mYw4J6l8n0p2r4t6v8x0z2B4D6E=',
  }),
});

/** The routes that providers call. */
export const callbacks: Subject<'kieCallback'> = {
  tag: {
    name: 'Provider callbacks',
    description: 'How providers report back. Nothing here is for clients.',
  },
  parameters: {
    taskId: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .meta({ description: 'The task.', example: exampleTaskId }),
    token: z.string().meta({
      description: 'Known to the provider only.',
      example: '1.ana.kJ1s0xQbW3cR5tY7uI9oP2aS4dF6gH8jK0lZ1xC3vB5',
    }),
  },
  operations: {
    kieCallback: {
      description:
        'Not for clients: Kie.ai calls this address, which it was given with the job, when the job has ended. The last part of the path is the secret of that job. The call only wakes the task; its word is never taken for the result.',
      header: signature,
      body: {
        schema: callbackBody,
        example: { code: 200, data: { taskId: '281e5b0f39b9' } },
        refusals: ['malformed_json', 'payload_too_large'],
      },
      answers: {
        200: {
          description: 'Heard, whether or not it was news.',
          content: {
            schema: z.object({ code: z.literal(200), msg: z.literal('success') }),
            example: { code: 200, msg: 'success' },
          },
        },
      },
      refusals: ['unauthorized', 'busy'],
    },
  },
};

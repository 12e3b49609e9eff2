import * as z from 'zod';
import { priorities } from '#domain/tasks/task.ts';
import { namesOf } from '#domain/names.ts';
import { services } from '#providers/services.ts';
import { receiverAddress } from '../webhooks/receiver-address.ts';
import { flag } from '../wire/members.ts';

const METADATA_BYTES = 2048;
const pathPart = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'Up to 64 letters, digits, dashes and underscores')
  .exactOptional();

/** Where in a production the outputs belong; becomes a prefix of their keys. */
export const pathContext = z
  .strictObject({
    project: pathPart.unwrap(),
    branch: pathPart.unwrap(),
    scene: pathPart,
    shot: pathPart,
    role: pathPart,
  })
  .refine((path) => path.shot === undefined || path.scene !== undefined, {
    message: 'A shot belongs to a scene',
    path: ['scene'],
  })
  .meta({ dependentRequired: { shot: ['scene'] } });

const jsonBytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** The body of a create request. What `providerParams` may say is each model's own schema. */
export const createTaskBody = z.strictObject({
  promptId: z.string().min(1).max(256).exactOptional(),
  providerParams: z.record(z.string(), z.unknown()),
  priority: z.enum(namesOf(priorities)).exactOptional(),
  metadata: z
    .record(z.string(), z.unknown())
    .refine((value) => jsonBytes(value) <= METADATA_BYTES, `At most ${METADATA_BYTES} bytes of JSON`)
    .exactOptional(),
  path: pathContext.exactOptional(),
  keepOutputs: flag.exactOptional(),
  callbackUrl: receiverAddress.exactOptional(),
});

export type CreateTaskBody = z.output<typeof createTaskBody>;

/** The body of a create request in its short form: a model, a prompt, and the model's own options in snake_case. */
export const shortTaskBody = z.looseObject({
  model_id: z.string().min(1).max(200),
  service: z.enum(services.map(({ name }) => name)).exactOptional(),
  prompt_id: z.string().min(1).max(256).exactOptional(),
  priority: z.enum(namesOf(priorities)).exactOptional(),
  metadata: createTaskBody.shape.metadata,
  path: pathContext.exactOptional(),
  keep_outputs: flag.exactOptional(),
  callback_url: receiverAddress.exactOptional(),
});

export type ShortTaskBody = z.output<typeof shortTaskBody>;

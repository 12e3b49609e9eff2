import * as z from 'zod';

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
  });

const jsonBytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** The body of a create request. What `providerParams` may say is each model's own schema. */
export const createTaskBody = z.strictObject({
  promptId: z.string().min(1).max(256).exactOptional(),
  providerParams: z.record(z.string(), z.unknown()),
  priority: z.enum(['high', 'normal', 'low']).exactOptional(),
  metadata: z
    .record(z.string(), z.unknown())
    .refine((value) => jsonBytes(value) <= METADATA_BYTES, `At most ${METADATA_BYTES} bytes of JSON`)
    .exactOptional(),
  path: pathContext.exactOptional(),
  keepOutputs: z.boolean().exactOptional(),
});

const isoTime = z.iso.datetime({ offset: true, message: 'An ISO-8601 time, such as 2026-11-21T10:00:00Z' });

/** The query string of the list. */
export const listQuery = z.object({
  promptId: z.string().exactOptional(),
  status: z.enum(['PENDING', 'SUCCESS', 'FAILED', 'CANCELED']).exactOptional(),
  model: z.string().exactOptional(),
  service: z.string().exactOptional(),
  media: z.enum(['image', 'video', 'audio']).exactOptional(),
  from: isoTime.exactOptional(),
  to: isoTime.exactOptional(),
  limit: z.coerce.number<string>().int().min(1).max(100).default(20),
  cursor: z.string().exactOptional(),
});

export type CreateTaskBody = z.output<typeof createTaskBody>;
export type ListQuery = z.output<typeof listQuery>;

/** The body of a create request in its short form: a model, a prompt, and the model's own options in snake_case. */
export const shortTaskBody = z.looseObject({
  model_id: z.string().min(1).max(200),
  service: z.enum(['KIE', 'GOOGLE', 'AZURE', 'OPENAI']).exactOptional(),
  prompt_id: z.string().min(1).max(256).exactOptional(),
  priority: z.enum(['high', 'normal', 'low']).exactOptional(),
  metadata: createTaskBody.shape.metadata,
  path: pathContext.exactOptional(),
  keep_outputs: z.boolean().exactOptional(),
});

const MOST_ROWS = 100;

/** Up to a hundred create requests. What is wrong with one of them is said in its own row. */
export const batchBody = z.strictObject({
  requests: z.array(z.unknown()).min(1).max(MOST_ROWS),
});

/** How many variations. */
export const variationsBody = z.strictObject({ n: z.int().min(1).max(10) });

export type ShortTaskBody = z.output<typeof shortTaskBody>;

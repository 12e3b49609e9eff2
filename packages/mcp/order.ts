import { refusePaths } from '@darkroom/client/input-paths';
import type { CreateTask, ProviderParams } from '@darkroom/client/api-types';
import { paramsOf } from '@darkroom/client/run';
import * as z from 'zod';

/** What is to be made: a model, and its own fields. */
export const orderFields = {
  model: z.string().min(1).describe('The id of a model, as list_models has it.'),
  input: z
    .record(z.string(), z.unknown())
    .describe(
      'The fields of the model, as describe_model tells them, such as { "prompt": "a hat" }. Where it takes a file: the id that upload_file gave, or an address.',
    ),
  service: z
    .string()
    .describe('Who makes it. Needed only where several services offer the model: a refusal names them.')
    .exactOptional(),
};

export interface Order {
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly service?: string;
}

/** An order as the API takes it, which judges it. What comes from a chat never names a path of this machine. */
export function createOf({ model, input, service }: Order): CreateTask {
  refusePaths(input, '/input');
  // The field that chooses a form of a model stands beside its input.
  const { apiModel, ...fields } = input;
  // What the fields mean is for the API to judge.
  const params: object = paramsOf(model as never, fields as never, service as ProviderParams['service']);
  const whole: unknown = { ...params, ...(apiModel === undefined ? {} : { apiModel }) };
  return { providerParams: whole as ProviderParams };
}

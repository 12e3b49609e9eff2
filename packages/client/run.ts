import { DarkroomError } from './error.ts';
import { flatModels, otherServices, usualService } from './model-facts.gen.ts';
import { subscribe, type WaitOptions } from './subscribe.ts';
import { createTask, type KeyedOptions } from './tasks.ts';
import type { InputOf, ModelId } from './model-types.ts';
import type { Transport } from './transport.ts';
import type { CreateTask, ProviderParams, Task } from './api-types.gen.ts';

export interface RunOptions extends WaitOptions, KeyedOptions, Omit<CreateTask, 'providerParams'> {
  /** Who makes it, where several offer the model. */
  readonly service?: ProviderParams['service'];
}

/** A model's fields, typed by its name. */
export type Run = <Model extends ModelId>(
  model: Model,
  input: InputOf<Model>,
  options?: RunOptions,
) => Promise<Task>;

/** The order of a model, from its fields alone: most carry them in `input`, some beside their name. */
export function paramsOf<Model extends ModelId>(
  model: Model,
  input: InputOf<Model>,
  service: ProviderParams['service'] = otherServices[model] ?? usualService,
): ProviderParams {
  const isFlat = flatModels.includes(model);
  return { service, model, ...(isFlat ? input : { input }) } as unknown as ProviderParams;
}

/** Orders, waits, and answers with the task when it has succeeded; throws with its `failCode` when it has not. */
export const runner =
  (line: Transport): Run =>
  async (model, input, options = {}) => {
    const { onUpdate, signal, timeoutSeconds, cancelOnAbort, idempotencyKey, service, ...labels } = options;
    const order = { ...labels, providerParams: paramsOf(model, input, service) };
    const handle = await createTask(line)(order, { idempotencyKey, signal });
    const waiting = { onUpdate, signal, timeoutSeconds, cancelOnAbort };
    return succeeded(await subscribe(line, handle, waiting as WaitOptions));
  };

/** A task that has succeeded; throws with its `failCode` where it has not. */
export function succeeded(task: Task): Task {
  if (task.status === 'SUCCESS') return task;
  throw failed(task);
}

function failed({ id, status, failCode, failMsg }: Task): DarkroomError {
  const code = failCode ?? status.toLowerCase();
  return new DarkroomError(
    { status: 0, code, detail: failMsg ?? `Task ${id} has ended as ${status}.` },
    { taskId: id },
  );
}

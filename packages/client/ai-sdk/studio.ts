import type { SharedV4ProviderOptions, SharedV4Warning } from '@ai-sdk/provider';
import { createDarkroom, type Darkroom } from '../darkroom.ts';
import { localError } from '../error.ts';
import { refusePaths } from '../input-paths.ts';
import { paramsOf, succeeded } from '../run.ts';
import type { TaskHandle } from '../tasks.ts';
import type { ClientOptions } from '../transport.ts';
import type { Asset, ProviderParams, Task } from '../api-types.gen.ts';
import { OrderKeys } from './order-keys.ts';
import { fieldsOf, place, type Wish } from './place.ts';

export interface ProviderSettings extends ClientOptions {
  /** Cancels the task where the SDK's signal stops the waiting. It goes on where this is left out. */
  readonly cancelOnAbort?: boolean;
}

/** What the calls of the SDK have in common. */
interface Call {
  readonly providerOptions?: SharedV4ProviderOptions;
  readonly abortSignal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A call's order, and what the model ignores of it. */
export interface Ordered {
  readonly handle: TaskHandle;
  readonly warnings: SharedV4Warning[];
}

type Fields = Readonly<Record<string, unknown>>;
type Media = Asset['type'];

interface KnownModel {
  readonly media: readonly Media[];
  readonly fields: Fields;
}

/** What is to be made, and how. */
interface Wished {
  readonly media: Media;
  readonly wishes: readonly Wish[];
}

/** What the models of a provider share: one client, and what is known of models. */
export class Studio {
  readonly darkroom: Darkroom;
  readonly #cancelOnAbort: boolean;
  readonly #models = new Map<string, Promise<KnownModel>>();
  readonly #keys = new OrderKeys();

  constructor({ cancelOnAbort = false, ...options }: ProviderSettings) {
    this.darkroom = createDarkroom(options);
    this.#cancelOnAbort = cancelOnAbort;
  }

  /** What a model makes, and its fields; asked for once. */
  modelOf(model: string): Promise<KnownModel> {
    const known = this.#models.get(model);
    if (known !== undefined) return known;
    const asked = this.darkroom.models
      .get(model)
      .then(({ media, inputSchema }) => ({ media, fields: fieldsOf(inputSchema) }));
    this.#models.set(model, asked);
    asked.catch(() => this.#models.delete(model));
    return asked;
  }

  /** Orders once: whatever is repeated carries one key, and the SDK repeats nothing of what this throws. */
  async order(model: string, wished: Wished, call: Call): Promise<Ordered> {
    const { idempotencyKey, leave } = this.#keys.take(call.headers);
    try {
      const { order, warnings } = await this.#orderOf(model, wished, call.providerOptions);
      const handle = await this.darkroom.tasks.create(order, { idempotencyKey, signal: call.abortSignal });
      return { handle, warnings };
    } finally {
      leave();
    }
  }

  async #orderOf(model: string, { media, wishes }: Wished, options: SharedV4ProviderOptions = {}) {
    const own = options['darkroom'] ?? {};
    // Whatever comes by way of an application may come from somebody else.
    refusePaths(own, '/providerOptions/darkroom');
    const { service, apiModel, ...chosen } = own;
    const known = await this.modelOf(model);
    if (!known.media.includes(media))
      throw localError(
        'validation_failed',
        `${model} makes no ${media}: it makes ${known.media.join(', ')}.`,
      );
    const { input, warnings } = place(model, known.fields, wishes);
    const fields = { ...input, ...chosen };
    const params: object = paramsOf(model as never, fields as never, service as ProviderParams['service']);
    const providerParams: unknown = { ...params, ...(apiModel === undefined ? {} : { apiModel }) };
    return { order: { providerParams: providerParams as ProviderParams }, warnings };
  }

  /** The task when it has succeeded. */
  async made({ handle }: Ordered, { abortSignal }: Call): Promise<Task> {
    const waiting = { signal: abortSignal, cancelOnAbort: this.#cancelOnAbort };
    return succeeded(await this.darkroom.subscribe(handle, waiting));
  }

  /** The files of one kind that a task has made. */
  files({ id, assets }: Task, media: Asset['type']): readonly [Asset, ...Asset[]] {
    const [first, ...others] = assets.filter(({ type }) => type === media);
    if (first !== undefined) return [first, ...others];
    throw localError('empty_result', `Task ${id} has made no ${media}.`, { taskId: id });
  }

  /** The SDK downloads nothing from an address of the local network, so it is given bytes. */
  async bytesOf(file: Asset, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const response = await this.darkroom.download(file, { signal });
    return new Uint8Array(await response.arrayBuffer());
  }
}

/** What is told of an answer: when it was ordered, and by which name. */
export const responseOf = ({ createdAt, model }: Pick<Task, 'createdAt' | 'model'>) => ({
  timestamp: new Date(createdAt),
  modelId: model,
  // What the API answers with says nothing of what was made.
  headers: {},
});

/** Where each file is kept, and what it has cost: an equal share of its task. */
export function factsOf({ id, cost }: Task, files: readonly Asset[]) {
  const taskCredits = cost.actualCredits ?? cost.estimatedCredits;
  const credits = taskCredits / files.length;
  return files.map(({ url, contentType, bytes }) => ({
    ...{ taskId: id, url, contentType, bytes },
    ...{ credits, taskCredits },
  }));
}

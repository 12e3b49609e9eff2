import { localError } from './error.ts';
import { uploadFilesIn } from './input-files.ts';
import { listOf, type List } from './pages.ts';
import { keyOf, type CallOptions, type KeyedOptions } from './tasks.ts';
import { part, type Ask, type Transport } from './transport.ts';
import { uploader } from './upload.ts';
import type {
  ApiKey,
  Batch,
  Caller,
  CreateKeyData,
  CreateTask,
  CreateTokenData,
  CreateWebhookData,
  ChangeWebhookData,
  DefaultSecret,
  Delivery,
  ListKeysData,
  ListModelsData,
  MadeApiKey,
  MadeToken,
  MadeWebhook,
  Model,
  ModelSummary,
  Quotes,
  ReadModelData,
  Replay,
  ReplayDeliveriesData,
  RevokeKeyData,
  RotateDefaultSecretData,
  RotateKeyData,
  RotateWebhookSecretData,
  TestWebhookData,
  Upload,
  Usage,
  Webhook,
} from './api-types.gen.ts';

type Query<Data extends { query?: unknown }> = NonNullable<Data['query']>;
type Body<Data extends { body?: unknown }> = NonNullable<Data['body']>;

/** The routes beside those of tasks, by subject. Each takes a `signal` last. */
export interface Resources {
  /** Whose key this is, what it may do, and where live push is. */
  me(options?: CallOptions): Promise<Caller>;
  /** What this month has cost. */
  usage(options?: CallOptions): Promise<Usage>;
  readonly models: {
    list(filter?: Query<ListModelsData>, options?: CallOptions): List<ModelSummary>;
    /** One model, with the JSON Schema of its input and its prices. */
    get(id: string, options?: CallOptions & Query<ReadModelData>): Promise<Model>;
  };
  readonly quotes: {
    /** What these would cost; nothing is ordered. */
    create(requests: readonly CreateTask[], options?: CallOptions): Promise<Quotes>;
  };
  readonly batches: {
    /** Orders up to a hundred at once; each row is answered by itself. */
    create(requests: readonly CreateTask[], options?: KeyedOptions): Promise<Batch>;
  };
  readonly uploads: {
    /** Brings a file in: a `File`, a `Blob`, a path, an address or a stream. */
    create: ReturnType<typeof uploader>;
    get(id: string, options?: CallOptions): Promise<Upload>;
    delete(id: string, options?: CallOptions): Promise<void>;
  };
  readonly webhooks: {
    list(options?: CallOptions): List<Webhook>;
    create(webhook: Body<CreateWebhookData>, options?: CallOptions): Promise<MadeWebhook>;
    get(id: string, options?: CallOptions): Promise<Webhook>;
    change(id: string, changes: Body<ChangeWebhookData>, options?: CallOptions): Promise<Webhook>;
    delete(id: string, options?: CallOptions): Promise<void>;
    rotate(id: string, order?: Body<RotateWebhookSecretData>, options?: CallOptions): Promise<MadeWebhook>;
    /** Sends one event, of a type of tasks with an example task in it. */
    test(id: string, order?: Body<TestWebhookData>, options?: CallOptions): Promise<Delivery>;
    deliveries(id: string, options?: CallOptions): List<Delivery>;
    replay(id: string, order: Body<ReplayDeliveriesData>, options?: CallOptions): Promise<Replay>;
    /** Sends one event once more, with the task as it is then. */
    replayDelivery(id: string, event: string, options?: CallOptions): Promise<Delivery>;
    /** The secret that `callbackUrl` is signed with. */
    defaultSecret(options?: CallOptions): Promise<DefaultSecret>;
    rotateDefaultSecret(order?: Body<RotateDefaultSecretData>, options?: CallOptions): Promise<DefaultSecret>;
  };
  readonly keys: {
    list(filter?: Query<ListKeysData>, options?: CallOptions): List<ApiKey>;
    create(key: Body<CreateKeyData>, options?: CallOptions): Promise<MadeApiKey>;
    rotate(id: string, order?: Body<RotateKeyData>, options?: CallOptions): Promise<MadeApiKey>;
    revoke(id: string, options?: CallOptions & Query<RevokeKeyData>): Promise<void>;
  };
  readonly tokens: {
    /** Makes a token that a page may hold. */
    create(token: Body<CreateTokenData>, options?: CallOptions): Promise<MadeToken>;
  };
}

/** The calls of most subjects are a method, a path and a body. */
function asker(line: Transport) {
  const get = <Body>(path: string, options?: CallOptions, query?: object): Promise<Body> =>
    line.read({ path, query, ...options });
  const post = <Body>(path: string, body: unknown, options?: Partial<Ask>): Promise<Body> =>
    line.read({ path, method: 'POST', body, ...options });
  const remove = (path: string, options?: CallOptions, query?: object): Promise<void> =>
    line.read({ path, method: 'DELETE', query, ...options });
  return { get, post, remove };
}

export function resources(line: Transport): Resources {
  const { get, post, remove } = asker(line);
  const webhook = (id: string, rest = ''): string => `/webhooks/${part(id)}${rest}`;
  return {
    me: (options) => get('/me', options),
    usage: (options) => get('/usage', options),
    models: {
      list: (query, options) => listOf(line, { path: '/models', query, ...options }),
      // A model's id may hold slashes, and they belong to the path.
      get: async (id, { service, ...options } = {}) => {
        const parts = id.split('/');
        // An address with such parts is that of something else.
        if (parts.some((name) => /^\.*$/.test(name)))
          throw localError('validation_failed', `"${id}" cannot be the id of a model.`);
        return get(`/models/${parts.map(part).join('/')}`, options, { service });
      },
    },
    quotes: {
      create: (requests, options) =>
        post('/generation/quotes', { requests }, { repeatable: true, ...options }),
    },
    batches: {
      create: async (orders, options = {}) => {
        const requests = await uploadFilesIn(line, orders, options.signal);
        return post('/generation/batches', { requests }, { ...options, idempotencyKey: keyOf(options) });
      },
    },
    uploads: {
      create: uploader(line),
      get: (id, options) => get(`/uploads/${part(id)}`, options),
      delete: (id, options) => remove(`/uploads/${part(id)}`, options),
    },
    webhooks: {
      list: (options) => listOf(line, { path: '/webhooks', ...options }),
      create: (order, options) => post('/webhooks', order, options),
      get: (id, options) => get(webhook(id), options),
      change: (id, changes, options) =>
        line.read({ path: webhook(id), method: 'PATCH', body: changes, ...options }),
      delete: (id, options) => remove(webhook(id), options),
      rotate: (id, order = {}, options = {}) => post(webhook(id, '/rotate'), order, options),
      test: (id, order = {}, options = {}) => post(webhook(id, '/test'), order, options),
      deliveries: (id, options) => listOf(line, { path: webhook(id, '/deliveries'), ...options }),
      replay: (id, order, options) => post(webhook(id, '/replay'), order, options),
      replayDelivery: (id, event, options = {}) =>
        post(webhook(id, `/deliveries/${part(event)}/replay`), undefined, options),
      defaultSecret: (options) => get('/webhooks/default/secret', options),
      rotateDefaultSecret: (order = {}, options = {}) => post('/webhooks/default/rotate', order, options),
    },
    keys: {
      list: (query, options) => listOf(line, { path: '/keys', query, ...options }),
      create: (order, options) => post('/keys', order, options),
      rotate: (id, order = {}, options = {}) => post(`/keys/${part(id)}/rotate`, order, options),
      revoke: (id, { reason, ...options } = {}) => remove(`/keys/${part(id)}`, options, { reason }),
    },
    tokens: { create: (order, options) => post('/tokens', order, options) },
  };
}

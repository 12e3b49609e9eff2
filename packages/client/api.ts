import { listOf } from './pages.ts';
import { resources } from './resources.ts';
import { taskCalls } from './tasks.ts';
import { createTransport } from './transport.ts';
import type {
  Asset,
  CreateTaskBody,
  Delivery,
  MadeWebhook,
  ModelFilter,
  ModelView,
  NewWebhook,
  Page,
  Task,
  TaskEvent,
  TaskFilter,
  Upload,
  TaskProgress,
  Webhook,
} from './types.ts';

export interface ApiOptions {
  /** The origin of the API, such as `http://127.0.0.1:4000`; the version prefix is added here. */
  readonly url: string;
  readonly key: string;
  readonly fetch: typeof fetch;
  /** How long one answer may take. Must outlast the longest `Prefer: wait`. */
  readonly timeoutMs?: number;
}

export interface CreateOptions {
  /** With the same key a repeated create answers with the first task and pays nothing again. */
  readonly idempotencyKey?: string;
  /** Asks the API to hold its answer up to so many seconds for the task to end (at most 25). */
  readonly waitSeconds?: number;
  readonly signal?: AbortSignal;
}

export interface CreatedTask {
  readonly task: Task;
  /** True when the idempotency key had been used: this is the task of then. */
  readonly replayed: boolean;
}

/** A file to be stored. */
export interface UploadFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What an application can ask of Darkroom. Every call is sent once, and throws `DarkroomError`. */
export interface Api {
  createTask(body: CreateTaskBody, options?: CreateOptions): Promise<CreatedTask>;
  readTask(id: string, signal?: AbortSignal): Promise<Task>;
  readStatus(id: string, signal?: AbortSignal): Promise<TaskProgress>;
  /** What happened to a task, the oldest first. */
  readEvents(id: string, signal?: AbortSignal): Promise<Page<TaskEvent>>;
  /** Stores a file, whole, for use as an input of tasks. */
  upload(file: UploadFile, signal?: AbortSignal): Promise<Upload>;
  listTasks(filter?: TaskFilter): Promise<Page<Task>>;
  listModels(filter?: ModelFilter): Promise<Page<ModelView>>;
  readModel(id: string): Promise<ModelView>;
  listWebhooks(): Promise<Page<Webhook>>;
  createWebhook(order: NewWebhook): Promise<MadeWebhook>;
  removeWebhook(id: string): Promise<void>;
  /** Sends one event to a webhook: of a type of tasks with an example task in it. */
  testWebhook(id: string, type?: string): Promise<Delivery>;
  /** The bytes of an asset, unread. The key stays here: the address may lead to another host. */
  download(asset: Pick<Asset, 'url'>, signal?: AbortSignal): Promise<Response>;
}

/** A client for one deployment and one key. */
export function createApi({ url, key, fetch, timeoutMs = 40_000 }: ApiOptions): Api {
  const line = createTransport({ url, key, fetch, tries: 1, timeoutSeconds: timeoutMs / 1000 });
  const { models, uploads, webhooks } = resources(line);
  const tasks = taskCalls(line);
  const at = (id: string, rest = ''): string => `/generation/tasks/${encodeURIComponent(id)}${rest}`;
  const read = <Shape>(path: string, signal?: AbortSignal): Promise<Shape> => line.read({ path, signal });
  const page = <Item>(path: string, query: object): Promise<Page<Item>> =>
    listOf<Item>(line, { path, query }).page();
  return {
    createTask: async (body, { idempotencyKey, waitSeconds, signal } = {}) => {
      const prefer = waitSeconds === undefined ? {} : { headers: { prefer: `wait=${waitSeconds}` } };
      const order = { path: '/generation/tasks', method: 'POST', body, ...prefer } as const;
      const answer = await line.ask<Task>({ ...order, idempotencyKey, signal });
      return { task: answer.body, replayed: answer.headers.get('idempotency-replayed') === 'true' };
    },
    readTask: (id, signal) => read(at(id), signal),
    readStatus: (id, signal) => read(at(id, '/status'), signal),
    readEvents: (id, signal) => tasks.events(id, { signal }).page(),
    upload: ({ fileName, contentType, bytes }, signal) =>
      uploads.create(bytes, { fileName, contentType, signal }),
    listTasks: (filter = {}) => page('/generation/tasks', filter),
    listModels: (filter = {}) => page('/models', filter),
    readModel: async (id) => ({ ...(await models.get(id)) }),
    listWebhooks: () => page('/webhooks', {}),
    createWebhook: (body) => line.read({ path: '/webhooks', method: 'POST', body }),
    removeWebhook: (id) => webhooks.delete(id),
    testWebhook: (id, type) =>
      line.read({
        path: `/webhooks/${encodeURIComponent(id)}/test`,
        method: 'POST',
        body: type === undefined ? undefined : { type },
      }),
    download: (asset, signal) => line.download(asset.url, signal),
  };
}

/** True when nothing more will happen to the task by itself. */
export const isEnded = (task: Pick<TaskProgress, 'status'>): boolean => task.status !== 'PENDING';

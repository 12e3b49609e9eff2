import { readProblem, UnreachableError } from './api-error.ts';
import { webhookCalls, type WebhookCalls } from './webhooks.ts';
import type {
  Asset,
  CreateTaskBody,
  ModelFilter,
  ModelView,
  Page,
  Task,
  TaskEvent,
  TaskFilter,
  Upload,
  UploadTicket,
  TaskProgress,
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

/** What an application can ask of Darkroom. Every call throws `ApiError` or `UnreachableError`, nothing else. */
export interface Api extends WebhookCalls {
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
  /** The bytes of an asset, unread. The key stays here: the address may lead to another host. */
  download(asset: Pick<Asset, 'url'>, signal?: AbortSignal): Promise<Response>;
}

interface Ask {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

const tasksPath = '/generation/tasks';

const withoutSlash = (url: string): string => (url.endsWith('/') ? withoutSlash(url.slice(0, -1)) : url);

/** What asks the API, and what sends to any address. */
interface Line {
  readonly ask: (question: Ask) => Promise<Response>;
  readonly send: (address: string, init: RequestInit) => Promise<Response>;
}

const uploading =
  ({ ask, send }: Line): Api['upload'] =>
  async ({ fileName, contentType, bytes }, signal) => {
    const body = { fileName, contentType, bytes: bytes.length };
    const { id, uploadUrl, method, headers } = await readJson<UploadTicket>(
      await ask({ path: '/uploads', method: 'POST', body, signal }),
    );
    // The address itself is the permission: the key stays here.
    const stored = await send(uploadUrl, { method, headers, body: bytes, ...(signal && { signal }) });
    if (!stored.ok) throw await readProblem(stored);
    const path = `/uploads/${encodeURIComponent(id)}/complete`;
    return readJson<Upload>(await ask({ path, method: 'POST', signal }));
  };

/** A client for one deployment and one key. */
export function createApi({ url, key, fetch, timeoutMs = 40_000 }: ApiOptions): Api {
  const base = `${withoutSlash(url)}/api/v1`;

  const send = async (address: string, init: RequestInit): Promise<Response> => {
    try {
      return await fetch(address, init);
    } catch (cause) {
      throw new UnreachableError(address, cause);
    }
  };

  const ask = async ({ path, method, headers, body, signal }: Ask): Promise<Response> => {
    const limit = AbortSignal.timeout(timeoutMs);
    const response = await send(`${base}${path}`, {
      method: method ?? 'GET',
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await readProblem(response);
    return response;
  };

  const get = async <Shape>(path: string, signal?: AbortSignal): Promise<Shape> =>
    readJson<Shape>(await ask({ path, signal }));

  return {
    createTask: async (body, { idempotencyKey, waitSeconds, signal } = {}) => {
      const headers = {
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...(waitSeconds === undefined ? {} : { prefer: `wait=${waitSeconds}` }),
      };
      const response = await ask({ path: tasksPath, method: 'POST', headers, body, signal });
      const replayed = response.headers.get('idempotency-replayed') === 'true';
      return { task: await readJson<Task>(response), replayed };
    },
    readTask: (id, signal) => get(`${tasksPath}/${encodeURIComponent(id)}`, signal),
    readStatus: (id, signal) => get(`${tasksPath}/${encodeURIComponent(id)}/status`, signal),
    readEvents: (id, signal) => get(`${tasksPath}/${encodeURIComponent(id)}/events`, signal),
    upload: uploading({ ask, send }),
    listTasks: (filter = {}) => get(`${tasksPath}${query({ ...filter })}`),
    ...webhookCalls({ call: (method, path, body) => ask({ path, method, body }), read: readJson }),
    listModels: (filter = {}) => get(`/models${query({ ...filter })}`),
    // A model's id may hold slashes, and they belong to the path.
    readModel: (id) => get(`/models/${id.split('/').map(encodeURIComponent).join('/')}`),
    download: async (asset, signal) => {
      const response = await send(asset.url, signal ? { signal } : {});
      if (!response.ok) throw await readProblem(response);
      return response;
    },
  };
}

/** True when nothing more will happen to the task by itself. */
export const isEnded = (task: Pick<TaskProgress, 'status'>): boolean => task.status !== 'PENDING';

// The one place where an answer's shape is taken on trust: it is our own server's, whose contract a test holds.
async function readJson<Shape>(response: Response): Promise<Shape> {
  try {
    return (await response.json()) as Shape;
  } catch (cause) {
    throw new UnreachableError(response.url, cause);
  }
}

function query(fields: Readonly<Record<string, string | number | undefined>>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) given.set(name, String(value));
  }
  return given.size === 0 ? '' : `?${given.toString()}`;
}

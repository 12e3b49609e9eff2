import { listOf, type List } from './pages.ts';
import { part, type Ask, type Transport } from './transport.ts';
import { uploadFilesIn } from './input-files.ts';
import type {
  Batch,
  CanceledTask,
  CreateTask,
  ListTasksData,
  Task,
  TaskEvent,
  TaskProgress,
} from './api-types.gen.ts';

/** What narrows a list of tasks. */
export type TaskFilter = NonNullable<ListTasksData['query']>;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface KeyedOptions extends CallOptions {
  /** With the same key a repeated order answers with the first task, and pays nothing again. Made anew for each call where it is left out. */
  readonly idempotencyKey?: string | undefined;
}

export interface CreateOptions extends KeyedOptions {
  /** Asks the API to hold its answer for the task to end; at most 25. */
  readonly waitSeconds?: number;
}

/** A task as it was created: plain JSON, good in any process. */
export type TaskHandle = Task & {
  readonly idempotencyKey: string;
  /** The key had been used: this is the task of then. */
  readonly replayed: boolean;
};

/** Everything about tasks. */
export interface TaskCalls {
  /** Orders one; files in `providerParams` are uploaded first. */
  create(body: CreateTask, options?: CreateOptions): Promise<TaskHandle>;
  get(id: string, options?: CallOptions): Promise<Task>;
  /** How far it is: small enough to be asked often. */
  status(id: string, options?: CallOptions): Promise<TaskProgress>;
  /** Newest first. */
  list(filter?: TaskFilter, options?: CallOptions): List<Task>;
  cancel(id: string, options?: CallOptions): Promise<CanceledTask>;
  /** Orders a task that failed once more, as a task of its own. */
  retry(id: string, options?: KeyedOptions): Promise<TaskHandle>;
  /** Orders `n` more of the same, with other seeds. */
  vary(id: string, n: number, options?: KeyedOptions): Promise<Batch>;
  delete(id: string, options?: CallOptions): Promise<void>;
  /** What happened to it, oldest first. */
  events(id: string, options?: CallOptions): List<TaskEvent>;
}

const root = '/generation/tasks';
const pathOf = (id: string): string => `${root}/${part(id)}`;

/** The key of one order: minted once, outside of whatever repeats the request. */
export const keyOf = ({ idempotencyKey }: KeyedOptions): string => idempotencyKey ?? crypto.randomUUID();

export const createTask =
  (line: Transport): TaskCalls['create'] =>
  async (order, options = {}) => {
    const { waitSeconds, signal } = options;
    const body = { ...order, providerParams: await uploadFilesIn(line, order.providerParams, signal) };
    const headers = waitSeconds === undefined ? {} : { prefer: `wait=${waitSeconds}` };
    return handleOf(line, { path: root, body, headers, ...options, idempotencyKey: keyOf(options) });
  };

async function handleOf(line: Transport, question: Ask & { idempotencyKey: string }): Promise<TaskHandle> {
  const { body, headers } = await line.ask<Task>({ method: 'POST', ...question });
  const replayed = headers.get('idempotency-replayed') === 'true';
  return { ...body, idempotencyKey: question.idempotencyKey, replayed };
}

export const taskCalls = (line: Transport): TaskCalls => ({
  create: createTask(line),
  get: (id, options) => line.read({ path: pathOf(id), ...options }),
  status: (id, options) => line.read({ path: `${pathOf(id)}/status`, ...options }),
  list: (query, options) => listOf(line, { path: root, query, ...options }),
  // A second cancel of the same task changes nothing.
  cancel: (id, options) =>
    line.read({ path: `${pathOf(id)}/cancel`, method: 'POST', repeatable: true, ...options }),
  retry: (id, options = {}) =>
    handleOf(line, { path: `${pathOf(id)}/retry`, ...options, idempotencyKey: keyOf(options) }),
  vary: (id, n, options = {}) =>
    line.read({
      path: `${pathOf(id)}/variations`,
      method: 'POST',
      body: { n },
      ...options,
      idempotencyKey: keyOf(options),
    }),
  delete: (id, options) => line.read({ path: pathOf(id), method: 'DELETE', ...options }),
  events: (id, options) => listOf(line, { path: `${pathOf(id)}/events`, ...options }),
});

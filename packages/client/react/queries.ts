import { queryOptions } from '@tanstack/react-query';
import type { CreateTask, Task } from '../api-types.gen.ts';
import type { Darkroom } from '../darkroom.ts';

type ModelFilter = NonNullable<Parameters<Darkroom['models']['list']>[0]>;

/** The names under which answers are kept. */
export const queryKeys = {
  generationTasks: {
    all: ['generation-tasks'],
    byPrompt: (promptId: string) => ['generation-tasks', promptId],
  },
  task: (id: string) => ['generation-task', id],
  models: (filter: ModelFilter = {}) => ['models', filter],
  model: (id: string) => ['model', id],
  quote: (orders: readonly CreateTask[]) => ['quote', orders],
  usage: ['usage'],
} as const;

/** How often is asked where the API does not say. */
const PAUSE_SECONDS = 3;
/** A list shows so many, the newest. */
const LISTED = 100;
const TEN_MINUTES_MS = 600_000;
// The client repeats what may be repeated.
const once = { retry: false } as const;

/** When to ask again, while something is underway: as soon as the first of them is worth it. */
export function pauseFor(tasks: readonly Task[] = []): number | false {
  const pending = tasks.filter(({ status }) => status === 'PENDING');
  if (pending.length === 0) return false;
  return 1000 * Math.min(...pending.map(({ nextCheckSeconds: said }) => (said ? said : PAUSE_SECONDS)));
}

/** The newest hundred tasks of a prompt; asked again while one of them is underway. */
export const tasksOfPrompt = (darkroom: Darkroom, promptId: string) =>
  queryOptions({
    ...once,
    queryKey: queryKeys.generationTasks.byPrompt(promptId),
    queryFn: async ({ signal }): Promise<readonly Task[]> =>
      (await darkroom.tasks.list({ promptId, limit: LISTED }, { signal }).page()).items,
    refetchInterval: ({ state }) => pauseFor(state.data),
  });

/** One task; asked again while it is underway. */
export const taskById = (darkroom: Darkroom, id: string) =>
  queryOptions({
    ...once,
    queryKey: queryKeys.task(id),
    queryFn: ({ signal }): Promise<Task> => darkroom.tasks.get(id, { signal }),
    refetchInterval: ({ state }) => pauseFor(state.data && [state.data]),
  });

/** The catalogue. */
export const modelList = (darkroom: Darkroom, filter: ModelFilter = {}) =>
  queryOptions({
    ...once,
    queryKey: queryKeys.models(filter),
    queryFn: ({ signal }) => Array.fromAsync(darkroom.models.list(filter, { signal })),
    staleTime: TEN_MINUTES_MS,
  });

/** One model, with the JSON Schema of its input and its prices. */
export const modelById = (darkroom: Darkroom, id: string) =>
  queryOptions({
    ...once,
    queryKey: queryKeys.model(id),
    queryFn: ({ signal }) => darkroom.models.get(id, { signal }),
    staleTime: TEN_MINUTES_MS,
  });

/** What orders would cost. */
export const quoteOf = (darkroom: Darkroom, orders: readonly CreateTask[]) =>
  queryOptions({
    ...once,
    queryKey: queryKeys.quote(orders),
    queryFn: ({ signal }) => darkroom.quotes.create(orders, { signal }),
    enabled: orders.length > 0,
    staleTime: TEN_MINUTES_MS,
  });

/** What this month has cost. */
export const usageOfMonth = (darkroom: Darkroom) =>
  queryOptions({ ...once, queryKey: queryKeys.usage, queryFn: ({ signal }) => darkroom.usage({ signal }) });

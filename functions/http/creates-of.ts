import { taskRoutes } from '#contract/tasks/routes.ts';
import type { Route } from '#contract/route.ts';
import { requestLimits } from '#contract/wire/limits.ts';
import type { ParsedCall } from './api-call.ts';
import type { HttpRequest } from './request.ts';

/** A member of a body of JSON; what the body is else is for the handler to say. */
function memberOf({ body }: HttpRequest, name: string): unknown {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null ? Reflect.get(read, name) : undefined;
  } catch {
    return undefined;
  }
}

/** At least one, and no more than any request can make. */
const within = (count: number): number => Math.min(requestLimits.batchTasks, Math.max(1, Math.trunc(count)));

const one = (): number => 1;

function rowsOf(request: HttpRequest): number {
  const rows = memberOf(request, 'requests');
  return within(Array.isArray(rows) ? rows.length : 1);
}

function variationsOf(request: HttpRequest): number {
  const count = memberOf(request, 'n');
  return within(typeof count === 'number' ? count : 1);
}

/** The routes that order tasks, and how many a request orders. */
const creating = new Map<Route, (request: HttpRequest) => number>([
  [taskRoutes.createTask, one],
  [taskRoutes.createImage, one],
  [taskRoutes.createVideo, one],
  [taskRoutes.createAudio, one],
  [taskRoutes.retryTask, one],
  [taskRoutes.createBatch, rowsOf],
  [taskRoutes.varyTask, variationsOf],
]);

/** How many tasks a call orders. */
export const createsOf = ({ operation: { route }, request }: ParsedCall): number =>
  creating.get(route)?.(request) ?? 0;

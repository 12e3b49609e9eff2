import type { StatusView, TaskView } from '#contract/tasks/answers.ts';
import { addressOf } from '#contract/route.ts';
import { taskRoutes } from '#contract/tasks/routes.ts';
import { serviceRoutes } from '#contract/service/routes.ts';
import { requestLimits } from '#contract/wire/limits.ts';
import { viewTask } from '#contract/tasks/view-task.ts';
import type { MediaAddress } from '#domain/files/media-address.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { nodeDigest } from '../compose/system-ports.ts';
import { isKnownEtag } from './request-headers.ts';
import type { HttpResponse } from './response.ts';

/** When a model goes, and what comes after it. */
export interface Deprecation {
  readonly date?: string;
  readonly sunset?: string;
  readonly successor?: string;
}

const seconds = (view: { nextCheckSeconds?: number }): Record<string, string> =>
  view.nextCheckSeconds === undefined ? {} : { 'retry-after': String(view.nextCheckSeconds) };

/** Where a list goes on, for answers that have no place for it in their body; nothing at the end. */
export function nextPage(promptId: string, cursor: string | undefined): Record<string, string> {
  if (cursor === undefined) return {};
  const query = new URLSearchParams({ promptId, limit: String(requestLimits.pageItems), cursor });
  return { link: `<${taskRoutes.listTasks.path}?${query.toString()}>; rel="next"` };
}

/** A task with when to ask again. */
export const taskAnswer = (view: TaskView): HttpResponse => ({
  status: 200,
  headers: seconds(view),
  body: view,
});

/** The answer to a create request: 202, or 200 for one that was waited for and has ended. */
export function createdAnswer(
  created: { snapshot: TaskSnapshot; replayed: boolean; deprecation?: Deprecation },
  about: { waited: number; addressOfKey: MediaAddress; now: number },
): HttpResponse {
  const status = created.snapshot.task.status === 'PENDING' || about.waited === 0 ? 202 : 200;
  // What was not waited for is answered as it was made: a repetition of the request has the same answer.
  const now = about.waited === 0 ? undefined : about.now;
  const view = viewTask(created.snapshot, about.addressOfKey, now);
  const headers = {
    ...(status === 202 ? { location: view.links.self } : {}),
    ...seconds(view),
    ...(created.replayed ? { 'idempotency-replayed': 'true' } : {}),
    ...(about.waited === 0 ? {} : { 'preference-applied': `wait=${about.waited}` }),
    ...deprecationHeaders(created.deprecation),
  };
  return { status, headers, body: view };
}

/**
 * The light view with an ETag; 304 for a caller that has this very one. The tag is a weak one: when to ask again moves
 * on by itself, and stands in `Retry-After` of the 304 too.
 */
export function statusAnswer(view: StatusView, ifNoneMatch: string | undefined): HttpResponse {
  const lasting = JSON.stringify({ ...view, nextCheckSeconds: undefined });
  const etag = nodeDigest.sha256(lasting).slice(0, 32);
  const headers = { etag: `W/"${etag}"`, ...seconds(view) };
  return isKnownEtag(ifNoneMatch, etag) ? { status: 304, headers } : { status: 200, headers, body: view };
}

/** `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and the successor's address, for answers about a model that goes. */
export function deprecationHeaders(deprecation: Deprecation | undefined): Record<string, string> {
  if (deprecation === undefined) return {};
  const { date, sunset, successor } = deprecation;
  return {
    ...(date === undefined ? {} : { deprecation: `@${Math.floor(Date.parse(date) / 1000)}` }),
    ...(sunset === undefined ? {} : { sunset: new Date(sunset).toUTCString() }),
    ...(successor === undefined
      ? {}
      : { link: `<${addressOf(serviceRoutes.readModel, successor)}>; rel="successor-version"` }),
  };
}

/** The same for an answer about several requests: where all of them are for one model that goes. */
export function sharedDeprecation(rows: readonly (Deprecation | undefined)[]): Record<string, string> {
  const [first, ...others] = rows.map(deprecationHeaders);
  const isShared = others.every((one) => JSON.stringify(one) === JSON.stringify(first));
  return first !== undefined && isShared ? first : {};
}

import { listTasks, noSuchTask, readTask } from '#actions/tasks/read-tasks.ts';
import { readCursor } from '#contract/tasks/list-cursor.ts';
import { requestLimits } from '#contract/wire/limits.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { taskRoutes } from '#contract/tasks/routes.ts';
import { listQuery, promptQuery, type ListQuery } from '#contract/tasks/list-requests.ts';
import { Failure } from '#domain/error.ts';
import { once } from '#domain/once.ts';
import { stageOf } from '#domain/tasks/task-progress.ts';
import { reachesTask } from '#domain/keys/reach.ts';
import type { TaskListView } from '#contract/tasks/answers.ts';
import { viewEventList, viewTaskList } from '#contract/tasks/view-lists.ts';
import { viewStatus, viewTask } from '#contract/tasks/view-task.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import type { Caller } from '../http/caller.ts';
import { endpoint } from '../http/endpoint.ts';
import { filterFor, withoutOthersIds } from '../http/narrowed-list.ts';
import { operation } from '../http/operation.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponse } from '../http/response.ts';
import { nextPage, statusAnswer, taskAnswer } from '../http/task-responses.ts';
import { connectMediaAddresses } from '../compose/connect-media-addresses.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectTable, connectTaskStore } from '../compose/connect-table.ts';
import { systemClock } from '../compose/system-ports.ts';

const addressOfKey = connectMediaAddresses();
const table = connectTable();
const dependencies = { tasks: connectTaskStore(table) };
const read = readTask(dependencies);
const list = listTasks(dependencies);
/** Few tasks wait for their turn: what looks at the queue is loaded where one does. */
const standing = once(async () => (await import('../compose/connect-standing.ts')).connectStanding(table));

interface TimeRange {
  readonly from?: string;
  readonly to?: string;
}

/** Where a cursor goes on. It belongs to the times that it was given for: DynamoDB refuses one from outside a narrower range. */
function positionOf(cursor: string | undefined, { from = '', to = '~' }: TimeRange) {
  if (cursor === undefined) return {};
  const refuse = (message: string): Failure =>
    new Failure('validation_failed', 'The cursor is not one of this list', {
      errors: [{ path: 'cursor', message }],
    });
  const after = readCursor(cursor);
  if (after === undefined) throw refuse('Not a cursor of this list');
  if (after.createdAt < from || after.createdAt > to)
    throw refuse('It was given for other times: repeat it with the same from and to');
  return { after };
}

async function pageFor({ owner, reach }: Caller, query: ListQuery): Promise<TaskListView> {
  const { from, to, limit, cursor, ...asked } = query;
  const range = {
    ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
    ...(to === undefined ? {} : { to: new Date(to).toISOString() }),
  };
  const position = positionOf(cursor, range);
  const filter = filterFor(reach, asked);
  const found =
    filter === undefined ? { items: [] } : await list(owner, { filter, ...range, limit, ...position });
  const page = reach?.type === 'prompt' ? withoutOthersIds(found) : found;
  return viewTaskList(page, addressOfKey, systemClock.now());
}

async function serveList(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  return { status: 200, body: await pageFor(caller, parseOr422(listQuery, request.query)) };
}

/** An array has no place for a cursor: whoever has more tasks than it shows is led to the list that has. */
async function serveTasksOfPrompt(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  const { promptId } = parseOr422(promptQuery, request.query);
  const { items, nextCursor } = await pageFor(caller, { promptId, limit: requestLimits.pageItems });
  return { status: 200, headers: nextPage(promptId, nextCursor), body: items };
}

async function readOne({ parameters }: HttpRequest, { owner, reach }: Caller) {
  const snapshot = await read(owner, parameters['id'] ?? '');
  if (!reachesTask(reach, snapshot.task)) throw noSuchTask();
  return snapshot;
}

async function readStanding(request: HttpRequest, caller: Caller) {
  const snapshot = await readOne(request, caller);
  return stageOf(snapshot) === 'held' ? (await standing())(snapshot) : snapshot;
}

async function serveTask(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  return taskAnswer(viewTask(await readStanding(request, caller), addressOfKey, systemClock.now()));
}

async function serveEvents(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  return { status: 200, body: viewEventList(await readOne(request, caller)) };
}

async function serveStatus(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  return statusAnswer(
    viewStatus(await readStanding(request, caller), systemClock.now()),
    request.headers['if-none-match'],
  );
}

export const handler = endpoint(
  { keys: keyReader(table), count: connectRequestCounts(table) },
  operation(taskRoutes.listTasks, serveList, listQuery),
  operation(taskRoutes.taskHistory, serveList, listQuery),
  operation(taskRoutes.tasksOfPrompt, serveTasksOfPrompt, promptQuery),
  operation(taskRoutes.readTask, serveTask),
  operation(taskRoutes.readTaskEvents, serveEvents),
  operation(taskRoutes.readTaskStatus, serveStatus),
);

import { createTask } from '#actions/tasks/create-task.ts';
import { awaitTask } from '#actions/tasks/read-tasks.ts';
import { taskRoutes } from '#contract/tasks/routes.ts';
import { createTaskBody, shortTaskBody, type CreateTaskBody } from '#contract/tasks/create-requests.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Media } from '#providers/catalog/model.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import type { Caller } from '../http/caller.ts';
import { endpoint } from '../http/endpoint.ts';
import { taskMakers } from '../http/id-secret.ts';
import { operation } from '../http/operation.ts';
import { readJson } from '../http/read-json.ts';
import { underKey } from '../http/idempotency-key.ts';
import type { HttpRequest } from '../http/request.ts';
import { inShortForm, unfolded } from '../http/short-form.ts';
import { createdAnswer } from '../http/task-responses.ts';
import { connectCreation } from '../compose/connect-creation.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectMediaAddresses } from '../compose/connect-media-addresses.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectNewTasks } from '../compose/connect-tasks.ts';
import { connectWaiting } from '../compose/connect-waiting.ts';

const addressOfKey = connectMediaAddresses();
const table = connectTable();
const keys = keyReader(table);
const makerOf = taskMakers(keys);
const dependencies = connectNewTasks(table);
const create = createTask({ ...dependencies, ...connectCreation(table) });
const settle = awaitTask(dependencies);
const keepWaiting = connectWaiting(table);

const serve = (request: HttpRequest, caller: Caller, body: CreateTaskBody) =>
  underKey(request, async (idempotencyKey) => {
    const maker = await makerOf(caller);
    const created = await create({ ...maker, idempotencyKey, requestId: request.requestId, body });
    const isPending = ({ task }: TaskSnapshot): boolean => task.status === 'PENDING';
    const { value, waited } = await keepWaiting(request, { first: created.snapshot, isPending, settle });
    return createdAnswer(
      { ...created, snapshot: value },
      { waited, addressOfKey, now: dependencies.clock.now() },
    );
  });

const serveTask = (request: HttpRequest, caller: Caller) =>
  serve(request, caller, readJson(request, createTaskBody));

const serveShort = (media: Media) => async (request: HttpRequest, caller: Caller) => {
  const { body, written } = unfolded(readJson(request, shortTaskBody), media);
  try {
    return await serve(request, caller, body);
  } catch (error) {
    throw inShortForm(error, written);
  }
};

export const handler = endpoint(
  { keys, count: connectRequestCounts(table) },
  operation(taskRoutes.createTask, serveTask),
  operation(taskRoutes.createImage, serveShort('image')),
  operation(taskRoutes.createVideo, serveShort('video')),
  operation(taskRoutes.createAudio, serveShort('audio')),
);

import { createTask } from '#actions/tasks/create-task.ts';
import type { CreateTask } from '#actions/tasks/new-task.ts';
import { awaitTask } from '#actions/tasks/read-tasks.ts';
import { routes } from '#contract/routes.ts';
import { createTaskBody, shortTaskBody, type CreateTaskBody } from '#contract/tasks/create-requests.ts';
import type { Media } from '#providers/catalog/model.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { connectInputs } from '../compose/connect-inputs.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasks } from '../compose/connect-tasks.ts';
import {
  authenticator,
  endpoint,
  keyedRoute,
  readJson,
  type Caller,
  type Request,
} from '../http/endpoint.ts';
import { inShortForm, plan, unfolded } from '../http/planning.ts';
import { systemRandom } from '../compose/system-ports.ts';
import { createdAnswer, idempotencyKey, waitSeconds } from '../http/task-answers.ts';
import { readSettings } from '../compose/settings.ts';

const { MEDIA_BASE_URL } = readSettings('MEDIA_BASE_URL');
const table = connectTable();
const dependencies = connectTasks(table);
const create = createTask({ ...dependencies, planGeneration: plan, useInputs: connectInputs(table) });
const settle = awaitTask(dependencies);

async function serve(request: Request, { owner, idSecret }: Caller, body: CreateTaskBody) {
  const key = idempotencyKey(request.headers['idempotency-key']) ?? systemRandom.hex128();
  const order: CreateTask = { owner, idSecret, idempotencyKey: key, body };
  const created = await create(order);
  const seconds = waitSeconds(request.headers['prefer']);
  const snapshot = seconds === 0 ? created.snapshot : await settle(created.snapshot, seconds);
  return createdAnswer({ ...created, snapshot }, { key, waited: seconds, mediaBaseUrl: MEDIA_BASE_URL });
}

const serveShort = (media: Media) => async (request: Request, caller: Caller) => {
  const { body, written } = unfolded(readJson(request, shortTaskBody), media);
  try {
    return await serve(request, caller, body);
  } catch (error) {
    throw inShortForm(error, written);
  }
};

export const handler = endpoint(
  authenticator(keyStore(table)),
  keyedRoute(routes.createTask, (request, caller) =>
    serve(request, caller, readJson(request, createTaskBody)),
  ),
  keyedRoute(routes.createImage, serveShort('image')),
  keyedRoute(routes.createVideo, serveShort('video')),
  keyedRoute(routes.createAudio, serveShort('audio')),
);

import { createTask } from '#actions/create-task.ts';
import { awaitTask } from '#actions/read-tasks.ts';
import { routes } from '#contract/routes.ts';
import { createTaskBody } from '#contract/task-schemas.ts';
import { planGeneration } from '#providers/catalog.ts';
import { authenticator, endpoint, keyedRoute, readJson, type Caller, type Request } from './endpoint.ts';
import { deprecationHeaders, idempotencyKey, taskAnswer, waitSeconds } from './task-answers.ts';
import { keyStore } from '#storage/key-store.ts';
import { connectTable } from './connect-table.ts';
import { connectTasks } from './connect-tasks.ts';
import { systemRandom } from './system-ports.ts';
import { readSettings } from './wiring.ts';

const { MEDIA_BASE_URL, ALLOW_RETIRED_MODELS } = readSettings('MEDIA_BASE_URL', 'ALLOW_RETIRED_MODELS');
const table = connectTable();
const needs = connectTasks(table);
const create = createTask({
  ...needs,
  planGeneration: (params, now) => planGeneration(params, { allowRetired: ALLOW_RETIRED_MODELS, now }),
});
const settle = awaitTask(needs);

async function serve(request: Request, caller: Caller) {
  const key = idempotencyKey(request.headers['idempotency-key']) ?? systemRandom.hex128();
  const body = readJson(request, createTaskBody);
  const created = await create({ owner: caller.owner, idSecret: caller.idSecret, idempotencyKey: key, body });
  const seconds = waitSeconds(request.headers['prefer']);
  const whole = seconds === 0 ? created.whole : await settle(created.whole, seconds);
  const answer = taskAnswer(whole.task.status === 'PENDING' ? 202 : 200, whole, MEDIA_BASE_URL);
  const headers = {
    ...answer.headers,
    'idempotency-key': key,
    ...(created.replayed ? { 'idempotency-replayed': 'true' } : {}),
    ...(seconds === 0 ? {} : { 'preference-applied': `wait=${seconds}` }),
    ...deprecationHeaders(created.deprecation),
  };
  return { ...answer, headers };
}

export const handler = endpoint(authenticator(keyStore(table)), keyedRoute(routes.createTask, serve));

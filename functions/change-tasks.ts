import { cancelTask } from '#actions/cancel-task.ts';
import { createTask } from '#actions/create-task.ts';
import { deleteTask } from '#actions/delete-task.ts';
import { retryTask } from '#actions/retry-task.ts';
import { routes } from '#contract/routes.ts';
import { viewTask } from '#domain/task-view.ts';
import { planGeneration } from '#providers/catalog.ts';
import { keyStore } from '#storage/key-store.ts';
import { connectRemoval } from './connect-removal.ts';
import { connectTable } from './connect-table.ts';
import { connectTasks } from './connect-tasks.ts';
import { authenticator, endpoint, keyedRoute, type Request } from './endpoint.ts';
import { systemRandom } from './system-ports.ts';
import { deprecationHeaders, idempotencyKey, taskAnswer } from './task-answers.ts';
import { readSettings } from './wiring.ts';

const { MEDIA_BASE_URL, ALLOW_RETIRED_MODELS } = readSettings('MEDIA_BASE_URL', 'ALLOW_RETIRED_MODELS');
const table = connectTable();
const needs = connectTasks(table);
const create = createTask({
  ...needs,
  planGeneration: (params, now) => planGeneration(params, { allowRetired: ALLOW_RETIRED_MODELS, now }),
});
const cancel = cancelTask(needs);
const retry = retryTask({ tasks: needs.tasks, create });
const remove = deleteTask({ ...needs, media: connectRemoval() });

const idOf = (request: Request): string => request.parameters['id'] ?? '';

export const handler = endpoint(
  authenticator(keyStore(table)),
  keyedRoute(routes.cancelTask, async (request, { owner }) => {
    const { outcome, whole } = await cancel(owner, idOf(request));
    return { status: 200, body: { outcome, task: viewTask(whole, MEDIA_BASE_URL) } };
  }),
  keyedRoute(routes.retryTask, async (request, { owner, idSecret }) => {
    const key = idempotencyKey(request.headers['idempotency-key']) ?? systemRandom.hex128();
    const created = await retry({ owner, idSecret, id: idOf(request), idempotencyKey: key });
    const answer = taskAnswer(202, created.whole, MEDIA_BASE_URL);
    const headers = {
      ...answer.headers,
      'idempotency-key': key,
      ...(created.replayed ? { 'idempotency-replayed': 'true' } : {}),
      ...deprecationHeaders(created.deprecation),
    };
    return { ...answer, headers };
  }),
  keyedRoute(routes.deleteTask, async (request, { owner }) => {
    await remove(owner, idOf(request));
    return { status: 204 };
  }),
);

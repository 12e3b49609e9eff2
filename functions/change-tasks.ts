import { cancelTask } from '#actions/cancel-task.ts';
import { createTask } from '#actions/create-task.ts';
import { deleteTask } from '#actions/delete-task.ts';
import { retryTask } from '#actions/retry-task.ts';
import { routes } from '#contract/routes.ts';
import { viewTask } from '#contract/tasks/view-task.ts';
import { keyStore } from '#storage/key-store.ts';
import { connectRemoval } from './wiring/connect-removal.ts';
import { connectInputs } from './wiring/connect-inputs.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectTasks } from './wiring/connect-tasks.ts';
import { authenticator, endpoint, keyedRoute, type Request } from './endpoint.ts';
import { plan } from './planning.ts';
import { systemRandom } from './wiring/system-ports.ts';
import { createdAnswer, idempotencyKey } from './task-answers.ts';
import { readSettings } from './wiring/settings.ts';

const { MEDIA_BASE_URL } = readSettings('MEDIA_BASE_URL');
const table = connectTable();
const needs = connectTasks(table);
const create = createTask({ ...needs, planGeneration: plan, useInputs: connectInputs(table) });
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
    return createdAnswer(created, { key, waited: 0, mediaBaseUrl: MEDIA_BASE_URL });
  }),
  keyedRoute(routes.deleteTask, async (request, { owner }) => {
    await remove(owner, idOf(request));
    return { status: 204 };
  }),
);

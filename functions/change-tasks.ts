import { cancelTask } from '#actions/cancel-task.ts';
import { createTask } from '#actions/create-task.ts';
import { deleteTask } from '#actions/delete-task.ts';
import { retryTask } from '#actions/retry-task.ts';
import { routes } from '#contract/routes.ts';
import { viewTask } from '#contract/tasks/view-task.ts';
import { keyStore } from '#storage/key-store.ts';
import { endpoint } from './http/endpoint.ts';
import { operation } from './http/operation.ts';
import { idempotencyKey } from './http/request-headers.ts';
import type { HttpRequest } from './http/request.ts';
import { createdAnswer } from './http/task-responses.ts';
import { connectInputs } from './wiring/connect-inputs.ts';
import { connectPlanning } from './wiring/connect-planning.ts';
import { connectRemoval } from './wiring/connect-removal.ts';
import { connectTable } from './wiring/connect-table.ts';
import { connectTasks } from './wiring/connect-tasks.ts';
import { readSettings } from './wiring/settings.ts';
import { systemRandom } from './wiring/system-ports.ts';

const { MEDIA_BASE_URL } = readSettings('MEDIA_BASE_URL');
const table = connectTable();
const needs = connectTasks(table);
const planGeneration = connectPlanning();
const create = createTask({ ...needs, planGeneration, useInputs: connectInputs(table) });
const cancel = cancelTask(needs);
const retry = retryTask({ tasks: needs.tasks, create });
const remove = deleteTask({ ...needs, media: connectRemoval() });

const idOf = (request: HttpRequest): string => request.parameters['id'] ?? '';

export const handler = endpoint(
  keyStore(table),
  operation(routes.cancelTask, async (request, { owner }) => {
    const { outcome, whole } = await cancel(owner, idOf(request));
    return { status: 200, body: { outcome, task: viewTask(whole, MEDIA_BASE_URL) } };
  }),
  operation(routes.retryTask, async (request, { owner, idSecret }) => {
    const key = idempotencyKey(request.headers['idempotency-key']) ?? systemRandom.hex128();
    const created = await retry({ owner, idSecret, id: idOf(request), idempotencyKey: key });
    return createdAnswer(created, { key, waited: 0, mediaBaseUrl: MEDIA_BASE_URL });
  }),
  operation(routes.deleteTask, async (request, { owner }) => {
    await remove(owner, idOf(request));
    return { status: 204 };
  }),
);

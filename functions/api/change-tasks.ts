import { cancelTask } from '#actions/tasks/cancel-task.ts';
import { createTask } from '#actions/tasks/create-task.ts';
import { deleteTask } from '#actions/tasks/delete-task.ts';
import { retryTask } from '#actions/tasks/retry-task.ts';
import { routes } from '#contract/routes.ts';
import { viewTask } from '#contract/tasks/view-task.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { connectRemoval } from '../compose/connect-removal.ts';
import { connectInputs } from '../compose/connect-inputs.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasks } from '../compose/connect-tasks.ts';
import { authenticator, endpoint, keyedRoute, type Request } from '../http/endpoint.ts';
import { plan } from '../http/planning.ts';
import { systemRandom } from '../compose/system-ports.ts';
import { createdAnswer, idempotencyKey } from '../http/task-answers.ts';
import { readSettings } from '../compose/settings.ts';

const { MEDIA_BASE_URL } = readSettings('MEDIA_BASE_URL');
const table = connectTable();
const dependencies = connectTasks(table);
const create = createTask({ ...dependencies, planGeneration: plan, useInputs: connectInputs(table) });
const cancel = cancelTask(dependencies);
const retry = retryTask({ tasks: dependencies.tasks, create });
const remove = deleteTask({ ...dependencies, media: connectRemoval() });

const idOf = (request: Request): string => request.parameters['id'] ?? '';

export const handler = endpoint(
  authenticator(keyStore(table)),
  keyedRoute(routes.cancelTask, async (request, { owner }) => {
    const { outcome, snapshot } = await cancel(owner, idOf(request));
    return { status: 200, body: { outcome, task: viewTask(snapshot, MEDIA_BASE_URL) } };
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

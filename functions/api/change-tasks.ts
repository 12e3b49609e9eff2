import { cancelTask } from '#actions/tasks/cancel-task.ts';
import { createTask } from '#actions/tasks/create-task.ts';
import { deleteTask } from '#actions/tasks/delete-task.ts';
import { retryTask } from '#actions/tasks/retry-task.ts';
import { taskRoutes } from '#contract/tasks/routes.ts';
import { viewCanceled } from '#contract/tasks/view-task.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import { objectList } from '#storage/objects/object-list.ts';
import { objectRemoval } from '#storage/objects/upload-removal.ts';
import { endpoint } from '../http/endpoint.ts';
import { taskMakers } from '../http/id-secret.ts';
import { operation } from '../http/operation.ts';
import { underKey } from '../http/idempotency-key.ts';
import type { HttpRequest } from '../http/request.ts';
import { createdAnswer } from '../http/task-responses.ts';
import { connectBucket } from '../compose/connect-bucket.ts';
import { connectCreation } from '../compose/connect-creation.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectMediaAddresses } from '../compose/connect-media-addresses.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectWaking } from '../compose/connect-waking.ts';
import { connectTasksAndItems } from '../compose/connect-tasks.ts';

const addressOfKey = connectMediaAddresses();
const table = connectTable();
const keys = keyReader(table);
const makerOf = taskMakers(keys);
const dependencies = connectTasksAndItems(table, connectWaking());
const create = createTask({ ...dependencies, ...connectCreation(table) });
const cancel = cancelTask(dependencies);
const retry = retryTask({ tasks: dependencies.tasks, create });
const bucket = connectBucket();
const remove = deleteTask({
  ...dependencies,
  list: objectList(...bucket),
  objects: objectRemoval(...bucket),
});

const idOf = (request: HttpRequest): string => request.parameters['id'] ?? '';

export const handler = endpoint(
  { keys, count: connectRequestCounts(table) },
  operation(taskRoutes.cancelTask, async (request, { owner }) => {
    return {
      status: 200,
      body: viewCanceled(await cancel(owner, idOf(request)), addressOfKey, dependencies.clock.now()),
    };
  }),
  operation(taskRoutes.retryTask, (request, caller) =>
    underKey(request, async (idempotencyKey) => {
      const created = await retry({
        ...(await makerOf(caller)),
        id: idOf(request),
        idempotencyKey,
        requestId: request.requestId,
      });
      return createdAnswer(created, {
        waited: 0,
        addressOfKey,
        now: dependencies.clock.now(),
      });
    }),
  ),
  operation(taskRoutes.deleteTask, async (request, { owner }) => {
    await remove(owner, idOf(request));
    return { status: 204 };
  }),
);

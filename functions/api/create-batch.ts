import { createBatch, type BatchRow } from '#actions/tasks/create-batch.ts';
import { createTask } from '#actions/tasks/create-task.ts';
import { planTask } from '#actions/tasks/plan-task.ts';
import { varyTask } from '#actions/tasks/vary-task.ts';
import { taskRoutes } from '#contract/tasks/routes.ts';
import { batchBody, variationsBody } from '#contract/tasks/batch-requests.ts';
import { createTaskBody } from '#contract/tasks/create-requests.ts';
import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import { viewBatch, viewQuotes, type QuoteRow } from '#contract/tasks/view-batch.ts';
import { reseeded } from '#providers/catalog.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import type { Caller } from '../http/caller.ts';
import { endpoint } from '../http/endpoint.ts';
import { taskMakers } from '../http/id-secret.ts';
import { operation } from '../http/operation.ts';
import { readEnvelope, readJson, readValue } from '../http/read-json.ts';
import { underKey } from '../http/idempotency-key.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponse } from '../http/response.ts';
import { sharedDeprecation, type Deprecation } from '../http/task-responses.ts';
import { connectCreation } from '../compose/connect-creation.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectMediaAddresses } from '../compose/connect-media-addresses.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectNewTasks } from '../compose/connect-tasks.ts';
import { systemClock } from '../compose/system-ports.ts';

const addressOfKey = connectMediaAddresses();
const table = connectTable();
const keys = keyReader(table);
const makerOf = taskMakers(keys);
const dependencies = connectNewTasks(table);
const creation = connectCreation(table);
const createAll = createBatch({
  create: async (order) => createOne({ ...order, body: readValue(createTaskBody, order.body) }),
});
const createOne = createTask({ ...dependencies, ...creation });
const planned = planTask({ tasks: dependencies.tasks, ...creation });
const vary = varyTask({ ...dependencies, createAll, reseed: reseeded });

const departureOf = (row: BatchRow | QuoteRow): Deprecation | undefined =>
  'deprecation' in row ? row.deprecation : undefined;

const batchAnswer = (rows: readonly BatchRow[]): HttpResponse => ({
  status: 202,
  headers: sharedDeprecation(rows.map(departureOf)),
  body: viewBatch(rows, addressOfKey),
  unmade: rows.filter((row) => 'refused' in row).length,
});

async function quote(owner: Owner, request: unknown): Promise<QuoteRow> {
  try {
    const { providerParams } = readValue(createTaskBody, request);
    return await planned({ owner, providerParams, now: systemClock.now() });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { refused: error };
  }
}

async function serveQuotes(request: HttpRequest, { owner }: Caller): Promise<HttpResponse> {
  const { requests } = readEnvelope(request, batchBody);
  const rows = await Promise.all(requests.map((one) => quote(owner, one)));
  return { status: 200, headers: sharedDeprecation(rows.map(departureOf)), body: viewQuotes(rows) };
}

const serveBatch = (request: HttpRequest, caller: Caller): Promise<HttpResponse> =>
  underKey(request, async (idempotencyKey) => {
    // Each row is checked as it is made: what is wrong with one is said in its own row.
    const rows = readEnvelope(request, batchBody).requests.map((body) => ({ body }));
    return batchAnswer(
      await createAll({ ...(await makerOf(caller)), idempotencyKey, requestId: request.requestId, rows }),
    );
  });

const serveVariations = (request: HttpRequest, caller: Caller): Promise<HttpResponse> =>
  underKey(request, async (idempotencyKey) => {
    const { n } = readJson(request, variationsBody);
    const id = request.parameters['id'] ?? '';
    return batchAnswer(
      await vary({ ...(await makerOf(caller)), idempotencyKey, requestId: request.requestId, id, count: n }),
    );
  });

export const handler = endpoint(
  { keys, count: connectRequestCounts(table) },
  operation(taskRoutes.quoteTasks, serveQuotes),
  operation(taskRoutes.createBatch, serveBatch),
  operation(taskRoutes.varyTask, serveVariations),
);

import { createBatch, type BatchRow } from '#actions/tasks/create-batch.ts';
import { createTask } from '#actions/tasks/create-task.ts';
import { planTask } from '#actions/tasks/plan-task.ts';
import { varyTask } from '#actions/tasks/vary-task.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { routes } from '#contract/routes.ts';
import { batchBody, variationsBody } from '#contract/tasks/batch-requests.ts';
import { createTaskBody } from '#contract/tasks/create-requests.ts';
import { Failure, problems } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import { toCredits, toUsd } from '#domain/money/money.ts';
import { viewTask } from '#contract/tasks/view-task.ts';
import { reseeded } from '#providers/catalog.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { endpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import { readJson } from '../http/read-json.ts';
import { idempotencyKey } from '../http/request-headers.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponse } from '../http/response.ts';
import { sharedDeprecation, type Deprecation } from '../http/task-responses.ts';
import { connectInputs } from '../compose/connect-inputs.ts';
import { connectPlanning } from '../compose/connect-planning.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasks } from '../compose/connect-tasks.ts';
import { readSettings } from '../compose/settings.ts';
import { systemClock, systemRandom } from '../compose/system-ports.ts';

const { MEDIA_BASE_URL } = readSettings('MEDIA_BASE_URL');
const table = connectTable();
const dependencies = connectTasks(table);
const planGeneration = connectPlanning();
const createAll = createBatch({
  create: async (order) => createOne({ ...order, body: parseOr422(createTaskBody, order.body) }),
});
const createOne = createTask({ ...dependencies, planGeneration, useInputs: connectInputs(table) });
const planned = planTask({ tasks: dependencies.tasks, planGeneration });
const vary = varyTask({ ...dependencies, createAll, reseed: reseeded });

function rowView(row: BatchRow) {
  if (!('snapshot' in row)) return row;
  const { snapshot, ...more } = row;
  return { ...more, task: viewTask(snapshot, MEDIA_BASE_URL) };
}

const departureOf = <Row extends object>(row: Row | (Row & { readonly deprecation?: Deprecation })) =>
  'deprecation' in row ? row.deprecation : undefined;

const keyOf = (request: HttpRequest): string =>
  idempotencyKey(request.headers['idempotency-key']) ?? systemRandom.hex128();

const batchAnswer = (key: string, rows: readonly BatchRow[]): HttpResponse => ({
  status: 202,
  headers: { 'idempotency-key': key, ...sharedDeprecation(rows.map(departureOf)) },
  body: { items: rows.map(rowView) },
});

async function quote(owner: Owner, request: unknown) {
  try {
    const { providerParams } = parseOr422(createTaskBody, request);
    const { estimate, deprecation } = await planned({ owner, providerParams, now: systemClock.now() });
    return { credits: toCredits(estimate), usd: toUsd(estimate), ...(deprecation && { deprecation }) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, message, details } = error;
    const errors = details.errors === undefined ? {} : { errors: details.errors };
    return { error: { status: problems[code].status, code, detail: message, ...errors } };
  }
}

export const handler = endpoint(
  keyStore(table),
  operation(routes.quoteTasks, async (request, { owner }) => {
    const { requests } = readJson(request, batchBody);
    const items = await Promise.all(requests.map((one) => quote(owner, one)));
    return { status: 200, headers: sharedDeprecation(items.map(departureOf)), body: { items } };
  }),
  operation(routes.createBatch, async (request, { owner, idSecret }) => {
    const key = keyOf(request);
    // Each row is checked as it is made: what is wrong with one is said in its own row.
    const rows = readJson(request, batchBody).requests.map((body) => ({ body }));
    return batchAnswer(key, await createAll({ owner, idSecret, idempotencyKey: key, rows }));
  }),
  operation(routes.varyTask, async (request, { owner, idSecret }) => {
    const key = keyOf(request);
    const { n } = readJson(request, variationsBody);
    const id = request.parameters['id'] ?? '';
    return batchAnswer(key, await vary({ owner, idSecret, idempotencyKey: key, id, count: n }));
  }),
);

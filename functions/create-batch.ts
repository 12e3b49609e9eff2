import { createBatch, type BatchRow } from '#actions/create-batch.ts';
import { createTask } from '#actions/create-task.ts';
import { varyTask } from '#actions/vary-task.ts';
import { parseOr422 } from '#contract/problem.ts';
import { routes } from '#contract/routes.ts';
import { batchBody, createTaskBody, variationsBody } from '#contract/task-schemas.ts';
import { Failure, faultsUnder, problems } from '#domain/error.ts';
import { toCredits, toUsd } from '#domain/money.ts';
import { viewTask } from '#domain/task-view.ts';
import { reseeded } from '#providers/reseed.ts';
import { keyStore } from '#storage/key-store.ts';
import { connectInputs } from './connect-inputs.ts';
import { connectTable } from './connect-table.ts';
import { connectTasks } from './connect-tasks.ts';
import { authenticator, endpoint, keyedRoute, readJson, type Answer, type Request } from './endpoint.ts';
import { plan } from './planning.ts';
import { systemClock, systemRandom } from './system-ports.ts';
import { idempotencyKey } from './task-answers.ts';
import { readSettings } from './wiring.ts';

const { MEDIA_BASE_URL } = readSettings('MEDIA_BASE_URL');
const table = connectTable();
const needs = connectTasks(table);
const createAll = createBatch({
  create: async (order) => createOne({ ...order, body: parseOr422(createTaskBody, order.body) }),
});
const createOne = createTask({ ...needs, planGeneration: plan, useInputs: connectInputs(table) });
const vary = varyTask({ ...needs, createAll, reseed: reseeded });

const rowView = (row: BatchRow) =>
  'whole' in row ? { status: row.status, task: viewTask(row.whole, MEDIA_BASE_URL) } : row;

const keyOf = (request: Request): string =>
  idempotencyKey(request.headers['idempotency-key']) ?? systemRandom.hex128();

const batchAnswer = (key: string, rows: readonly BatchRow[]): Answer => ({
  status: 202,
  headers: { 'idempotency-key': key },
  body: { items: rows.map(rowView) },
});

function quote(request: unknown) {
  try {
    const { providerParams } = parseOr422(createTaskBody, request);
    const { estimate } = planned(providerParams);
    return { credits: toCredits(estimate), usd: toUsd(estimate) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, message, details } = error;
    const errors = details.errors === undefined ? {} : { errors: details.errors };
    return { error: { status: problems[code].status, code, detail: message, ...errors } };
  }
}

function planned(providerParams: unknown) {
  try {
    return plan(providerParams, new Date(systemClock.now()));
  } catch (error) {
    throw faultsUnder('/providerParams', error);
  }
}

export const handler = endpoint(
  authenticator(keyStore(table)),
  keyedRoute(routes.quoteTasks, async (request) => ({
    status: 200,
    body: { items: readJson(request, batchBody).requests.map(quote) },
  })),
  keyedRoute(routes.createBatch, async (request, { owner, idSecret }) => {
    const key = keyOf(request);
    // Each row is checked as it is made: what is wrong with one is said in its own row.
    const rows = readJson(request, batchBody).requests.map((body) => ({ body }));
    return batchAnswer(key, await createAll({ owner, idSecret, idempotencyKey: key, rows }));
  }),
  keyedRoute(routes.varyTask, async (request, { owner, idSecret }) => {
    const key = keyOf(request);
    const { n } = readJson(request, variationsBody);
    const id = request.parameters['id'] ?? '';
    return batchAnswer(key, await vary({ owner, idSecret, idempotencyKey: key, id, count: n }));
  }),
);

import { manageWebhooks } from '#actions/webhooks/manage-webhooks.ts';
import { readDeliveries, type TestedType } from '#actions/webhooks/read-deliveries.ts';
import { webhookRoutes } from '#contract/webhooks/routes.ts';
import type { ReplayView, WebhookKeysView, WebhookListView } from '#contract/webhooks/answers.ts';
import {
  deliveriesQuery,
  newWebhookBody,
  replayBody,
  webhookChangeBody,
  webhookRotationBody,
  webhookTestBody,
} from '#contract/webhooks/requests.ts';
import {
  viewDefaultSecret,
  viewDeliveries,
  viewDelivery,
  viewMadeWebhook,
  viewWebhook,
} from '#contract/webhooks/view-webhook.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { isoTime } from '#domain/ports.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import { deliveryStore } from '#storage/webhooks/delivery-store.ts';
import { signingPair } from '#storage/webhooks/signing-pair.ts';
import { connectReceiverFault } from '../compose/connect-inputs.ts';
import { connectWaking } from '../compose/connect-waking.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectWebhooks } from '../compose/connect-webhooks.ts';
import { systemClock, systemRandom } from '../compose/system-ports.ts';
import type { Caller } from '../http/caller.ts';
import { endpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import { readChange, readJson } from '../http/read-json.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponse } from '../http/response.ts';

const table = connectTable();
const webhooks = connectWebhooks(table);
const pair = signingPair(table);
const manage = manageWebhooks({
  webhooks,
  clock: systemClock,
  random: systemRandom,
  addressFault: connectReceiverFault(),
});
const deliveries = readDeliveries({
  webhooks,
  deliveries: deliveryStore(table),
  clock: systemClock,
  random: systemRandom,
  wake: connectWaking(),
});

const idIn = ({ parameters }: HttpRequest): string => parameters['id'] ?? '';
/** Secrets and what was sent are nobody's to keep on the way. */
const unstored = { 'cache-control': 'no-store' };

async function serveList(_request: HttpRequest, { owner }: Caller): Promise<HttpResponse> {
  const now = systemClock.now();
  const body: WebhookListView = {
    items: (await manage.list(owner)).map((webhook) => viewWebhook(webhook, now)),
  };
  return { status: 200, body };
}

async function serveCreate(request: HttpRequest, { owner }: Caller): Promise<HttpResponse> {
  const made = await manage.create(owner, readJson(request, newWebhookBody));
  return { status: 201, headers: unstored, body: viewMadeWebhook(made, systemClock.now()) };
}

async function serveChange(request: HttpRequest, { owner }: Caller): Promise<HttpResponse> {
  const changed = await manage.change(owner, idIn(request), readChange(request, webhookChangeBody));
  return { status: 200, body: viewWebhook(changed, systemClock.now()) };
}

const testedIn = (request: HttpRequest): TestedType =>
  (request.body === '' ? webhookTestBody.parse({}) : readJson(request, webhookTestBody)).type;

const overlapIn = (request: HttpRequest): number =>
  (request.body === '' ? webhookRotationBody.parse({}) : readJson(request, webhookRotationBody))
    .overlapSeconds;

async function serveRotation(request: HttpRequest, { owner }: Caller): Promise<HttpResponse> {
  const rotated = await manage.rotate(owner, idIn(request), overlapIn(request));
  return { status: 200, headers: unstored, body: viewMadeWebhook(rotated, systemClock.now()) };
}

async function serveDeliveries(request: HttpRequest, { owner }: Caller): Promise<HttpResponse> {
  const { limit, cursor } = parseOr422(deliveriesQuery, request.query);
  const page = await deliveries.list(owner, idIn(request), {
    limit,
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  return { status: 200, body: viewDeliveries(page) };
}

async function serveReplays(request: HttpRequest, { owner }: Caller): Promise<HttpResponse> {
  const { from, to, all = false } = readJson(request, replayBody);
  const times = { from: Date.parse(from), to: to === undefined ? systemClock.now() : Date.parse(to) };
  const { replayed, next } = await deliveries.replayAll(owner, idIn(request), { ...times, all });
  const body: ReplayView = { replayed, ...(next === undefined ? {} : { continueTo: isoTime(next) }) };
  return { status: 202, body };
}

async function serveKeys(): Promise<HttpResponse> {
  const { kid, x } = await pair.publicKey();
  const body: WebhookKeysView = {
    keys: [{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid, x }],
  };
  return { status: 200, headers: { 'cache-control': 'public, max-age=300' }, body };
}

export const handler = endpoint(
  { keys: keyReader(table), count: connectRequestCounts(table) },
  operation(webhookRoutes.listWebhooks, serveList),
  operation(webhookRoutes.createWebhook, serveCreate),
  operation(webhookRoutes.readWebhook, async (request, { owner }) => ({
    status: 200,
    body: viewWebhook(await manage.find(owner, idIn(request)), systemClock.now()),
  })),
  operation(webhookRoutes.changeWebhook, serveChange),
  operation(webhookRoutes.deleteWebhook, async (request, { owner }) => {
    await manage.remove(owner, idIn(request));
    return { status: 204 };
  }),
  operation(webhookRoutes.rotateWebhookSecret, serveRotation),
  operation(webhookRoutes.readDefaultSecret, async (_request, { owner }) => ({
    status: 200,
    headers: unstored,
    body: viewDefaultSecret(await manage.defaults(owner), systemClock.now()),
  })),
  operation(webhookRoutes.rotateDefaultSecret, async (request, { owner }) => ({
    status: 200,
    headers: unstored,
    body: viewDefaultSecret(await manage.rotateDefault(owner, overlapIn(request)), systemClock.now()),
  })),
  operation(webhookRoutes.testWebhook, async (request, { owner }) => ({
    status: 202,
    body: viewDelivery(await deliveries.test(owner, idIn(request), testedIn(request))),
  })),
  operation(webhookRoutes.listDeliveries, serveDeliveries, deliveriesQuery),
  operation(webhookRoutes.replayDelivery, async (request, { owner }) => ({
    status: 202,
    body: viewDelivery(await deliveries.replay(owner, idIn(request), request.parameters['event'] ?? '')),
  })),
  operation(webhookRoutes.replayDeliveries, serveReplays),
  operation(webhookRoutes.readWebhookKeys, serveKeys),
);

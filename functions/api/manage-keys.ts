import * as z from 'zod';
import { mintKey } from '#actions/keys/make-key.ts';
import { createKey, listKeys, revokeKey, rotateKey, type KeyHolder } from '#actions/keys/manage-keys.ts';
import { makeToken } from '#actions/keys/make-token.ts';
import { readKeyCursor, writeKeyCursor } from '#contract/keys/key-cursor.ts';
import { keyQuery, newKeyBody, revocationQuery, rotationBody } from '#contract/keys/requests.ts';
import type { MadeTokenView } from '#contract/keys/token-answers.ts';
import { tokenBodyFor } from '#contract/keys/token-requests.ts';
import { viewKey } from '#contract/keys/view-key.ts';
import { viewReach } from '#contract/keys/view-token.ts';
import { keyRoutes } from '#contract/keys/routes.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { Failure } from '#domain/error.ts';
import { keyKindOf } from '#domain/keys/key-form.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { currentSigningKeys } from '#storage/keys/signing-keys.ts';
import { taskPresence } from '#storage/tasks/task-presence.ts';
import { connectAuditWriter } from '../compose/connect-audit.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectTable } from '../compose/connect-table.ts';
import { readSettings } from '../compose/settings.ts';
import { nodeDigest, systemClock, systemRandom } from '../compose/system-ports.ts';
import type { Caller } from '../http/caller.ts';
import { endpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import { readJson } from '../http/read-json.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponse } from '../http/response.ts';

const table = connectTable();
const keys = keyStore(table);
const kind = keyKindOf(readSettings('STAGE').STAGE);
const dependencies = {
  keys,
  clock: systemClock,
  mint: mintKey({ random: systemRandom, digest: nodeDigest, kind }),
  audit: connectAuditWriter(),
};
const create = createKey(dependencies);
const list = listKeys(dependencies);
const revoke = revokeKey(dependencies);
const rotate = rotateKey(dependencies);
const make = makeToken({
  clock: systemClock,
  random: systemRandom,
  digest: nodeDigest,
  kind,
  signingKeys: currentSigningKeys(table),
  hasTask: taskPresence(table),
  tell: async (line) => void (await table.write(dependencies.audit(line))),
});

const holderOf = ({ owner, scopes, key }: Caller): KeyHolder => ({
  owner,
  scopes,
  by: key?.id ?? `token of ${owner}`,
});
const idIn = ({ parameters }: HttpRequest): string => parameters['id'] ?? '';

function positionOf(cursor: string | undefined) {
  if (cursor === undefined) return {};
  const after = readKeyCursor(cursor);
  if (after !== undefined) return { after };
  throw new Failure('validation_failed', 'The cursor is not one of this list', {
    errors: [{ path: 'cursor', message: 'Not a cursor of this list' }],
  });
}

async function serveList({ query }: HttpRequest, caller: Caller): Promise<HttpResponse> {
  const { cursor, ...asked } = parseOr422(keyQuery, query);
  const page = await list(holderOf(caller), { ...asked, ...positionOf(cursor) });
  const items = page.keys.map((key) => viewKey(key, systemClock.now()));
  const nextCursor = page.next === undefined ? {} : { nextCursor: writeKeyCursor(page.next) };
  return { status: 200, body: { items, ...nextCursor } };
}

const shown = ({ key, made }: Awaited<ReturnType<typeof create>>): HttpResponse => ({
  status: 201,
  body: { ...viewKey(made, systemClock.now()), key },
});

async function serveRotation(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  const asked = request.body === '' ? {} : readJson(request, rotationBody);
  return shown(await rotate(holderOf(caller), { ...asked, id: idIn(request) }));
}

async function serveRevocation(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  const { reason } = parseOr422(revocationQuery, request.query);
  await revoke(holderOf(caller), idIn(request), reason);
  return { status: 204 };
}

const readTokenOrder = (request: HttpRequest) => {
  const value = readJson(request, z.unknown());
  return parseOr422(tokenBodyFor(value), value);
};

async function serveToken(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  const { reach, ...made } = await make(caller, readTokenOrder(request));
  const body: MadeTokenView = { ...made, ...viewReach(reach) };
  return { status: 201, headers: { 'cache-control': 'no-store' }, body };
}

export const handler = endpoint(
  { keys, count: connectRequestCounts(table) },
  operation(keyRoutes.listKeys, serveList, keyQuery),
  operation(keyRoutes.createKey, async (request, caller) =>
    shown(await create(holderOf(caller), readJson(request, newKeyBody))),
  ),
  operation(keyRoutes.revokeKey, serveRevocation, revocationQuery),
  operation(keyRoutes.rotateKey, serveRotation),
  operation(keyRoutes.createToken, serveToken),
);

import { readErasure, requestErasure } from '#actions/erasure/request-erasure.ts';
import { eraseQuery } from '#contract/erasure/requests.ts';
import { viewErasure } from '#contract/erasure/view-erasure.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { accountRoutes } from '#contract/account/routes.ts';
import type { Erasure } from '#domain/erasure/erasure.ts';
import { erasureStore } from '#storage/erasure/erasure-store.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import { endpoint } from '../http/endpoint.ts';
import { idSecretFor } from '../http/id-secret.ts';
import { operation } from '../http/operation.ts';
import type { HttpResponse } from '../http/response.ts';
import { connectAuditWriter } from '../compose/connect-audit.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectTable } from '../compose/connect-table.ts';
import { nodeDigest, systemClock } from '../compose/system-ports.ts';

const table = connectTable();
const keys = keyReader(table);
const idSecretOf = idSecretFor(keys);
const erasures = erasureStore(table);
const request = requestErasure({
  erasures,
  clock: systemClock,
  digest: nodeDigest,
  audit: connectAuditWriter(),
});
const read = readErasure({ erasures });

/** The worker comes by every five minutes. */
const RETRY_SECONDS = '60';

function show(status: number, erasure: Erasure): HttpResponse {
  const body = viewErasure(erasure);
  return {
    status,
    headers: {
      ...(status === 202 ? { location: body.links.self } : {}),
      ...(body.status === 'running' ? { 'retry-after': RETRY_SECONDS } : {}),
    },
    body,
  };
}

export const handler = endpoint(
  { keys, count: connectRequestCounts(table) },
  operation(
    accountRoutes.eraseData,
    async ({ query }, caller) => {
      const { confirmationToken, reason } = parseOr422(eraseQuery, query);
      const idSecret = await idSecretOf(caller);
      const why = reason === undefined ? {} : { reason };
      return show(202, await request({ owner: caller.owner, idSecret, confirmationToken, ...why }));
    },
    eraseQuery,
  ),
  operation(accountRoutes.readErasure, async ({ parameters }, { owner }) =>
    show(200, await read(owner, parameters['id'] ?? '')),
  ),
);

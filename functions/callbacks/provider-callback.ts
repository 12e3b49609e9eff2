import { providerCallback, type CallbackOutcome } from '#actions/workflow/provider-callback.ts';
import { callbackRoutes, type CallbackRoute } from '#contract/callbacks/routes.ts';
import { Failure } from '#domain/error.ts';
import { callbackReaders } from '#providers/services.ts';
import { isUnavailable } from '#storage/unavailable.ts';
import { openEndpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponse } from '../http/response.ts';
import { logAccident } from '../compose/cloud-log.ts';
import { connectAccounts, connectSecretArns } from '../compose/connect-accounts.ts';
import { connectServices } from '../compose/connect-services.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasksAndItems } from '../compose/connect-tasks.ts';
import { systemClock } from '../compose/system-ports.ts';

const MOST_BYTES = 256 * 1024;
const RETRY_SECONDS = 10;
const table = connectTable();
const accounts = connectAccounts(table);
const arnOf = connectSecretArns(table, accounts);
const accept = providerCallback({ ...connectTasksAndItems(table), accountsOf: accounts.accountsOf });
const connected = new Map(connectServices().map((one) => [one.service.name, one]));

async function take(service: string, { parameters, headers, body }: HttpRequest): Promise<CallbackOutcome> {
  const [known, read] = [connected.get(service), callbackReaders[service]];
  if (known === undefined || read === undefined) throw new Error(`No callback of ${service} can be read`);
  const check = read({ body, headers });
  if (check === undefined) throw new Failure('malformed_json', 'A callback is JSON');
  const { taskId = '', token = '' } = parameters;
  return accept({
    ...{ service, taskId, token },
    check: async ({ account }) => {
      const secret = await known.secretOf(account, arnOf).read();
      return check(secret, new Date(systemClock.now()));
    },
  });
}

/** An accident of ours asks the provider to call again; polling covers what it does not. */
function sentAgain(error: unknown, requestId: string): unknown {
  if (error instanceof Failure) return error;
  if (!isUnavailable(error)) logAccident(error, requestId);
  const details = { retryAfterSeconds: RETRY_SECONDS };
  return new Failure('busy', 'The callback could not be noted', { ...details, cause: error });
}

const serve =
  ({ service, form }: CallbackRoute) =>
  async (request: HttpRequest): Promise<HttpResponse> => {
    if (Buffer.byteLength(request.body) > MOST_BYTES)
      throw new Failure('payload_too_large', 'Callback bodies over 256 KB are refused');
    const outcome = await take(service.name, request).catch((error: unknown) => {
      throw sentAgain(error, request.requestId);
    });
    if (outcome === 'unknown') throw new Failure('unauthorized', 'No such task and token');
    return { status: 200, body: form.answer };
  };

export const handler = openEndpoint(...callbackRoutes.map((route) => operation(route, serve(route), 'any')));

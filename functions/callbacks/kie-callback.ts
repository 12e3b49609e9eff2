import { kieCallback, type CallbackOutcome } from '#actions/workflow/kie-callback.ts';
import { routes } from '#contract/routes.ts';
import { Failure } from '#domain/error.ts';
import { checkCallback } from '#providers/kie/callback.ts';
import { isUnavailable } from '#storage/unavailable.ts';
import { openEndpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import type { HttpRequest } from '../http/request.ts';
import { logAccident } from '../compose/cloud-log.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectTasks } from '../compose/connect-tasks.ts';
import { readKieSecret } from '../compose/kie-secret.ts';
import { systemClock } from '../compose/system-ports.ts';

const MOST_BYTES = 256 * 1024;
const RETRY_SECONDS = 10;
const accept = kieCallback(connectTasks(connectTable()));

async function take({ parameters, headers, body }: HttpRequest): Promise<CallbackOutcome> {
  const { webhookKeys } = await readKieSecret();
  const read = checkCallback(body, headers, webhookKeys, new Date(systemClock.now()));
  if (read === undefined) throw new Failure('malformed_json', 'A callback is JSON');
  return accept({ taskId: parameters['taskId'] ?? '', token: parameters['token'] ?? '', ...read });
}

/** An accident of ours asks the provider to call again; polling covers what it does not. */
function sentAgain(error: unknown, requestId: string): unknown {
  if (error instanceof Failure) return error;
  if (!isUnavailable(error)) logAccident(error, requestId);
  const details = { retryAfterSeconds: RETRY_SECONDS };
  return new Failure('busy', 'The callback could not be noted', { ...details, cause: error });
}

export const handler = openEndpoint(
  operation(routes.kieCallback, async (request) => {
    if (Buffer.byteLength(request.body) > MOST_BYTES)
      throw new Failure('payload_too_large', 'Callback bodies over 256 KB are refused');
    const outcome = await take(request).catch((error: unknown) => {
      throw sentAgain(error, request.requestId);
    });
    if (outcome === 'unknown') throw new Failure('unauthorized', 'No such task and token');
    return { status: 200, body: { code: 200, msg: 'success' } };
  }),
);

import { kieCallback } from '#actions/kie-callback.ts';
import { routes } from '#contract/routes.ts';
import { Failure } from '#domain/error.ts';
import { checkCallback } from '#providers/kie/callback.ts';
import { endpoint, openRoute } from './endpoint.ts';
import { systemClock } from './system-ports.ts';
import { connectTable } from './connect-table.ts';
import { connectTasks } from './connect-tasks.ts';
import { readKieSecret } from './kie-secret.ts';

const MOST_BYTES = 256 * 1024;
const accept = kieCallback(connectTasks(connectTable()));

export const handler = endpoint(
  undefined,
  openRoute(routes.kieCallback, async ({ parameters, headers, body }) => {
    if (Buffer.byteLength(body) > MOST_BYTES) throw new Failure('payload_too_large', 'A callback is small');
    const { webhookKeys } = await readKieSecret();
    const read = checkCallback(body, headers, webhookKeys, new Date(systemClock.now()));
    if (read === undefined) throw new Failure('malformed_json', 'A callback is JSON');
    const outcome = await accept({
      taskId: parameters['taskId'] ?? '',
      token: parameters['token'] ?? '',
      ...read,
    });
    if (outcome === 'unknown') throw new Failure('unauthorized', 'No such task and token');
    return { status: 200, body: { code: 200, msg: 'success' } };
  }),
);

import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import { listen, readBody, tellTime, type Listening } from '../http-server.ts';
import type { Access, Need } from '../iam/access.ts';
import { identity } from '../identity.ts';
import { operations, refused, type Reply } from './operations.ts';
import type { SecretStore } from './store.ts';

/** What the endpoint is started with. */
export interface SecretsOptions {
  readonly port: number | undefined;
  readonly store: SecretStore;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly access: Pick<Access, 'refusal'>;
  readonly onRead: () => void;
}

/** Serves Secrets Manager as far as values and their secrets go: no rotation, no replicas, no lists. */
export async function startSecrets(options: SecretsOptions): Promise<Listening> {
  return listen('Secrets Manager endpoint', options.port, (request, response) => {
    const end = options.activity.begin();
    void serve(request, response, options)
      .catch(() => response.destroy())
      .finally(end);
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: SecretsOptions,
): Promise<void> {
  const body = (await readBody(request).catch(() => undefined)) ?? Buffer.from('{}');
  const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
  const reply = answer(
    { operation, body: body.toString(), authorization: request.headers.authorization },
    options,
  );
  tellTime(response, options.clock);
  response.writeHead(reply.status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(reply.body));
}

interface Request {
  readonly operation: string;
  readonly body: string;
  readonly authorization: string | undefined;
}

const aboutOne = z.union([
  z.object({ SecretId: z.string() }),
  z.object({ Name: z.string() }).transform(({ Name }) => ({ SecretId: Name })),
]);

/** A secret that is not there is named as it was asked for: who may not read it does not learn that it is missing. */
function needOf(operation: string, input: unknown, store: SecretStore): Need {
  const { SecretId } = aboutOne.parse(input);
  const { region, accountId, partition } = identity;
  const unknown = SecretId.startsWith('arn:')
    ? SecretId
    : `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${SecretId}`;
  return { action: `secretsmanager:${operation}`, resource: store.find(SecretId)?.arn ?? unknown };
}

function answer({ operation, body, authorization }: Request, options: SecretsOptions): Reply {
  const run = operations[operation];
  if (run === undefined)
    return refused(
      501,
      'NotImplemented',
      `Secrets Manager's ${operation || 'operation'} is not hosted locally.`,
    );
  try {
    const input: unknown = JSON.parse(body);
    const denied = options.access.refusal(authorization, [needOf(operation, input, options.store)]);
    return denied === undefined ? run(input, options) : refused(400, denied.code, denied.message);
  } catch (error) {
    return refused(
      400,
      'InvalidRequestException',
      error instanceof z.ZodError ? error.message : 'malformed request',
    );
  }
}

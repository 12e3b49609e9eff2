import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import { listen, readBody, tellTime, type Listening } from '../http-server.ts';
import type { Access, Need } from '../iam/access.ts';
import { identity } from '../identity.ts';
import type { Secret, SecretStore, SecretVersion } from './store.ts';

/** What the endpoint is started with. */
export interface SecretsOptions {
  readonly port: number | undefined;
  readonly store: SecretStore;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly access: Pick<Access, 'refusal'>;
  readonly onRead: () => void;
}

interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

type Operation = (input: unknown, options: SecretsOptions) => Reply;

const named = z.object({ SecretId: z.string() });
const wanted = named.extend({ VersionId: z.string().optional(), VersionStage: z.string().optional() });
const given = named.extend({ SecretString: z.string(), ClientRequestToken: z.string().optional() });

/** Every operation of this Secrets Manager, by its name. */
export const operations: Readonly<Record<string, Operation>> = {
  GetSecretValue: (input, { store, onRead }) => {
    const { SecretId, VersionId, VersionStage } = wanted.parse(input);
    const secret = store.find(SecretId);
    if (secret === undefined) return notFound("Secrets Manager can't find the specified secret.");
    const stage = VersionStage ?? 'AWSCURRENT';
    const version = secret.versions.find(({ id, stages }) =>
      VersionId === undefined ? stages.includes(stage) : id === VersionId,
    );
    if (version === undefined)
      return notFound(`Secrets Manager can't find the specified secret value for staging label: ${stage}`);
    onRead();
    return {
      status: 200,
      body: { ...names(secret, version), SecretString: version.text, CreatedDate: version.createdAt / 1000 },
    };
  },
  DescribeSecret: (input, { store }) => {
    const secret = store.find(named.parse(input).SecretId);
    if (secret === undefined) return notFound("Secrets Manager can't find the specified secret.");
    const VersionIdsToStages = Object.fromEntries(secret.versions.map(({ id, stages }) => [id, stages]));
    const { name, arn, createdAt } = secret;
    return { status: 200, body: { ARN: arn, Name: name, CreatedDate: createdAt / 1000, VersionIdsToStages } };
  },
  PutSecretValue: (input, { store }) => {
    const { SecretId, SecretString, ClientRequestToken } = given.parse(input);
    const secret = store.find(SecretId);
    if (secret === undefined) return notFound("Secrets Manager can't find the specified secret.");
    return { status: 200, body: names(secret, store.put(secret, SecretString, ClientRequestToken)) };
  },
};

const names = (secret: Secret, version: SecretVersion): Record<string, unknown> => ({
  ARN: secret.arn,
  Name: secret.name,
  VersionId: version.id,
  VersionStages: version.stages,
});

const refused = (status: number, type: string, message: string): Reply => ({
  status,
  body: { __type: type, Message: message, message },
});
const notFound = (message: string): Reply => refused(400, 'ResourceNotFoundException', message);

/** Serves Secrets Manager as far as reading and replacing values goes. */
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

/** A secret that is not there is named as it was asked for: who may not read it does not learn that it is missing. */
function needOf(operation: string, input: unknown, store: SecretStore): Need {
  const { SecretId } = named.parse(input);
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

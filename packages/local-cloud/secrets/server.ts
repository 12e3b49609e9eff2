import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import { listen, readBody, tellTime, type Listening } from '../http-server.ts';
import type { Secret, SecretStore, SecretVersion } from './store.ts';

/** What the endpoint is started with. */
export interface SecretsOptions {
  readonly port: number | undefined;
  readonly store: SecretStore;
  readonly clock: Clock;
  readonly activity: Activity;
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
  const reply = answer(operation, body.toString(), options);
  tellTime(response, options.clock);
  response.writeHead(reply.status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(reply.body));
}

function answer(operation: string, body: string, options: SecretsOptions): Reply {
  const run = operations[operation];
  if (run === undefined)
    return refused(
      501,
      'NotImplemented',
      `Secrets Manager's ${operation || 'operation'} is not hosted locally.`,
    );
  try {
    return run(JSON.parse(body), options);
  } catch (error) {
    return refused(
      400,
      'InvalidRequestException',
      error instanceof z.ZodError ? error.message : 'malformed request',
    );
  }
}

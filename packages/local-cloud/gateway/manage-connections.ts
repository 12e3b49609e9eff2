import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http-server.ts';
import type { Access, Refusal } from '../iam/access.ts';
import { identity } from '../identity.ts';
import type { SocketApiDefinition } from '../resources/socket-api.ts';
import type { Connection } from './connection.ts';
import { decode } from './routes.ts';

/** `POST`, `GET` and `DELETE /{stage}/@connections/{id}`: how functions speak to those who are connected. */

const LARGEST_MESSAGE = 128 * 1024;
const CLOSED_NORMALLY = 1000;

interface Managed {
  readonly api: SocketApiDefinition | undefined;
  readonly access: Pick<Access, 'refusal'>;
  readonly connectionOf: (id: string) => Connection | undefined;
}

interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly body?: object;
}

const refused = (status: number, type: string, message: string): Reply => ({
  status,
  type,
  body: { message },
});
const unknown = refused(403, 'ForbiddenException', 'Forbidden');
const gone: Reply = { status: 410, type: 'GoneException', body: {} };

const refusedBy = ({ code, message }: Refusal): Reply => refused(403, code, message);

/** Answers a request about a connection. */
export async function manageConnections(
  request: IncomingMessage,
  response: ServerResponse,
  managed: Managed,
): Promise<void> {
  const body = await readBody(request, LARGEST_MESSAGE);
  const { status, type, body: answer } = await replyTo(request, body, managed);
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(type === undefined ? {} : { 'x-amzn-errortype': type }),
  });
  response.end(answer === undefined ? undefined : JSON.stringify(answer));
}

async function replyTo(
  { method = 'GET', url = '', headers }: IncomingMessage,
  body: Buffer | undefined,
  { api, access, connectionOf }: Managed,
): Promise<Reply> {
  const [, stage, id] = /^\/([^/]+)\/@connections\/([^/?]+)$/.exec(url) ?? [];
  if (api === undefined || id === undefined || stage !== api.stage) return unknown;
  if (!['POST', 'GET', 'DELETE'].includes(method)) return unknown;
  const { partition, region, accountId } = identity;
  const resource = `arn:${partition}:execute-api:${region}:${accountId}:${api.id}/${stage}/${method}/@connections/${id}`;
  const refusal = access.refusal(headers.authorization, [
    { action: 'execute-api:ManageConnections', resource },
  ]);
  if (refusal !== undefined) return refusedBy(refusal);
  if (body === undefined)
    return refused(413, 'PayloadTooLargeException', `Messages have at most ${LARGEST_MESSAGE} bytes`);
  const connection = connectionOf(decode(id));
  return connection === undefined ? gone : carriedOut(method, connection, body);
}

async function carriedOut(method: string, connection: Connection, body: Buffer): Promise<Reply> {
  if (method === 'POST') return (await connection.send(body.toString())) ? { status: 200 } : gone;
  if (method === 'DELETE') {
    connection.close(CLOSED_NORMALLY, '');
    return { status: 204 };
  }
  const { connectedAt, sourceIp, userAgent } = connection.facts;
  return {
    status: 200,
    body: {
      connectedAt: new Date(connectedAt).toISOString(),
      identity: { sourceIp, userAgent },
      lastActiveAt: new Date(connection.lastActiveAt).toISOString(),
    },
  };
}

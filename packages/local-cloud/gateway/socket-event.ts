import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { logTime } from './event.ts';

/** What stays the same of a connection, from its handshake on. */
export interface ConnectionFacts {
  readonly id: string;
  readonly apiId: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>> | undefined;
  readonly domainName: string;
  readonly connectedAt: number;
  readonly sourceIp: string;
  readonly userAgent: string;
}

interface Occasion {
  readonly routeKey: string;
  readonly requestId: string;
  readonly time: number;
}

const newId = (): string => randomBytes(11).toString('base64');

/** Base64, as AWS's own: an id may hold `+`, `/` and `=`. */
export const newConnectionId = newId;
export const newRequestId = newId;

function requestContext(
  facts: ConnectionFacts,
  { routeKey, requestId, time }: Occasion,
  more: Readonly<Record<string, unknown>>,
): object {
  const { apiId, stage, domainName, connectedAt, sourceIp, userAgent } = facts;
  return {
    routeKey,
    ...more,
    extendedRequestId: requestId,
    requestTime: logTime(time),
    messageDirection: 'IN',
    stage,
    connectedAt,
    requestTimeEpoch: time,
    identity: { sourceIp, ...(userAgent === '' ? {} : { userAgent }) },
    requestId,
    domainName,
    connectionId: facts.id,
    apiId,
  };
}

const variables = ({ stageVariables }: ConnectionFacts): object =>
  stageVariables === undefined ? {} : { stageVariables };

// Of the handshake itself; functions never see them.
const ofTheHandshake = new Set(['connection', 'upgrade']);

function headersOf(request: IncomingMessage): Record<string, unknown> {
  const named = new Map<string, string>();
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i] ?? '';
    named.set(name.toLowerCase(), name);
  }
  const all = Object.entries(request.headersDistinct)
    .filter(([name]) => !ofTheHandshake.has(name))
    .map(([name, values]) => [named.get(name) ?? name, values ?? []] as const);
  return {
    headers: Object.fromEntries(all.map(([name, values]) => [name, values.at(-1) ?? ''])),
    multiValueHeaders: Object.fromEntries(all),
  };
}

function queryOf(request: IncomingMessage): object {
  const parameters = new URLSearchParams((request.url ?? '').split('?').slice(1).join('?'));
  const keys = [...new Set(parameters.keys())];
  if (keys.length === 0) return {};
  return {
    queryStringParameters: Object.fromEntries(keys.map((key) => [key, parameters.getAll(key).at(-1) ?? ''])),
    multiValueQueryStringParameters: Object.fromEntries(keys.map((key) => [key, parameters.getAll(key)])),
  };
}

/** The event of `$connect`, which alone sees the headers and the query of the handshake. */
export const connectEvent = (
  request: IncomingMessage,
  facts: ConnectionFacts,
  occasion: Occasion,
): object => ({
  ...headersOf(request),
  ...queryOf(request),
  ...variables(facts),
  requestContext: requestContext(facts, occasion, { eventType: 'CONNECT' }),
  isBase64Encoded: false,
});

/** The event of a message. */
export const messageEvent = (
  facts: ConnectionFacts,
  occasion: Occasion,
  { data, isBinary }: { readonly data: Buffer; readonly isBinary: boolean },
): object => ({
  ...variables(facts),
  requestContext: requestContext(facts, occasion, { messageId: newId(), eventType: 'MESSAGE' }),
  body: data.toString(isBinary ? 'base64' : 'utf8'),
  isBase64Encoded: isBinary,
});

/** The event of `$disconnect`. On AWS it is sent as well as it goes: nothing may rely on it. */
export const disconnectEvent = (
  facts: ConnectionFacts,
  occasion: Occasion,
  { code, reason }: { readonly code: number; readonly reason: string },
): object => ({
  headers: { Host: facts.domainName, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' },
  ...variables(facts),
  requestContext: requestContext(facts, occasion, {
    disconnectStatusCode: code,
    eventType: 'DISCONNECT',
    disconnectReason: reason,
  }),
  isBase64Encoded: false,
});

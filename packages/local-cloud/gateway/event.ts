import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { identity } from '../identity.ts';
import { decode, type RouteMatch } from './routes.ts';

/** What the gateway knows of a request beside its head. */
export interface RequestFacts {
  readonly body: Buffer;
  readonly apiId: string;
  readonly requestId: string;
  readonly time: number;
  readonly stageVariables: Readonly<Record<string, string>> | undefined;
}

// Between the client and the gateway only; functions never see them.
const hopByHop = new Set([
  'connection',
  'cookie',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The event of payload format 2.0 for a request. */
export function requestEvent(
  request: IncomingMessage,
  { route, pathParameters }: RouteMatch,
  facts: RequestFacts,
): Record<string, unknown> {
  const [sent = '/', ...query] = (request.url ?? '/').split('?');
  const rawQueryString = query.join('?');
  // The gateway decodes the path it hands on, and takes a decoded question mark for the end of it.
  const rawPath = decode(sent).split('?')[0];
  const { body, stageVariables } = facts;
  const cookies = splitCookies(request.headersDistinct['cookie'] ?? []);
  const isBase64Encoded = body.length > 0 && (isBinary(request) || !isUtf8(body));
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath,
    rawQueryString,
    ...(cookies.length > 0 ? { cookies } : {}),
    headers: requestHeaders(request),
    ...(rawQueryString === '' ? {} : { queryStringParameters: queryParameters(rawQueryString) }),
    requestContext: {
      accountId: identity.accountId,
      apiId: facts.apiId,
      ...domainOf(request),
      http: httpOf(request, rawPath),
      requestId: facts.requestId,
      routeKey: route.routeKey,
      stage: '$default',
      time: logTime(facts.time),
      timeEpoch: facts.time,
    },
    ...(pathParameters === undefined ? {} : { pathParameters }),
    ...(stageVariables === undefined ? {} : { stageVariables }),
    ...(body.length > 0 ? { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') } : {}),
    isBase64Encoded,
  };
}

function domainOf({ headers }: IncomingMessage): object {
  const domainName = headers.host ?? '';
  return { domainName, domainPrefix: domainName.split('.')[0] };
}

const httpOf = (request: IncomingMessage, path: string | undefined): object => ({
  method: request.method,
  path,
  protocol: `HTTP/${request.httpVersion}`,
  sourceIp: addressOf(request),
  userAgent: request.headers['user-agent'] ?? '',
});

const addressOf = ({ socket }: IncomingMessage): string => socket.remoteAddress ?? '127.0.0.1';

function requestHeaders(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headersDistinct)
    .filter(([name]) => !hopByHop.has(name))
    .map(([name, values]) => [name, (values ?? []).join(',')] as const);
  const address = addressOf(request);
  const passedOn = request.headers['x-forwarded-for'];
  return {
    ...Object.fromEntries(entries),
    'x-forwarded-for': passedOn === undefined ? address : `${String(passedOn)}, ${address}`,
    'x-forwarded-port': String(request.socket.localPort ?? 80),
    'x-forwarded-proto': 'http',
  };
}

const splitCookies = (headers: readonly string[]): string[] =>
  headers
    .flatMap((header) => header.split(';').map((cookie) => cookie.trim()))
    .filter((cookie) => cookie !== '');

function queryParameters(query: string): Record<string, string> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((key) => [key, parameters.getAll(key).join(',')]),
  );
}

const textTypes = /^(text\/.*|application\/(json|javascript|xml|[\w.-]+\+(json|xml)))$/;

// Forms are binary to an HTTP API too; only what is surely text is handed on as such, and can be: in UTF-8.
function isBinary({ headers }: IncomingMessage): boolean {
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') return true;
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return type !== undefined && !textTypes.test(type);
}

// 12/Mar/2020:19:03:58 +0000
export function logTime(time: number): string {
  const [, day, month, year, clock] = new Date(time).toUTCString().split(' ');
  return `${day}/${month}/${year}:${clock} +0000`;
}

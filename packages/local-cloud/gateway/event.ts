import type { IncomingMessage } from 'node:http';
import { identity } from '../identity.ts';
import { decode, type RouteMatch } from './routes.ts';

/** What surrounds a request at the gateway. */
export interface RequestFacts {
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
  body: Buffer,
  { route, pathParameters }: RouteMatch,
  facts: RequestFacts,
): Record<string, unknown> {
  const [sent = '/', ...query] = (request.url ?? '/').split('?');
  const rawQueryString = query.join('?');
  // The gateway decodes the path it hands on, and takes a decoded question mark for the end of it.
  const rawPath = decode(sent).split('?')[0];
  const headers = requestHeaders(request);
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  const cookies = splitCookies(request.headersDistinct['cookie'] ?? []);
  const isBase64Encoded = body.length > 0 && isBinary(request);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath,
    rawQueryString,
    ...(cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(rawQueryString === '' ? {} : { queryStringParameters: queryParameters(rawQueryString) }),
    requestContext: {
      accountId: identity.accountId,
      apiId: facts.apiId,
      domainName: headers['host'] ?? '',
      domainPrefix: (headers['host'] ?? '').split('.')[0],
      http: {
        method: request.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: facts.requestId,
      routeKey: route.routeKey,
      stage: '$default',
      time: logTime(facts.time),
      timeEpoch: facts.time,
    },
    ...(pathParameters === undefined ? {} : { pathParameters }),
    ...(facts.stageVariables === undefined ? {} : { stageVariables: facts.stageVariables }),
    ...(body.length > 0 ? { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') } : {}),
    isBase64Encoded,
  };
}

function requestHeaders(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headersDistinct)
    .filter(([name]) => !hopByHop.has(name))
    .map(([name, values]) => [name, (values ?? []).join(',')] as const);
  const address = request.socket.remoteAddress ?? '127.0.0.1';
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

// Forms are binary to an HTTP API too; only what is surely text is handed on as such.
function isBinary({ headers }: IncomingMessage): boolean {
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') return true;
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return type !== undefined && !textTypes.test(type);
}

// 12/Mar/2020:19:03:58 +0000
function logTime(time: number): string {
  const [, day, month, year, clock] = new Date(time).toUTCString().split(' ');
  return `${day}/${month}/${year}:${clock} +0000`;
}

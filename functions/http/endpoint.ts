import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod';
import { plainJson } from '#contract/wire/plain-json.ts';
import { parseOr422, problemOf } from '#contract/wire/problem.ts';
import type { Route } from '#contract/routes.ts';
import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import type { ApiKey, KeyStore } from '#storage/keys/key-store.ts';
import { flushCounts, logAccident } from '../compose/cloud-log.ts';
import { nodeDigest, systemClock } from '../compose/system-ports.ts';

/** What every door sees of a request. */
export interface Request {
  readonly requestId: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  /** The body as text; '' where there is none. */
  readonly body: string;
  /** The body as it came. */
  readonly bytes: () => Uint8Array;
}

/** Who is asking. */
export interface Caller {
  readonly owner: Owner;
  readonly operator: boolean;
  readonly idSecret: string;
}

/** What a door answers. Text and bytes are sent as they are, anything else as JSON. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One route with what serves it. */
export interface Served {
  readonly route: Route;
  readonly serve: (request: Request, authenticate: () => Promise<Caller>) => Promise<Answer>;
}

/** A route that asks for no key. */
export const openRoute = (
  route: Route & { readonly open: true },
  serve: (request: Request) => Promise<Answer>,
): Served => ({ route, serve });

/** A route for callers with a key; it sees who they are. */
export const keyedRoute = (
  route: Route & { readonly open?: never },
  serve: (request: Request, caller: Caller) => Promise<Answer>,
): Served => ({ route, serve: async (request, authenticate) => serve(request, await authenticate()) });

const MOST_BODY_BYTES = 256 * 1024;
const KEY_AGE_MS = 60_000;

/** Checks API keys, remembering good ones for a minute; so long may a revoked key still open a warm function. */
export function authenticator(keys: KeyStore) {
  const remembered = new Map<string, { key: ApiKey; until: number }>();
  return async (authorization: string | undefined): Promise<Caller> => {
    const [, token] = /^Bearer\s+(\S+)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) {
      throw new Failure('unauthorized', 'Send your API key as "Authorization: Bearer <key>"');
    }
    const hash = nodeDigest.sha256(token);
    const now = systemClock.now();
    const known = remembered.get(hash);
    if (known !== undefined && known.until > now) return known.key;
    const key = await keys.find(hash);
    if (key === undefined) throw new Failure('unauthorized', 'This API key is unknown or revoked');
    if (remembered.size > 1000) remembered.clear();
    remembered.set(hash, { key, until: now + KEY_AGE_MS });
    return key;
  };
}

/** The JSON body in a schema's form. 415 for another content type, 413 over 256 KB, 400 where it is not JSON, 422 where it does not fit or cannot be kept. */
export function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  mostBytes = MOST_BODY_BYTES,
): z.output<Schema> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new Failure('unsupported_media_type', 'Send JSON with "Content-Type: application/json"');
  }
  if (Buffer.byteLength(request.body) > mostBytes) {
    throw new Failure('payload_too_large', `The body may have ${mostBytes} bytes`);
  }
  return parseOr422(schema, plainJson(parseJson(request.body)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure('malformed_json', `The body is not JSON: ${(cause as Error).message}`, {}, { cause });
  }
}

function requestOf(event: APIGatewayProxyEventV2): Request {
  const body = event.body ?? '';
  return {
    requestId: event.requestContext.requestId,
    headers: event.headers,
    query: Object.fromEntries(
      Object.entries(event.queryStringParameters ?? {}).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    parameters: Object.fromEntries(
      Object.entries(event.pathParameters ?? {}).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    body: event.isBase64Encoded ? Buffer.from(body, 'base64').toString() : body,
    bytes: () => Buffer.from(body, event.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

function resultOf(answer: Answer, requestId: string): APIGatewayProxyStructuredResultV2 {
  const { body } = answer;
  const isJson = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
  return {
    statusCode: answer.status,
    headers: {
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      'cache-control': 'no-store',
      ...answer.headers,
      'x-request-id': requestId,
    },
    ...(isJson ? { body: JSON.stringify(body) } : {}),
    ...(typeof body === 'string' ? { body } : {}),
    ...(body instanceof Uint8Array
      ? { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }
      : {}),
  };
}

function refusal(error: unknown, requestId: string): Answer {
  const failure = error instanceof Failure ? error : undefined;
  if (failure === undefined) logAccident(error, requestId);
  const problem = problemOf(error, requestId);
  const retryAfter = failure?.details.retryAfterSeconds;
  return {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: problem,
  };
}

export type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** Makes one Lambda handler of the routes that a door serves. Every error leaves as problem+json. */
export function endpoint(
  authenticate: ((authorization: string | undefined) => Promise<Caller>) | undefined,
  ...served: readonly Served[]
): Handler {
  const answer = async (event: APIGatewayProxyEventV2, request: Request): Promise<Answer> => {
    const match = served.find(({ route }) => `${route.method} ${route.path}` === event.routeKey);
    if (match === undefined) {
      throw new Failure('not_found', `There is no ${event.requestContext.http.method} ${event.rawPath}`);
    }
    return match.serve(request, () => {
      if (authenticate === undefined) throw new Error(`No authenticator for ${event.routeKey}`);
      return authenticate(request.headers['authorization']);
    });
  };

  return async (event) => {
    const request = requestOf(event);
    const { requestId } = request;
    try {
      return resultOf(await answer(event, request), requestId);
    } catch (error) {
      return resultOf(refusal(error, requestId), requestId);
    } finally {
      flushCounts();
    }
  };
}

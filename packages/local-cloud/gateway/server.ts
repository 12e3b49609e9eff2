import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import { within } from '../deadline.ts';
import { messageOf } from '../failure.ts';
import { listen, readBody, type Listening } from '../http-server.ts';
import type { InvokeResult } from '../lambda/functions.ts';
import type { LogEntry } from '../log.ts';
import type { RouteDefinition } from '../resources/api-routes.ts';
import type { ApiDefinition } from '../resources/http-api.ts';
import {
  broken,
  functionAnswer,
  gatewayAnswer,
  notFound,
  tooLarge,
  unavailable,
  type Answer,
} from './answer.ts';
import { answerHeaders, isPreflight, preflightHeaders } from './cors.ts';
import { requestEvent } from './event.ts';
import { routeTable, type ChooseRoute, type RouteMatch } from './routes.ts';

/** What the gateway needs of the rest of the cloud. */
export interface GatewayOptions {
  readonly port: number | undefined;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly invoke: (functionArn: string, payload: unknown) => Promise<InvokeResult>;
  /** Whether a function lets the API call it for a route. */
  readonly mayInvoke: (
    api: { readonly apiId: string; readonly stage: string },
    route: RouteDefinition,
  ) => boolean;
  readonly onRequest: (entry: LogEntry) => void;
  /** Words what is too large in the host's own form; the gateway's where absent. */
  readonly tooLarge?: TooLarge | undefined;
}

/** What is answered to a request that does not fit into a call of Lambda. */
export type TooLarge = (requestId: string) => Pick<Answer, 'headers'> & { readonly body: string };

/** The HTTP API. Until it is given a definition it knows no route. */
export interface Gateway extends Listening {
  set(api: ApiDefinition | undefined): void;
}

interface Served {
  readonly api: ApiDefinition;
  readonly choose: ChooseRoute;
}

/** Answers to what Lambda itself refuses; what went wrong inside a function is `broken`. */
const refusals: ReadonlyMap<string, Answer> = new Map([
  ['Lambda.RequestTooLargeException', tooLarge],
  ['Lambda.ServiceException', unavailable],
]);

const LARGEST_BODY = 10 * 1024 * 1024;

export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  let served: Served | undefined;
  const listening = await listen('HTTP API', options.port, (request, response) => {
    const end = options.activity.begin();
    void serve({ request, response }, served, options)
      .catch(() => response.destroy())
      .finally(end);
  });
  return {
    ...listening,
    set: (api) => {
      served = api && { api, choose: routeTable(api.routes) };
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function serve(exchange: Exchange, served: Served | undefined, options: GatewayOptions): Promise<void> {
  const { request } = exchange;
  const begun = performance.now();
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const method = request.method ?? 'GET';
  const requestId = randomBytes(12).toString('base64url');
  const match = served?.choose(method, path);
  const given = await answerTo(request, { served, match, requestId }, options).catch(() => broken);
  const answer = given === tooLarge ? inHostsWords(given, options.tooLarge?.(requestId)) : given;
  send(exchange, answer, { cors: served?.api.cors, requestId });
  options.onRequest({
    type: 'request',
    at: options.clock.now(),
    method,
    path,
    status: answer.status,
    ...(match === undefined ? {} : { function: match.route.functionArn.split(':').at(-1) ?? '' }),
    ms: performance.now() - begun,
  });
}

const inHostsWords = (answer: Answer, words: ReturnType<TooLarge> | undefined): Answer =>
  words === undefined ? answer : { ...answer, headers: words.headers, body: Buffer.from(words.body) };

interface Target {
  readonly served: Served | undefined;
  readonly match: RouteMatch | undefined;
  readonly requestId: string;
}

async function answerTo(request: IncomingMessage, target: Target, options: GatewayOptions): Promise<Answer> {
  const { served, match, requestId } = target;
  if (served?.api.cors !== undefined && isPreflight(request.method ?? '', request.headers))
    return {
      status: 204,
      headers: preflightHeaders(served.api.cors, request.headers),
      body: Buffer.alloc(0),
    };
  const body = await readBody(request, LARGEST_BODY);
  if (body === undefined) return tooLarge;
  if (served === undefined || match === undefined) return notFound;
  const event = requestEvent(request, match, {
    body,
    apiId: served.api.id,
    requestId,
    time: options.clock.now(),
    stageVariables: served.api.stageVariables,
  });
  const { functionArn, timeoutMs } = match.route;
  if (!options.mayInvoke({ apiId: served.api.id, stage: '$default' }, match.route)) return broken;
  // The gateway stops waiting; the function goes on.
  const deadline = { clock: options.clock, ms: timeoutMs };
  const result = await within(deadline, options.invoke(functionArn, event), () => undefined);
  if (result === undefined) return unavailable;
  return result.ok ? functionAnswer(result.payload) : (refusals.get(result.error) ?? broken);
}

/** What the gateway itself adds to an answer. */
interface Additions {
  readonly cors: ApiDefinition['cors'];
  readonly requestId: string;
}

function send({ request, response }: Exchange, answer: Answer, { cors, requestId }: Additions): void {
  const preflight = isPreflight(request.method ?? '', request.headers);
  const allowed = cors !== undefined && !preflight ? answerHeaders(cors, request.headers) : {};
  const own = Object.entries(answer.headers).filter(
    ([name]) => cors === undefined || preflight || !name.startsWith('access-control-'),
  );
  const headers = { ...Object.fromEntries(own), ...allowed, 'apigw-requestid': requestId };
  try {
    response.writeHead(answer.status, { ...headers, 'content-length': answer.body.length });
  } catch (error) {
    const { status, body } = gatewayAnswer(500, `Internal Server Error (${messageOf(error)})`);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body);
    return;
  }
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activity } from '../activity.ts';
import { listen, readBody, type Listening } from '../http-server.ts';
import type { Functions } from './functions.ts';

/** Lambda's Invoke, for functions that call functions: RequestResponse and Event. */
export async function startInvokeEndpoint(functions: Functions, activity: Activity): Promise<Listening> {
  return listen('Lambda endpoint', undefined, (request, response) => {
    const end = activity.begin();
    void serve(request, response, functions)
      .catch(() => response.destroy())
      .finally(end);
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  functions: Functions,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/.exec(path)?.[1];
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const body = (await readBody(request).catch(() => undefined)) ?? Buffer.alloc(0);
  if (name === undefined || request.method !== 'POST')
    return refuse(response, 501, {
      type: 'NotImplemented',
      message: `${request.method} ${path} of Lambda is not hosted locally.`,
    });
  const target = decode(name);
  if (functions.find(target) === undefined)
    return refuse(response, 404, {
      type: 'ResourceNotFoundException',
      message: `Function not found: ${target}`,
    });
  const payload = parse(body.toString() || '{}');
  if (payload === undefined)
    return refuse(response, 400, {
      type: 'InvalidRequestContentException',
      message: 'Could not parse JSON',
    });
  await invoke(response, functions, { type, target, payload: payload.value });
}

interface Invocation {
  readonly type: string | string[];
  readonly target: string;
  readonly payload: unknown;
}

async function invoke(
  response: ServerResponse,
  functions: Functions,
  { type, target, payload }: Invocation,
): Promise<void> {
  if (type === 'DryRun') return void response.writeHead(204).end();
  if (type === 'Event') {
    functions.invokeLater(target, payload);
    return void response.writeHead(202).end();
  }
  const result = await functions.invoke(target, payload);
  if (result.ok) return void response.writeHead(200).end(JSON.stringify(result.payload));
  if (result.service === true)
    return refuse(response, 413, { type: result.error.replace(/^Lambda\./, ''), message: result.cause });
  response.writeHead(200, { 'x-amz-function-error': 'Unhandled' }).end(result.cause);
}

// A malformed name is the name of nothing.
function decode(name: string): string {
  return name.replace(/%3A/gi, ':').replace(/%24/g, '$');
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

interface Refusal {
  readonly type: string;
  readonly message: string;
}

function refuse(response: ServerResponse, status: number, { type, message }: Refusal): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
  response.end(JSON.stringify({ Type: 'User', Message: message, message }));
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activity } from '../activity.ts';
import type { Access } from '../iam/access.ts';
import { identity } from '../identity.ts';
import { listen, readBody, type Listening } from '../http-server.ts';
import type { Functions } from './functions.ts';

/** What the endpoint is started with. */
export interface EndpointOptions {
  readonly functions: Functions;
  readonly activity: Activity;
  readonly access: Pick<Access, 'refusal'>;
}

/** Lambda's Invoke, for functions that call functions: RequestResponse and Event. */
export async function startInvokeEndpoint(options: EndpointOptions): Promise<Listening> {
  return listen('Lambda endpoint', undefined, (request, response) => {
    const end = options.activity.begin();
    void serve(request, response, options)
      .catch(() => response.destroy())
      .finally(end);
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: EndpointOptions,
): Promise<void> {
  const [path = ''] = (request.url ?? '').split('?');
  const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/.exec(path)?.[1];
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const body = (await readBody(request).catch(() => undefined)) ?? Buffer.alloc(0);
  if (name === undefined || request.method !== 'POST')
    return refuse(response, 501, {
      type: 'NotImplemented',
      message: `${request.method} ${path} of Lambda is not hosted locally.`,
    });
  const target = decode(name);
  const refused = refusalOf(request, target, options);
  if (refused !== undefined) return refuse(response, refused.status, refused);
  const payload = parse(body.toString() || '{}');
  if (payload === undefined)
    return refuse(response, 400, {
      type: 'InvalidRequestContentException',
      message: 'Could not parse JSON',
    });
  await invoke(response, options.functions, { type, target, payload: payload.value });
}

/** Who may not call a function is not told whether it is there. */
function refusalOf(
  { url = '', headers }: IncomingMessage,
  target: string,
  { functions, access }: EndpointOptions,
): (Refusal & { readonly status: number }) | undefined {
  const qualifier = new URLSearchParams(url.split('?')[1]).get('Qualifier');
  const need = { action: 'lambda:InvokeFunction', resource: arnOf(functions, target, qualifier) };
  const refusal = access.refusal(headers.authorization, [need]);
  if (refusal !== undefined) return { status: 403, type: refusal.code, message: refusal.message };
  if (functions.find(target) !== undefined) return undefined;
  return { status: 404, type: 'ResourceNotFoundException', message: `Function not found: ${target}` };
}

/** The ARN that a permission must name: with the version or alias that is called, where one is. */
function arnOf(functions: Functions, target: string, qualifier: string | null): string {
  const { partition, region, accountId } = identity;
  const prefix = `arn:${partition}:lambda:${region}:${accountId}:function:`;
  const [name = '', within] = target.replace(prefix, '').split(':');
  const arn = functions.find(name)?.arn ?? `${prefix}${name}`;
  const called = within ?? qualifier;
  return called === null ? arn : `${arn}:${called}`;
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

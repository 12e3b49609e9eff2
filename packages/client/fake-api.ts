import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** An answer; a success unless it says otherwise. */
interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the next answers are; a test writes over what it wants otherwise. */
export interface Script {
  /** The states that the status route goes through; the last one stays. */
  stages: Record<string, unknown>[];
  /** Merged over the task. */
  task: Record<string, unknown>;
  /** Answers given instead, first come first served, by "METHOD path prefix". `drop` cuts the line. */
  instead: (Reply & { readonly match: string; readonly drop?: true })[];
}

export interface FakeApi {
  readonly url: string;
  readonly key: string;
  readonly requests: SeenRequest[];
  readonly script: Script;
  readonly picture: Buffer;
  stop(): Promise<void>;
}

/** What the fake API calls whatever is uploaded. */
export const uploadId = 'fedcba9876543210fedcba9876543210';
export const taskId = '0123456789abcdef0123456789abcdef';

interface Insides extends Omit<FakeApi, 'stop'> {
  readonly url: string;
}

/** A real server on this machine that answers as the API does, as far as the client can tell. */
export async function startFakeApi(): Promise<FakeApi> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const fake: Insides = {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    key: 'dk_test',
    picture: randomBytes(5000),
    requests: [],
    script: { stages: [{ status: 'SUCCESS', stage: 'done' }], task: {}, instead: [] },
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void answer(fake, request, response);
  });
  return {
    ...fake,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(fake: Insides, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = Buffer.concat(await request.toArray()).toString();
  const { method = '', url: path = '', headers } = request;
  const body: unknown = text === '' || method === 'PUT' ? text || undefined : JSON.parse(text);
  fake.requests.push({ method, path, headers, body });
  const { instead } = fake.script;
  const index = instead.findIndex(({ match }) => `${method} ${path}`.startsWith(match));
  const [other] = index < 0 ? [] : instead.splice(index, 1);
  if (other?.drop) return void request.socket.destroy();
  if (other) return send(response, other);
  answerAsScripted(fake, request, response);
}

function answerAsScripted(fake: Insides, request: IncomingMessage, response: ServerResponse): void {
  const { method, url: path = '', headers } = request;
  if (path === '/media/picture') return void response.writeHead(302, { location: '/bytes' }).end();
  if (path === '/bytes')
    return void response.writeHead(200, { 'content-type': 'image/png' }).end(fake.picture);
  if (method === 'PUT') return send(response, {});
  if (headers.authorization !== `Bearer ${fake.key}`)
    return send(response, { status: 401, body: problem(401, 'unauthorized') });
  if (path.endsWith('/complete'))
    return send(response, { body: { id: uploadId, fileName: 'cat.png', status: 'ready' } });
  if (path.endsWith('/uploads')) {
    const body = {
      id: uploadId,
      uploadUrl: `${fake.url}/put`,
      method: 'PUT',
      headers: { 'content-type': 'image/png' },
    };
    return send(response, { status: 201, body });
  }
  if (path.endsWith('/cancel'))
    return send(response, { body: { outcome: 'canceled', task: { ...aTask(fake), status: 'CANCELED' } } });
  if (method === 'POST') {
    const wait = { expectedSeconds: 20, nextCheckSeconds: 2 };
    const body = { ...aTask(fake), ...wait, status: 'PENDING', stage: 'queued', assets: [] };
    return send(response, { status: 202, body });
  }
  send(response, { body: found(fake, path) });
}

function found(fake: Insides, path: string): unknown {
  const { stages } = fake.script;
  if (path.endsWith('/status')) {
    return { id: taskId, attempt: 1, ...(stages.length > 1 ? stages.shift() : stages[0]) };
  }
  if (path.endsWith('/events')) {
    const at = '2026-10-02T10:00:01.000Z';
    return { items: [{ at, type: 'job-held', attempt: 0, actor: 'workflow', reason: 'no light yet' }] };
  }
  if (path.endsWith('/usage')) return someUsage;
  if (path.includes('/tasks/')) return aTask(fake);
  if (path.includes('/tasks')) return { items: [aTask(fake)], nextCursor: 'later' };
  return path.includes('/models/') ? aModel : { items: [aModel] };
}

const aTask = (fake: Insides): Record<string, unknown> => ({
  id: taskId,
  service: 'KIE',
  model: 'IMAGEN4',
  status: 'SUCCESS',
  stage: 'done',
  attempt: 1,
  retryCount: 0,
  providerParams: {},
  assets: [anAsset(fake)],
  cost: { estimatedCredits: 4, actualCredits: 4, final: true },
  priority: 'normal',
  createdAt: '2026-10-02T10:00:00.000Z',
  links: {},
  ...fake.script.task,
});

const anAsset = ({ url, picture }: Insides): Record<string, unknown> => ({
  type: 'image',
  role: 'result',
  url: `${url}/media/picture`,
  bytes: picture.length,
  contentType: 'image/png',
  width: 1024,
  height: 576,
  sha256: createHash('sha256').update(picture).digest('hex'),
});

export const problem = (
  status: number,
  code: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({
  type: `https://darkroom.example/problems/${code}`,
  title: 'No',
  status,
  code,
  detail: `refused: ${code}`,
  requestId: 'r-1',
  ...more,
});

const someUsage = {
  month: '2026-10',
  credits: 12,
  usd: 0.06,
  models: [{ model: 'IMAGEN4', tasks: 3, credits: 12, usd: 0.06 }],
};

const aModel = {
  id: 'seedream/4.5-edit',
  service: 'KIE',
  media: ['image'],
  aliases: [],
  lifecycle: { status: 'active' },
  title: 'Seedream 4.5 Edit',
  status: 'active',
  inputSchema: {
    type: 'object',
    properties: {
      service: { const: 'KIE' },
      input: {
        type: 'object',
        properties: {
          prompt: { type: 'string' },
          image_urls: { type: 'array', items: { type: 'string', format: 'uri' } },
        },
      },
    },
  },
};

function send(response: ServerResponse, { status = 200, body, headers = {} }: Reply): void {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
}

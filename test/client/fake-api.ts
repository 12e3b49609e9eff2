import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** What the next answers are; a test writes over what it wants otherwise. */
export interface Script {
  /** The states that the status route goes through; the last one stays. */
  stages: Record<string, unknown>[];
  /** Merged over the task. */
  task: Record<string, unknown>;
  /** Answers given instead, first come first served, by "METHOD path prefix". `drop` cuts the line. */
  instead: {
    match: string;
    status?: number;
    body?: unknown;
    headers?: Record<string, string>;
    drop?: true;
  }[];
}

export interface FakeApi {
  readonly url: string;
  readonly key: string;
  readonly requests: SeenRequest[];
  readonly script: Script;
  readonly picture: Buffer;
  stop(): Promise<void>;
}

export const taskId = '0123456789abcdef0123456789abcdef';

/** A real server on this machine that answers as the API does, as far as the client can tell. */
export async function startFakeApi(): Promise<FakeApi> {
  const picture = randomBytes(5000);
  const requests: SeenRequest[] = [];
  const script: Script = { stages: [{ status: 'SUCCESS', stage: 'done' }], task: {}, instead: [] };
  const key = 'dk_test';

  const server = createServer((request, response) => {
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = Buffer.concat(await request.toArray()).toString();
    const method = request.method ?? '';
    const path = request.url ?? '';
    requests.push({
      method,
      path,
      headers: request.headers,
      body: text ? (JSON.parse(text) as unknown) : undefined,
    });
    const index = script.instead.findIndex(({ match }) => `${method} ${path}`.startsWith(match));
    const [instead] = index < 0 ? [] : script.instead.splice(index, 1);
    if (instead?.drop) return void request.socket.destroy();
    if (instead) return send(response, instead.status ?? 200, instead.body, instead.headers);
    if (path === '/media/picture') return void response.writeHead(302, { location: '/bytes' }).end();
    if (path === '/bytes') return void response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
    if (request.headers.authorization !== `Bearer ${key}`)
      return send(response, 401, problem(401, 'unauthorized'));
    if (method === 'POST')
      return send(response, 202, { ...aTask(), status: 'PENDING', stage: 'queued', assets: [] });
    if (path.endsWith('/status')) return send(response, 200, { id: taskId, attempt: 1, ...nextStage() });
    if (path.includes('/tasks/')) return send(response, 200, aTask());
    if (path.includes('/tasks')) return send(response, 200, { items: [aTask()], nextCursor: 'later' });
    if (path.includes('/models/')) return send(response, 200, aModel);
    return send(response, 200, { items: [aModel] });
  }

  const nextStage = (): Record<string, unknown> | undefined =>
    script.stages.length > 1 ? script.stages.shift() : script.stages[0];

  const aTask = (): Record<string, unknown> => ({
    id: taskId,
    service: 'KIE',
    model: 'IMAGEN4',
    status: 'SUCCESS',
    stage: 'done',
    attempt: 1,
    retryCount: 0,
    providerParams: {},
    assets: [anAsset(`${fake.url}/media/picture`)],
    cost: { estimatedCredits: 4, actualCredits: 4, final: true },
    priority: 'normal',
    createdAt: '2026-10-02T10:00:00.000Z',
    links: {},
    ...script.task,
  });

  const anAsset = (url: string): Record<string, unknown> => ({
    type: 'image',
    url,
    bytes: picture.length,
    contentType: 'image/png',
    width: 1024,
    height: 576,
    sha256: createHash('sha256').update(picture).digest('hex'),
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const fake: FakeApi = {
    url: `http://127.0.0.1:${port}`,
    key,
    requests,
    script,
    picture,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

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

const aModel = {
  id: 'seedream/4.5-edit',
  service: 'KIE',
  media: 'image',
  title: 'Seedream 4.5 Edit',
  status: 'active',
  inputSchema: {
    type: 'object',
    properties: { prompt: { type: 'string' }, image_urls: { type: 'array', items: { type: 'string' } } },
  },
};

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
}

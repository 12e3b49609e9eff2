import { beforeAll, expect, it } from 'vitest';
import { request as send } from 'node:http';
import { ManualClock } from '../../manual-clock.ts';
import { httpApi, lambda, role } from './assembly.ts';
import { hosting, until, type Hosted } from './hosted.ts';

const echo = `
exports.handler = async (event) => {
  const wish = event.queryStringParameters?.answer;
  if (wish === 'throw') throw new Error('no');
  if (wish === 'hang') await new Promise(() => setTimeout(() => {}, 60_000));
  if (wish) return JSON.parse(wish);
  return { statusCode: 200, headers: { 'Content-Type': 'application/json', 'access-control-allow-origin': 'https://evil.example' }, body: JSON.stringify(event) };
};`;

const host = hosting('file');
const clock = new ManualClock();
let cloud: Hosted;

beforeAll(async () => {
  const routes = {
    'GET /pets/dog/1': 'Echo',
    'GET /pets/dog/{id}': 'Echo',
    'GET /pets/{proxy+}': 'Echo',
    'ANY /{proxy+}': 'Echo',
    'POST /pets/dog/{id}': 'Echo',
    'ANY /pets/dog/{id}': 'Echo',
    'GET /slow': 'Slow',
    $default: 'Echo',
  };
  const CorsConfiguration = {
    AllowOrigins: ['https://ui.example', 'http://*'],
    AllowMethods: ['GET', 'POST'],
    AllowHeaders: ['authorization'],
    ExposeHeaders: ['etag'],
    MaxAge: 60,
  };
  const api = httpApi(routes, { CorsConfiguration });
  cloud = await host(
    {
      assets: { echo: { 'index.js': echo } },
      resources: { ...role, ...api, Echo: lambda('echo'), Slow: lambda('echo', { Timeout: 60 }) },
    },
    { clock },
  );
});

interface Event extends Record<string, unknown> {
  readonly headers: Record<string, string>;
}

async function get(
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; headers: Headers; event: Event }> {
  const response = await fetch(cloud.apiUrl + path, init);
  const text = await response.text();
  const json = response.headers.get('content-type') === 'application/json';
  const event = (json ? JSON.parse(text) : text) as Event;
  return { status: response.status, headers: response.headers, event };
}

const answering = (answer: unknown, init: RequestInit = {}) =>
  get(`/any?answer=${encodeURIComponent(JSON.stringify(answer))}`, init);

it.each([
  ['GET', '/pets/dog/1', 'GET /pets/dog/1', undefined],
  ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
  ['POST', '/pets/dog/2', 'POST /pets/dog/{id}', { id: '2' }],
  ['DELETE', '/pets/dog/2', 'ANY /pets/dog/{id}', { id: '2' }],
  ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
  ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
  ['GET', '/', '$default', undefined],
  ['GET', '/pets/a%20b/c%2Fd%25', 'GET /pets/{proxy+}', { proxy: 'a b/c/d%' }],
])('leads %s %s to %s', async (method, path, routeKey, pathParameters) => {
  const { event } = await get(path, { method });
  expect(event['routeKey']).toBe(routeKey);
  expect(event['pathParameters']).toEqual(pathParameters);
});

it('hands on a request in payload format 2.0', async () => {
  const { event } = await get('/a%20b?x=1&x=2&y=%C3%A4&empty=', {
    method: 'POST',
    headers: { 'X-Thing': 'A', Cookie: 'a=1; b=2', 'content-type': 'application/json', 'user-agent': 'test' },
    body: '{"hello":"wörld"}',
  });
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'ANY /{proxy+}',
    rawPath: '/a b',
    rawQueryString: 'x=1&x=2&y=%C3%A4&empty=',
    queryStringParameters: { x: '1,2', y: 'ä', empty: '' },
    cookies: ['a=1', 'b=2'],
    headers: { 'x-thing': 'A', 'content-type': 'application/json', 'x-forwarded-proto': 'http' },
    requestContext: {
      accountId: '000000000000',
      http: { method: 'POST', path: '/a b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      stage: '$default',
      time: '01/Jan/2026:12:00:00 +0000',
      timeEpoch: clock.now(),
    },
    body: '{"hello":"wörld"}',
    isBase64Encoded: false,
  });
  expect(event.headers['cookie']).toBeUndefined();
});

it('hands on what is not text in base64', async () => {
  const { event } = await get('/x', {
    method: 'PUT',
    headers: { 'content-type': 'image/png' },
    body: new Uint8Array([0, 255, 1]),
  });
  expect(event).toMatchObject({ body: 'AP8B', isBase64Encoded: true });
});

it('leaves out what a request does not have', async () => {
  const { event } = await get('/x');
  for (const key of ['body', 'cookies', 'queryStringParameters', 'stageVariables'])
    expect(event).not.toHaveProperty(key);
});

it('takes what has no statusCode for the body of a 200', async () => {
  const object = await answering({ any: 'thing' });
  expect([object.status, object.headers.get('content-type'), object.event]).toEqual([
    200,
    'application/json',
    { any: 'thing' },
  ]);
});

it('answers with the status, headers, cookies and bytes of the function', async () => {
  const response = await fetch(
    `${cloud.apiUrl}/any?answer=${encodeURIComponent(
      JSON.stringify({
        statusCode: 201,
        headers: { 'X-Count': 3, 'Content-Type': 'image/png' },
        cookies: ['a=1; Secure', 'b=2'],
        body: 'AP8B',
        isBase64Encoded: true,
      }),
    )}`,
  );
  expect(response.status).toBe(201);
  expect(response.headers.get('x-count')).toBe('3');
  expect(response.headers.getSetCookie()).toEqual(['a=1; Secure', 'b=2']);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 1]);
});

it.each([
  [{ statusCode: 'soon' }],
  [{ statusCode: 200, body: { not: 'text' } }],
  [{ statusCode: 200, headers: { a: [1] } }],
])('answers 500 to the malformed answer %j', async (answer) => {
  const { status, event } = await answering(answer);
  expect([status, event]).toEqual([500, { message: 'Internal Server Error' }]);
});

it('answers 500 for a function that throws and says nothing of why', async () => {
  const { status, event } = await get('/x?answer=throw');
  expect([status, event]).toEqual([500, { message: 'Internal Server Error' }]);
});

it('answers 503 when the function takes longer than the integration waits', async () => {
  const slow = get('/slow?answer=hang');
  await until('the function at work', () => clock.next() !== undefined);
  await clock.advance(30_000);
  const { status, event } = await slow;
  expect([status, event]).toEqual([503, { message: 'Service Unavailable' }]);
});

it('serves a thousand callers who come at the same moment, each with an answer of its own', async () => {
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, (_, n) => answering({ statusCode: 200 + (n % 4), body: String(n) })),
  );
  for (const [n, { status, event }] of answers.entries())
    expect([status, event]).toEqual([200 + (n % 4), String(n)]);
});

it('answers 413 for a body over ten megabytes, and serves one just below', async () => {
  const post = (bytes: number) =>
    get('/x?answer=%7B%22statusCode%22:204%7D', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x'.repeat(bytes),
    });
  const { status, event } = await post(10 * 1024 * 1024 + 1);
  expect([status, event]).toEqual([413, { message: 'Request Entity Too Large' }]);
  expect((await post(5 * 1024 * 1024)).status).toBe(204);
});

it('answers preflight requests itself', async () => {
  const preflight = (origin: string) =>
    get('/pets/dog/1', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    });
  const allowed = await preflight('https://ui.example');
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://ui.example');
  expect(allowed.headers.get('access-control-allow-methods')).toBe('GET,POST');
  expect(allowed.headers.get('access-control-allow-headers')).toBe('authorization');
  expect(allowed.headers.get('access-control-max-age')).toBe('60');
  expect((await preflight('http://localhost:5173')).headers.get('access-control-allow-origin')).toBe(
    'http://localhost:5173',
  );
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});

it('puts its own CORS headers in the place of the function’s', async () => {
  const { headers } = await get('/x', { headers: { origin: 'https://ui.example' } });
  expect(headers.get('access-control-allow-origin')).toBe('https://ui.example');
  expect(headers.get('access-control-expose-headers')).toBe('etag');
  const otherOrigin = await get('/x', { headers: { origin: 'https://evil.example' } });
  expect(otherOrigin.headers.get('access-control-allow-origin')).toBeNull();
});

it('joins repeated headers with commas', async () => {
  const { port } = new URL(cloud.apiUrl);
  const text = await new Promise<string>((resolve, reject) => {
    send({ host: '127.0.0.1', port, path: '/x', headers: { 'x-many': ['a', 'b'] } }, (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString()));
      response.on('end', () => resolve(body));
    })
      .on('error', reject)
      .end();
  });
  expect((JSON.parse(text) as { headers: Record<string, string> }).headers['x-many']).toBe('a,b');
});

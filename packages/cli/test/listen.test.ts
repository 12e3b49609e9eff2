import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problem } from '@darkroom/client/fake-api';
import type { FakeApi } from '@darkroom/client/fake-api';
import { aTerminal } from './a-terminal.ts';
import { commandLine } from './command-line.ts';
import type { Context } from '../context.ts';

const made = { id: 'wh_1', secret: 'whsec_shown', url: '', enabled: true, createdAt: '', secrets: [] };
const event = JSON.stringify({ id: 'evt_1', type: 'task.succeeded', sequence: 3, data: { id: 'f00' } });
const signed = { 'content-type': 'application/json', 'webhook-id': 'evt_1', 'webhook-signature': 'v1,abc' };

let api: FakeApi;
let folder: string;
let application: Server;
let seen: { headers: NodeJS.Dict<string | string[]>; body: string }[];
let status: number;
beforeEach(async () => {
  ({ api, folder } = await aTerminal());
  [seen, status] = [[], 204];
  application = createServer((request, response) => {
    void text(request).then((body) => {
      seen.push({ headers: request.headers, body });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
});
afterEach(() => void application.close());

const answers = (...items: unknown[]): void => {
  api.script.instead = [
    { match: 'GET /api/v1/webhooks', body: { items } },
    { match: 'POST /api/v1/webhooks', status: 201, body: made },
  ];
};
const context = (): Partial<Context> => ({
  env: { DARKROOM_URL: api.url, DARKROOM_API_KEY: api.key },
  cwd: folder,
});
const asked = () => api.requests.map(({ method, path }) => `${method} ${path}`);

/** Runs `listen` until what is done meanwhile is over, with the address that its webhook has. */
async function listening(args: readonly string[], meanwhile: (url: string) => Promise<void>) {
  const interruption = new AbortController();
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (isReady = resolve));
  let err = '';
  const running = commandLine(['listen', ...args], {
    ...context(),
    interrupted: interruption.signal,
    err: (line) => {
      err += line;
      if (line.includes('Ctrl+C')) isReady();
    },
  });
  await ready;
  const order = api.requests.find(({ method }) => method === 'POST')?.body as { url: string };
  await meanwhile(order.url);
  interruption.abort();
  return { ...(await running), err };
}
const send = async (url: string) =>
  (await fetch(url, { method: 'POST', headers: signed, body: event })).status;

/** Where nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('darkroom listen', () => {
  it('sends events on as they came, answers as the application does, and removes its webhook at the end', async () => {
    answers();
    const { port } = application.address() as AddressInfo;
    const got: number[] = [];
    const said = await listening(
      ['--forward-to', `http://127.0.0.1:${port}/hook`, '--events', 'task.succeeded, task.failed'],
      async (url) => {
        got.push(await send(url));
        status = 500;
        got.push(await send(url));
      },
    );
    expect(got).toEqual([204, 500]);
    expect(seen.map(({ body }) => body)).toEqual([event, event]);
    expect(seen[0]?.headers).toMatchObject(signed);
    expect(said.err).toContain('whsec_shown');
    expect(said.out).toMatch(/^task\.succeeded +evt_1 +task f00 +204 in \d+ ms\n.* 500 in/);
    expect(said.code).toBe(0);
    expect(asked().at(-1)).toBe('DELETE /api/v1/webhooks/wh_1');
    expect(api.requests.find(({ method }) => method === 'POST')?.body).toMatchObject({
      events: ['task.succeeded', 'task.failed'],
    });
  });

  it('prints events where there is nobody to send them on to, and says why one could not be sent on', async () => {
    answers();
    const plain = await listening(['--json'], async (url) => expect(await send(url)).toBe(204));
    expect(JSON.parse(plain.out)).toEqual(JSON.parse(event));
    const { port } = application.address() as AddressInfo;
    await new Promise((resolve) => application.close(resolve));
    api.requests.length = 0;
    answers();
    const closed = await listening(['--forward-to', `http://127.0.0.1:${port}`], async (url) =>
      expect(await send(url)).toBe(502),
    );
    expect(closed.out).toContain('ECONNREFUSED in');
  });

  it('removes the webhook of one that was killed, and leaves that of one that runs', async () => {
    const { port } = application.address() as AddressInfo;
    const other = (id: string, url: string) => ({ ...made, id, url, description: 'darkroom listen' });
    const gone = `http://127.0.0.1:${await closedPort()}/`;
    answers(other('wh_gone', gone), other('wh_there', `http://127.0.0.1:${port}/`), {
      ...made,
      id: 'wh_mine',
      url: gone,
    });
    await listening([], async () => undefined);
    expect(asked().filter((line) => line.startsWith('DELETE'))).toEqual([
      'DELETE /api/v1/webhooks/wh_gone',
      'DELETE /api/v1/webhooks/wh_1',
    ]);
  });

  it('says what to do where the deployment cannot send to this machine', async () => {
    const errors = [{ path: '/url', message: 'cannot be called' }];
    api.script.instead = [
      { match: 'GET /api/v1/webhooks', body: { items: [] } },
      { match: 'POST', status: 422, body: problem(422, 'validation_failed', { errors }) },
    ];
    const said = await commandLine(['listen'], context());
    expect(said.code).toBe(2);
    expect(said.err).toContain('cannot send to your machine');
  });

  it('refuses what is no address', async () => {
    expect(await commandLine(['listen', '--forward-to', 'localhost:3000'], context())).toMatchObject({
      code: 2,
    });
  });
});

describe('darkroom trigger', () => {
  const webhook = (id: string, more: object = {}) => ({
    ...made,
    id,
    url: `https://${id}.example.com`,
    ...more,
  });

  it('sends an event to the webhooks that ask for it', async () => {
    answers(
      webhook('wh_all'),
      webhook('wh_other', { events: ['task.failed'] }),
      webhook('wh_off', { enabled: false }),
    );
    api.script.instead[1] = { match: 'POST', status: 202, body: { id: 'evt_2', type: 'task.succeeded' } };
    const said = await commandLine(['trigger', 'task.succeeded'], context());
    expect(said).toMatchObject({ code: 0, out: 'task.succeeded evt_2 to https://wh_all.example.com\n' });
    expect(api.requests.at(-1)).toMatchObject({
      path: '/api/v1/webhooks/wh_all/test',
      body: { type: 'task.succeeded' },
    });
  });

  it('says so where nobody asks for it, and wants a type', async () => {
    answers(webhook('wh_other', { events: ['task.failed'] }));
    const said = await commandLine(['trigger', 'task.succeeded'], context());
    expect(said).toMatchObject({ code: 1 });
    expect(said.err).toContain('darkroom listen');
    expect((await commandLine(['trigger'], context())).code).toBe(2);
  });
});

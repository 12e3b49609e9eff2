import type { IncomingMessage, ServerResponse } from 'node:http';
import { ASKED_HEADER, unknownIn } from './asked-header.ts';
import { control, type Controlled } from './control.ts';
import type { Files } from './files.ts';
import { exchangeOf, send } from './http.ts';
import type { Exchange, Reply } from './replies.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import type { Router } from './router.ts';
import type { Simulation } from './simulation.ts';
import { sendFile } from './transfer.ts';

interface Needs {
  sim: Simulation;
  route: Router;
  files: Files;
  log: RequestLog;
  controlled: Controlled;
}

function codeOf(reply: Reply): number {
  if (reply.kind === 'json') return reply.code;
  return reply.kind === 'text' ? reply.status : 0;
}

function entryOf(time: number, { method, url, body, bytes }: Exchange, reply: Reply): LoggedRequest {
  const other = bytes.length === 0 ? null : { bytes: bytes.length };
  return { time, method, path: `${url.pathname}${url.search}`, body: body ?? other, code: codeOf(reply) };
}

const notMeant = (words: readonly string[]): Reply => ({
  kind: 'text',
  status: 400,
  type: 'text/plain',
  text: `${ASKED_HEADER}: ${words.join(', ')} asks for nothing, see GET /__sim/faults\n`,
});

/** Handles a request: control endpoint, file host, and everything else as API or upload. */
export function requestHandler({ sim, route, files, log, controlled }: Needs) {
  async function serveFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname.slice(3));
    const served = await files.find(path);
    const code = served === undefined ? 404 : 200;
    log.add({ time: sim.clock.now(), method: request.method ?? 'GET', path: `/f/${path}`, body: null, code });
    if (served === undefined) response.writeHead(404, { 'content-type': 'text/plain' }).end('Not Found');
    else await sendFile(sim, { request, response }, served);
  }

  async function serveApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = await exchangeOf(request);
    const unknown = unknownIn(exchange.headers);
    const reply = unknown.length > 0 ? notMeant(unknown) : await route(exchange);
    log.add(entryOf(sim.clock.now(), exchange, reply));
    const answer = (): Promise<void> => send(response, reply, sim.knobs().mirrorStatus);
    await (reply.kind === 'hang' ? sim.activity.aside(answer) : answer());
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/__sim/') === true) {
      await send(response, await control(controlled, await exchangeOf(request)), false);
      return;
    }
    const isFile = request.url?.startsWith('/f/') === true;
    await sim.activity.during(() => (isFile ? serveFile : serveApi)(request, response));
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await serve(request, response);
    } catch (error) {
      // A client may disconnect in the middle of a request; the server goes on.
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    }
  };
}

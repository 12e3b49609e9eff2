import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import { within } from '../deadline.ts';
import { listen, type Listening } from '../http-server.ts';
import type { Access } from '../iam/access.ts';
import type { InvokeResult } from '../lambda/functions.ts';
import type { LogEntry } from '../log.ts';
import type { MeterWriter } from '../meter.ts';
import type { RouteDefinition } from '../resources/api-routes.ts';
import type { SocketApiDefinition } from '../resources/socket-api.ts';
import { Connection } from './connection.ts';
import { manageConnections } from './manage-connections.ts';
import { answerOf, refuse, type RouteAnswer } from './socket-answer.ts';
import {
  connectEvent,
  disconnectEvent,
  messageEvent,
  newConnectionId,
  newRequestId,
  type ConnectionFacts,
} from './socket-event.ts';
import { routeOf } from './socket-routes.ts';

/** What WebSocket APIs need of the rest of the cloud. */
export interface SocketOptions {
  readonly port: number | undefined;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly access: Pick<Access, 'refusal'>;
  readonly meter: Pick<MeterWriter, 'socketMessages'>;
  readonly invoke: (functionArn: string, payload: unknown) => Promise<InvokeResult>;
  /** Whether a function lets the API call it for a route. */
  readonly mayInvoke: (
    api: { readonly apiId: string; readonly stage: string },
    route: RouteDefinition,
  ) => boolean;
  readonly log: (entry: LogEntry) => void;
}

/** The WebSocket API. Until it is given a definition it lets nobody in. `url` begins with `ws:`. */
export interface Sockets extends Listening {
  /** Those who are connected stay, whatever the next definition says. */
  set(api: SocketApiDefinition | undefined): void;
}

/** Messages have no more bytes: who sends more is closed with 1009. */
const LARGEST_MESSAGE = 128 * 1024;
const ABNORMAL = 1006;

export async function startSockets(options: SocketOptions): Promise<Sockets> {
  const host = new SocketHost(options);
  const { access } = options;
  const listening = await listen('WebSocket API', options.port, {
    request: (request, response) => {
      const end = options.activity.begin();
      const managed = { api: host.api, access, connectionOf: (id: string) => host.connections.get(id) };
      void manageConnections(request, response, managed)
        .catch(() => response.destroy())
        .finally(end);
    },
    upgrade: (request, socket, head) => {
      const end = options.activity.begin();
      // Whoever leaves before he is let in is no fault of ours.
      socket.on('error', () => socket.destroy());
      void host
        .connect({ request, socket, head })
        .catch(() => socket.destroy())
        .finally(end);
    },
  });
  return {
    ...listening,
    url: listening.url.replace('http:', 'ws:'),
    set: (api) => {
      host.api = api;
    },
    stop: async () => {
      host.close();
      await listening.stop();
    },
  };
}

interface Handshake {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** `failed`: the function threw, or may not be called. */
type Called = RouteAnswer | 'failed' | 'late';

class SocketHost {
  readonly #options: SocketOptions;
  readonly #protocols = new WeakMap<IncomingMessage, string>();
  readonly #server: WebSocketServer;
  readonly connections = new Map<string, Connection>();
  api: SocketApiDefinition | undefined;
  #closed = false;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: LARGEST_MESSAGE,
      // The function of $connect says which one.
      handleProtocols: (_offered, request) => this.#protocols.get(request) ?? false,
    });
  }

  /** Lets a client in where $connect does. */
  async connect(handshake: Handshake): Promise<void> {
    const { request, socket, head } = handshake;
    const { api } = this;
    const path = (request.url ?? '/').split('?')[0]?.replace(/\/$/, '');
    if (api === undefined || path !== `/${api.stage}`) return refuse(socket, 403);
    const facts = this.#factsOf(request, api);
    const answer = await this.#asked(request, api, facts);
    if (answer.status > 299) return refuse(socket, answer.status);
    if (answer.protocol !== undefined) this.#protocols.set(request, answer.protocol);
    if (socket.destroyed || this.#closed) return this.#left(api, facts, { code: ABNORMAL, reason: '' });
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#open(opened, api, facts));
  }

  close(): void {
    this.#closed = true;
    for (const connection of this.connections.values()) connection.terminate();
    this.connections.clear();
    this.#server.close();
  }

  #factsOf(request: IncomingMessage, api: SocketApiDefinition): ConnectionFacts {
    return {
      id: newConnectionId(),
      apiId: api.id,
      stage: api.stage,
      stageVariables: api.stageVariables,
      domainName: request.headers.host ?? '',
      connectedAt: this.#options.clock.now(),
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      userAgent: request.headers['user-agent'] ?? '',
    };
  }

  async #asked(request: IncomingMessage, api: SocketApiDefinition, facts: ConnectionFacts) {
    const route = api.routes.find(({ routeKey }) => routeKey === '$connect');
    if (route === undefined) return { status: 200, protocol: undefined };
    const event = connectEvent(request, facts, this.#occasion(route.routeKey));
    const called = await this.#call(api, route, event);
    return typeof called === 'object' ? called : { status: statusOf(called), protocol: undefined };
  }

  #open(socket: WebSocket, api: SocketApiDefinition, facts: ConnectionFacts): void {
    const { clock, meter } = this.#options;
    const onMessages = (count: number): void => meter.socketMessages(count);
    const connection = new Connection({ facts, socket, clock, onMessages });
    this.connections.set(facts.id, connection);
    // What is wrong with a connection closes it.
    socket.on('error', () => undefined);
    socket.on('message', (data, isBinary) => {
      const end = this.#options.activity.begin();
      void this.#heard(api, connection, { data: bytesOf(data), isBinary }).finally(end);
    });
    socket.on('close', (code, reason) => {
      connection.ended();
      this.connections.delete(facts.id);
      if (this.#closed) return;
      const end = this.#options.activity.begin();
      void this.#left(api, facts, { code, reason: reason.toString() }).finally(end);
    });
  }

  async #heard(
    api: SocketApiDefinition,
    connection: Connection,
    message: { readonly data: Buffer; readonly isBinary: boolean },
  ): Promise<void> {
    connection.touched(message.data.length);
    const { facts } = connection;
    const route = routeOf(api, message.isBinary ? undefined : message.data.toString());
    const occasion = this.#occasion(route?.routeKey ?? '$default');
    const told = { connectionId: facts.id, requestId: occasion.requestId };
    if (route === undefined)
      return void (await connection.send(JSON.stringify({ message: 'Forbidden', ...told })));
    const called = await this.#call(api, route, messageEvent(facts, occasion, message));
    if (typeof called === 'object') return;
    const failure = called === 'late' ? 'Endpoint request timed out' : 'Internal server error';
    await connection.send(JSON.stringify({ message: failure, ...told }));
  }

  async #left(
    api: SocketApiDefinition,
    facts: ConnectionFacts,
    end: { readonly code: number; readonly reason: string },
  ): Promise<void> {
    const route = api.routes.find(({ routeKey }) => routeKey === '$disconnect');
    if (route === undefined) return;
    await this.#call(api, route, disconnectEvent(facts, this.#occasion(route.routeKey), end));
  }

  #occasion(routeKey: string) {
    return { routeKey, requestId: newRequestId(), time: this.#options.clock.now() };
  }

  /** Calls the function of a route: `late` where it took too long. */
  async #call(api: SocketApiDefinition, route: RouteDefinition, event: object): Promise<Called> {
    const { clock, invoke, mayInvoke, log } = this.#options;
    const begun = performance.now();
    const { functionArn, timeoutMs, routeKey } = route;
    const called = async (): Promise<Called> => {
      if (!mayInvoke({ apiId: api.id, stage: api.stage }, route)) return 'failed';
      const late = (): undefined => undefined;
      const result = await within({ clock, ms: timeoutMs }, invoke(functionArn, event), late);
      if (result === undefined) return 'late';
      return result.ok ? answerOf(result.payload) : 'failed';
    };
    const answer = await called();
    log({
      type: 'request',
      at: clock.now(),
      method: 'WS',
      path: `/${api.stage} ${routeKey}`,
      status: statusOf(answer),
      function: functionArn.split(':').at(-1) ?? '',
      ms: performance.now() - begun,
    });
    return answer;
  }
}

const statusOf = (called: Called): number => {
  if (called === 'late') return 504;
  return called === 'failed' ? 502 : called.status;
};

const bytesOf = (data: RawData): Buffer => {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
};

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What goes wrong with the next request that begins so: before the server has done anything, or after. */
export interface Fault {
  readonly match: string;
  readonly when: 'before' | 'after';
  /** A status, or the line is cut. */
  readonly answer: number | 'reset';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

type Fields = Record<string, unknown>;

/** A real server that keeps tasks and uploads as the API does, as far as the client can tell, and can be told to fail. */
export class FakeServer {
  readonly seen: Seen[] = [];
  readonly faults: Fault[] = [];
  /** What keeps the next answer to a request that begins so, which has been acted on, from being sent. */
  readonly holds: { readonly match: string; readonly until: Promise<void> }[] = [];
  readonly tasks = new Map<string, Fields>();
  readonly stored = new Map<string, string>();
  /** Files in parts that are not whole yet, and their sizes. */
  readonly parted = new Map<string, number>();
  /** Addresses for parts of earlier rounds have ended. */
  round = 1;
  readonly sockets = new Set<WebSocket>();
  /** What was said over every socket. */
  readonly said: Fields[] = [];
  /** What is answered to a subscription. */
  onSubscribe: (socket: WebSocket, message: Fields) => void = (socket, { task }) => {
    socket.send(JSON.stringify({ type: 'subscribed', task, resumed: false }));
  };
  hasPush = false;
  nextCheckSeconds = 7;
  readonly #byKey = new Map<string, string>();
  #tickets = 0;
  readonly #http = createServer();
  #port = 0;
  #isLost = false;
  #waiting: (() => void)[] = [];

  static async open(): Promise<FakeServer> {
    const server = new FakeServer();
    await server.#listen();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** The network is gone: nobody is told, and nobody is let in. */
  lose(): void {
    this.#isLost = true;
    for (const socket of this.sockets) socket.terminate();
    this.#http.closeAllConnections();
  }

  comeBack(): void {
    this.#isLost = false;
  }

  async stop(): Promise<void> {
    this.lose();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async #listen(): Promise<void> {
    this.#http.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.#answer(request, response);
    });
    this.#http.on('connection', (socket: Socket) => {
      if (this.#isLost) socket.destroy();
    });
    const push = new WebSocketServer({ server: this.#http });
    push.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString()) as Fields;
        this.said.push(message);
        if (message['action'] === 'subscribe') this.onSubscribe(socket, message);
        if (message['action'] === 'ping') socket.send('{"type":"pong"}');
      });
    });
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    this.#port = (this.#http.address() as AddressInfo).port;
  }

  /** The requests that begin so. */
  asked(match: string): Seen[] {
    return this.seen.filter(({ method, path }) => `${method} ${path}`.startsWith(match));
  }

  /** Requests that begin so have come so often. */
  async isAsked(match: string, times: number): Promise<void> {
    while (this.asked(match).length < times)
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
  }

  /** Something happens to a task, and everybody who listens is told. */
  change(id: string, fields: Fields, event: { id: string; sequence: number }): void {
    this.tasks.set(id, { ...this.tasks.get(id), ...fields });
    const message = JSON.stringify({ type: 'task.stage_changed', ...event, data: this.tasks.get(id) });
    for (const socket of this.sockets) socket.send(message);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray().catch(() => [])).toString('latin1');
    const { method = '', url: path = '', headers } = request;
    this.seen.push({ method, path, headers, body });
    for (const wake of this.#waiting.splice(0)) wake();
    const fault = this.#takeFault(`${method} ${path}`);
    const answer = fault?.when === 'before' ? {} : this.#act({ method, path, headers, body });
    await this.#holdOf(`${method} ${path}`);
    if (fault?.answer === 'reset') request.socket.destroy();
    else if (fault) send(response, { body: refusal(fault.answer), ...fault, status: fault.answer });
    else send(response, answer);
  }

  async #holdOf(line: string): Promise<void> {
    const at = this.holds.findIndex(({ match }) => line.startsWith(match));
    if (at >= 0) await this.holds.splice(at, 1)[0]?.until;
  }

  #takeFault(line: string): Fault | undefined {
    const at = this.faults.findIndex(({ match }) => line.startsWith(match));
    return at < 0 ? undefined : this.faults.splice(at, 1)[0];
  }

  #act({ method, path, headers, body }: Seen): Answer {
    if (method === 'PUT')
      return path.startsWith('/part/') ? this.#storePart(path, body) : this.#store(path, body);
    if (headers.authorization !== 'Bearer dk_test') return { status: 401, body: refusal(401) };
    const [route = ''] = path.replace('/api/v1', '').split('?');
    if (route === '/me')
      return { body: { owner: 'ana', ...(this.hasPush && { liveUrl: this.url.replace('http', 'ws') }) } };
    if (route.startsWith('/uploads')) return this.#upload(route, body);
    if (method === 'POST' && route === '/generation/tasks')
      return this.#create(String(headers['idempotency-key']), body);
    if (method === 'POST' && route === '/webhooks') return { status: 201, body: { id: 'wh_1' } };
    return this.#task(method, route, path);
  }

  #create(key: string, body: string): Answer {
    const known = this.#byKey.get(key);
    const id = known ?? String(this.tasks.size + 1).padStart(32, '0');
    this.#byKey.set(key, id);
    const order = JSON.parse(body) as Fields;
    if (known === undefined)
      this.tasks.set(id, { id, status: 'PENDING', stage: 'queued', assets: [], ...order });
    const headers = known === undefined ? {} : { 'idempotency-replayed': 'true' };
    return {
      status: 202,
      body: { ...this.tasks.get(id), nextCheckSeconds: this.nextCheckSeconds },
      headers,
    };
  }

  #task(method: string, route: string, path: string): Answer {
    const [, , , id = '', rest] = route.split('/');
    if (id === '') return this.#list(path);
    const task = this.tasks.get(id);
    if (!task) return { status: 404, body: refusal(404) };
    if (rest === 'cancel') task['status'] = 'CANCELED';
    if (method === 'POST') return { body: { outcome: 'canceled', task } };
    if (rest !== 'status') return { body: task };
    const { status, stage } = task;
    const next = status === 'PENDING' ? { nextCheckSeconds: this.nextCheckSeconds } : {};
    return { body: { id, status, stage, attempt: 1, ...next } };
  }

  #list(path: string): Answer {
    const all = [...this.tasks.values()].map((task) =>
      task['status'] === 'PENDING' ? { ...task, nextCheckSeconds: this.nextCheckSeconds } : task,
    );
    const from = Number(new URL(path, this.url).searchParams.get('cursor') ?? 0);
    const more = from + 2 < all.length ? { nextCursor: String(from + 2) } : {};
    return { body: { items: all.slice(from, from + 2), ...more } };
  }

  #ticket(): Fields {
    const id = String((this.#tickets += 1)).padStart(32, 'a');
    const headers = { 'content-type': 'image/png', 'if-none-match': '*' };
    return { id, uploadUrl: `${this.url}/put/${id}`, method: 'PUT', headers };
  }

  #upload(route: string, body: string): Answer {
    const [, , id = '', what] = route.split('/');
    if (id === '') return { status: 201, body: this.#ticket() };
    if (id === 'parts') return { status: 201, body: this.#begin(JSON.parse(body) as Fields) };
    const bytes = [...this.stored].reduce((sum, [at, sent]) => sum + (at.includes(id) ? sent.length : 0), 0);
    return what === 'parts' ? this.#partsOf(id) : { body: { id, status: 'ready', bytes } };
  }

  /** A file in parts of ten bytes. */
  #begin({ bytes }: Fields): Fields {
    const id = String((this.#tickets += 1)).padStart(32, 'b');
    this.parted.set(id, Number(bytes));
    return this.#partsOf(id).body as Fields;
  }

  #partsOf(id: string): Answer {
    const bytes = this.parted.get(id);
    if (bytes === undefined) return { status: 409, body: { ...refusal(409), code: 'conflict' } };
    const parts = Array.from({ length: Math.ceil(bytes / 10) }, (_, index) => {
      const number = index + 1;
      const address = `/part/${id}/${number}`;
      return {
        ...{ number, bytes: Math.min(10, bytes - index * 10) },
        ...(!this.stored.has(address) && { uploadUrl: `${this.url}${address}?round=${this.round}` }),
      };
    });
    return { body: { id, method: 'PUT', partBytes: 10, parts } };
  }

  #storePart(path: string, body: string): Answer {
    const [address = '', round] = path.split('?round=');
    if (Number(round) < this.round) return { status: 403, body: { message: 'Request has expired' } };
    this.stored.set(address, body);
    return {};
  }

  #store(path: string, body: string): Answer {
    if (this.stored.has(path)) return { status: 412, body: { message: 'PreconditionFailed' } };
    this.stored.set(path, body);
    return {};
  }
}

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const refusal = (status: number): Fields => ({
  status,
  code: `code_${status}`,
  detail: 'no',
  requestId: 'r-1',
  errors: [{ path: '/providerParams/model', message: 'unknown' }],
});

function send(response: ServerResponse, { status = 200, body, headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

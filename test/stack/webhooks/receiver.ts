import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a receiver was sent. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: {
    readonly id: string;
    readonly type: string;
    readonly timestamp: string;
    readonly sequence: number;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

type Answer = (received: Received, response: ServerResponse) => void;

/** A receiver of events: a server of somebody else's on this machine. */
export class Receiver {
  readonly received: Received[] = [];
  /** How it answers; 204 where nothing is said. */
  answer: Answer = (_received, response) => void response.writeHead(204).end();
  readonly #server = createServer((request, response) => void this.#take(request, response));

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const received = {
      path: request.url ?? '',
      headers: request.headers,
      text: body,
      body: JSON.parse(body) as Received['body'],
    };
    this.received.push(received);
    this.answer(received, response);
  }

  /** The types of what has come, about one task or about all. */
  types(taskId?: string): string[] {
    return this.received
      .filter(({ body }) => taskId === undefined || body.data['id'] === taskId)
      .map(({ body }) => body.type);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `down`: answers 503 to everything · `wrong-keys`: knows none of our keys · `denied`: they open nothing. */
type StoreFault = 'down' | 'wrong-keys' | 'denied';

const answers: Readonly<Record<StoreFault, readonly [number, string]>> = {
  down: [503, 'ServiceUnavailable'],
  'wrong-keys': [403, 'InvalidAccessKeyId'],
  denied: [403, 'AccessDenied'],
};

const textOf = (code: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;

/** Stands between the functions and a store that speaks S3, and fails in its place when told to. */
export class FaultyStore {
  fault: StoreFault | undefined;
  /** Where whole requests go; set once the store is there. */
  target = '';
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((incoming, outgoing) => this.#handle(incoming, outgoing));
  }

  static async open(): Promise<FaultyStore> {
    const store = new FaultyStore();
    await new Promise<void>((done) => void store.#server.listen(0, '127.0.0.1', done));
    return store;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => void this.#server.close(done));
  }

  #handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (this.fault !== undefined) {
      const [status, code] = answers[this.fault];
      incoming.resume();
      // The SDK sets its clock by this header, and the stack has a time of its own.
      outgoing.sendDate = false;
      outgoing.writeHead(status, { 'content-type': 'application/xml', connection: 'close' });
      outgoing.end(textOf(code));
      return;
    }
    const { method, url, headers } = incoming;
    const passed = request(`${this.target}${url ?? ''}`, { method, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  }
}

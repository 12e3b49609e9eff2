import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.ts';
import { BACKLOG, patience } from '../http-server.ts';
import { amazon, cloudflare, type DialectName } from './dialect.ts';
import { handle, type S3Access, type Service } from './handle.ts';
import type { Credentials } from './signature.ts';
import type { BucketSettings } from './store/records.ts';
import { Store } from './store/store.ts';

/** How a local S3 is started. */
export interface S3Options {
  /** All state lives here and survives a restart. */
  readonly dataDir: string;
  readonly clock: Clock;
  /** A free port when left out. */
  readonly port?: number | undefined;
  readonly credentials: Credentials;
  /** Knows further keys, and what their owners may do; without it the one key pair may do everything. */
  readonly access?: S3Access | undefined;
  /** Whose limits are kept; Amazon's when left out. */
  readonly strict?: DialectName | undefined;
  /** Told of every authenticated request as its answer goes out: S3's name of it and its payload. */
  readonly onRequest?: ((operation: string, bytes: number) => void) | undefined;
  /** How far a request's own time may be from the clock; S3 allows 15 minutes. */
  readonly maxSkewSeconds?: number | undefined;
}

/** A running local S3. */
export interface S3Server {
  readonly url: string;
  /** Makes sure that a bucket exists and has these settings; its objects stay. */
  createBucket(name: string, settings?: BucketSettings): Promise<void>;
  /** Resolves when no request is being served. */
  idle(): Promise<void>;
  /** Ends all connections and frees the port. */
  stop(): Promise<void>;
}

/** Counts requests from their first header to the close of their answer. */
class InFlight {
  #count = 0;
  #waiting: (() => void)[] = [];

  enter(): void {
    this.#count += 1;
  }

  leave(): void {
    this.#count -= 1;
    if (this.#count > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async idle(): Promise<void> {
    while (this.#count > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

const openTo = (credentials: Credentials): S3Access => ({
  keysOf: (accessKeyId) => (accessKeyId === credentials.accessKeyId ? credentials : undefined),
  denied: () => undefined,
});

/** Starts an S3 on 127.0.0.1 that speaks the real protocol in path style and keeps its objects on disk. */
export async function startS3(options: S3Options): Promise<S3Server> {
  const { dataDir, clock, port = 0, credentials } = options;
  const store = await Store.open(dataDir, () => clock.now());
  const service: Service = {
    store,
    clock,
    ...(options.access ?? openTo(credentials)),
    dialect: options.strict === 'r2' ? cloudflare : amazon,
    maxSkewSeconds: options.maxSkewSeconds ?? 900,
    onRequest: options.onRequest ?? (() => undefined),
  };
  const inFlight = new InFlight();
  const serve = (incoming: IncomingMessage, response: ServerResponse, asksFirst: boolean): void => {
    inFlight.enter();
    handle(service, { incoming, response, asksFirst })
      .catch(() => response.destroy())
      .finally(() => inFlight.leave());
  };
  // An upload may take as long as it takes: only the headers have to come in time.
  const server = createServer(patience);
  server.on('request', (incoming: IncomingMessage, response: ServerResponse) =>
    serve(incoming, response, false),
  );
  server.on('checkContinue', (incoming: IncomingMessage, response: ServerResponse) =>
    serve(incoming, response, true),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', backlog: BACKLOG }, resolve);
  });
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${listening}`,
    createBucket: async (name, settings = {}) => {
      if (store.has(name)) await store.bucket(name).configure(settings);
      else await store.create(name, settings);
    },
    idle: () => inFlight.idle(),
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await inFlight.idle();
    },
  };
}

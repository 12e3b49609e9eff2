// Runs in a worker thread: instances of many functions, each with its own environment, time, output and sockets.
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { dirname, sep } from 'node:path';
import { env as ofThread } from 'node:process';
import { parentPort } from 'node:worker_threads';
import type { InvokeMessage, SandboxData, SandboxMessage, ThreadOrder, ThreadReport } from './protocol.ts';
import { captureOutput, type ConsoleOptions } from './sandbox-console.ts';
import { loadHandler, type Handler } from './sandbox-handler.ts';
import { crashOf, loaded, serve } from './sandbox-invoke.ts';
import { followTime, timeIn } from './sandbox-time.ts';

/** One instance of a function. Its code runs in its own asynchronous context, by which it is known wherever it is. */
class Tenant {
  readonly id: number;
  readonly data: SandboxData;
  readonly environment: Record<string, string>;
  readonly now: (() => number) | undefined;
  readonly #connections = new Set<Socket | ClientRequest>();
  handler: Handler | undefined;
  requestId: string | undefined;
  isOver = false;

  constructor({ id, data, environment }: ThreadOrder & { type: 'start' }) {
    this.id = id;
    this.data = data;
    this.environment = { ...environment };
    this.now = data.time === undefined ? undefined : timeIn(data.time);
  }

  post(message: ThreadReport['message']): void {
    if (this.isOver && message.type !== 'ended') return;
    parentPort?.postMessage({ id: this.id, message } satisfies ThreadReport);
  }

  get output(): ConsoleOptions {
    const { requestId, data } = this;
    const emit = (text: string): void => this.post({ type: 'log', requestId, text });
    return { format: data.logFormat, level: data.logLevel, requestId, emit };
  }

  /** A socket that the instance opens is its own, and so is a request, over whosever socket; one that is over has none. */
  opens(connection: Socket | ClientRequest): void {
    if (this.isOver) return void connection.destroy();
    this.#connections.add(connection);
    connection.once('close', () => this.#connections.delete(connection));
  }

  /** Takes away all through which the instance could still be heard, in the middle of whatever it does. */
  end(): void {
    this.isOver = true;
    for (const connection of this.#connections) connection.destroy();
  }
}

const tenants = new Map<number, Tenant>();
const current = new AsyncLocalStorage<Tenant>();
const ofCurrent = (): NodeJS.ProcessEnv => current.getStore()?.environment ?? ofThread;

const environments = new Proxy<NodeJS.ProcessEnv>(
  {},
  {
    get: (_none, name) => Reflect.get(ofCurrent(), name) as unknown,
    has: (_none, name) => Reflect.has(ofCurrent(), name),
    set: (_none, name, value) => Reflect.set(ofCurrent(), name, String(value)),
    deleteProperty: (_none, name) => Reflect.deleteProperty(ofCurrent(), name),
    ownKeys: () => Reflect.ownKeys(ofCurrent()),
    getOwnPropertyDescriptor: (_none, name) => Reflect.getOwnPropertyDescriptor(ofCurrent(), name),
  },
);
Object.defineProperty(process, 'env', { value: environments });
followTime(() => current.getStore()?.now?.());
captureOutput(() => current.getStore()?.output);
subscribe('net.client.socket', (message) => {
  current.getStore()?.opens((message as { socket: Socket }).socket);
});
subscribe('http.client.request.created', (message) => {
  current.getStore()?.opens((message as { request: ClientRequest }).request);
});
process.on('uncaughtException', (error) => crash(crashOf(error, false)));
process.on('unhandledRejection', (reason) => crash(crashOf(reason, true)));

/** Ends whoever has let something escape; all, where that is not known. */
function crash(message: SandboxMessage): void {
  const known = current.getStore();
  for (const tenant of known === undefined ? tenants.values() : [known]) {
    tenant.post(message);
    tenant.end();
  }
}

/** Loads the function's own files anew: instances have nothing in common but what lies outside of their folder. */
async function loadAnew(file: string): Promise<unknown> {
  const require = createRequire(file);
  const own = dirname(file) + sep;
  for (const known of Object.keys(require.cache)) if (known.startsWith(own)) delete require.cache[known];
  return require(file) as unknown;
}

async function start(order: ThreadOrder & { type: 'start' }): Promise<void> {
  const tenant = new Tenant(order);
  tenants.set(order.id, tenant);
  const { code, handler, sourceMaps } = order.data;
  if (sourceMaps) process.setSourceMapsEnabled(true);
  const found = await current.run(tenant, () => loaded(() => loadHandler(code, handler, loadAnew)));
  if (typeof found !== 'function') return tenant.post(found);
  tenant.handler = found;
  tenant.post({ type: 'ready' });
}

async function invoke(tenant: Tenant, message: InvokeMessage): Promise<void> {
  const { handler, data, environment } = tenant;
  if (handler === undefined) return;
  tenant.requestId = message.requestId;
  tenant.post(await current.run(tenant, () => serve({ handler, data, environment }, message)));
}

function end(tenant: Tenant): void {
  tenant.end();
  tenants.delete(tenant.id);
  tenant.post({ type: 'ended' });
}

parentPort?.on('message', (order: ThreadOrder) => {
  if (order.type === 'start') return void start(order);
  const tenant = tenants.get(order.id);
  if (tenant === undefined) return;
  if (order.type === 'invoke') void invoke(tenant, order.message);
  else end(tenant);
});

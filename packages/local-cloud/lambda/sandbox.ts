// Runs in a worker thread: one instance of one function, one event at a time.
import { env } from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import type { InvokeMessage, SandboxData, SandboxMessage } from './protocol.ts';
import { captureOutput } from './sandbox-console.ts';
import { loadHandler } from './sandbox-handler.ts';
import { crashOf, loaded, serve } from './sandbox-invoke.ts';
import { followTime, timeIn } from './sandbox-time.ts';

delete env['NODE_COMPILE_CACHE']; // told to the runtime, which has read it by now
const data = workerData as SandboxData;
let requestId: string | undefined;

const post = (message: SandboxMessage): void => parentPort?.postMessage(message);

if (data.time !== undefined) followTime(timeIn(data.time));
if (data.sourceMaps) process.setSourceMapsEnabled(true);
captureOutput(() => ({
  format: data.logFormat,
  level: data.logLevel,
  requestId,
  emit: (text) => post({ type: 'log', requestId, text }),
}));

// What escapes the handler ends the instance, as it does on Lambda.
process.on('uncaughtException', (error) => leave('Uncaught Exception', crashOf(error, false)));
process.on('unhandledRejection', (reason) => leave('Unhandled Promise Rejection', crashOf(reason, true)));

function leave(what: string, crash: ReturnType<typeof crashOf>): void {
  console.error(`${what} \t${JSON.stringify(crash.error)}`);
  post(crash);
  process.exit(128);
}

const handler = await loaded(() => loadHandler(data.code, data.handler));
if (typeof handler === 'function') {
  parentPort?.on('message', (message: InvokeMessage) => {
    requestId = message.requestId;
    void serve({ handler, data, environment: env }, message).then(post);
  });
  post({ type: 'ready' });
} else {
  post(handler);
}

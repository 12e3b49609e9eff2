// Runs in a worker thread: one instance of one function, one event at a time.
import { env } from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { errorRecord, type InvokeMessage, type SandboxData, type SandboxMessage } from './protocol.ts';
import { captureOutput } from './sandbox-console.ts';
import { loadHandler, type Handler } from './sandbox-handler.ts';
import { followTime } from './sandbox-time.ts';

delete env['NODE_COMPILE_CACHE']; // told to the runtime, which has read it by now
const data = workerData as SandboxData;
let requestId: string | undefined;

const post = (message: SandboxMessage): void => parentPort?.postMessage(message);

if (data.time !== undefined) followTime(data.time);
if (data.sourceMaps) process.setSourceMapsEnabled(true);
captureOutput({
  format: data.logFormat,
  level: data.logLevel,
  requestId: () => requestId,
  emit: (text) => post({ type: 'log', requestId, text }),
});

// What escapes the handler ends the instance, as it does on Lambda.
process.on('uncaughtException', (error) => leave('Uncaught Exception', errorRecord(error)));
process.on('unhandledRejection', (reason) =>
  leave('Unhandled Promise Rejection', {
    ...errorRecord(reason),
    errorType: 'Runtime.UnhandledPromiseRejection',
    errorMessage: reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason),
  }),
);

function leave(what: string, error: ReturnType<typeof errorRecord>): void {
  console.error(`${what} \t${JSON.stringify(error)}`);
  post({ type: 'crashed', error });
  process.exit(128);
}

function contextOf(message: InvokeMessage): Record<string, unknown> {
  const deadline = Date.now() + message.remainingMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: data.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.arn,
    memoryLimitInMB: String(data.memoryMegabytes),
    awsRequestId: message.requestId,
    logGroupName: data.logGroup,
    logStreamName: data.logStream,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

async function invoke(handler: Handler, message: InvokeMessage): Promise<void> {
  requestId = message.requestId;
  env['_X_AMZN_TRACE_ID'] = message.traceId; // the runtime writes it anew for every event
  try {
    const answer: unknown = await handler(JSON.parse(message.event), contextOf(message));
    post({ type: 'done', payload: JSON.stringify(answer) ?? 'null' });
  } catch (thrown) {
    const error = errorRecord(thrown);
    console.error(`Invoke Error \t${JSON.stringify(error)}`);
    post({ type: 'failed', error });
  }
}

try {
  const handler = await loadHandler(data.code, data.handler);
  parentPort?.on('message', (message: InvokeMessage) => void invoke(handler, message));
  post({ type: 'ready' });
} catch (thrown) {
  const error = errorRecord(thrown);
  console.error(`Uncaught Exception \t${JSON.stringify(error)}`);
  post({ type: 'init-failed', error });
}

import { errorRecord, type InvokeMessage, type SandboxData, type SandboxMessage } from './protocol.ts';
import type { Handler } from './sandbox-handler.ts';

function contextOf(data: SandboxData, message: InvokeMessage): Record<string, unknown> {
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

/** What serves events: a function's code, what it is told about itself, and its environment. */
export interface Server {
  readonly handler: Handler;
  readonly data: SandboxData;
  readonly environment: NodeJS.ProcessEnv;
}

/** Serves one event; what the handler throws is logged and told. */
export async function serve(
  { handler, data, environment }: Server,
  message: InvokeMessage,
): Promise<SandboxMessage> {
  environment['_X_AMZN_TRACE_ID'] = message.traceId; // the runtime writes it anew for every event
  try {
    const answer: unknown = await handler(JSON.parse(message.event), contextOf(data, message));
    return { type: 'done', payload: JSON.stringify(answer) ?? 'null' };
  } catch (thrown) {
    const error = errorRecord(thrown);
    console.error(`Invoke Error \t${JSON.stringify(error)}`);
    return { type: 'failed', error };
  }
}

/** Loads a handler, or says what came of it. */
export async function loaded(load: () => Promise<Handler>): Promise<Handler | SandboxMessage> {
  try {
    return await load();
  } catch (thrown) {
    const error = errorRecord(thrown);
    console.error(`Uncaught Exception \t${JSON.stringify(error)}`);
    return { type: 'init-failed', error };
  }
}

/** What a function has left behind that nobody caught. */
export function crashOf(thrown: unknown, isRejection: boolean): SandboxMessage & { type: 'crashed' } {
  const error = errorRecord(thrown);
  if (!isRejection) return { type: 'crashed', error };
  const errorMessage = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return {
    type: 'crashed',
    error: { ...error, errorType: 'Runtime.UnhandledPromiseRejection', errorMessage },
  };
}

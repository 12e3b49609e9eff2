import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { darkroomServer } from './server.ts';
import type { Serving } from './serving.ts';

export type { Serving } from './serving.ts';

/**
 * Serves the program that started this one, over its standard streams, until it closes them or the signal fires. Nothing but the
 * protocol may be written to standard output meanwhile.
 */
export async function serveMcp(serving: Serving, signal: AbortSignal): Promise<void> {
  const wire = new StdioServerTransport();
  const handle = serveStdio(() => darkroomServer(serving), { transport: wire });
  await new Promise<void>((resolve) => {
    const { onclose } = wire;
    wire.onclose = () => {
      onclose?.();
      resolve();
    };
    const stop = (): void => void handle.close().then(resolve);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

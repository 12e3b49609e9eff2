import { CloudFailure } from './failure.ts';

/** Starts a server that knows nothing of who wanted which port: a taken one is named together with who wanted it. */
export async function onPort<T>(
  what: string,
  port: number | undefined,
  start: (port: number) => Promise<T>,
): Promise<T> {
  try {
    return await start(port ?? 0);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new CloudFailure(`Port ${port} is already taken by another program; the ${what} wanted it.`, {
      cause,
    });
  }
}

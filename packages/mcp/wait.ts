import { DarkroomError, type Darkroom } from '@darkroom/client';
import type { Task } from '@darkroom/client/api-types';
import type { Handle } from '@darkroom/client/subscribe';
import type { ServerContext } from '@modelcontextprotocol/server';

/** A chat that waits longer gives up, and would order again. */
export const MOST_WAIT_SECONDS = 20;

/** A task when it has ended, or as it is after so long; whoever asked is told how far it is meanwhile. */
export async function waited(
  darkroom: Darkroom,
  handle: Handle,
  { seconds, context }: { seconds: number; context: ServerContext },
): Promise<Task> {
  const { signal } = context.mcpReq;
  const tell = progressOf(context);
  tell(handle);
  try {
    return await darkroom.subscribe(handle, { timeoutSeconds: seconds, signal, onUpdate: tell });
  } catch (error) {
    if (!(error instanceof DarkroomError) || error.code !== 'wait_timeout') throw error;
    return darkroom.tasks.get(handle.id, { signal });
  }
}

/** Progress in the protocol's words, for who wants to hear of it: a count that rises, and the stage. */
function progressOf({ mcpReq }: ServerContext): (update: Pick<Handle, 'stage'>) => void {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return () => undefined;
  let progress = 0;
  let told: Handle['stage'];
  return ({ stage }) => {
    if (progress > 0 && stage === told) return;
    told = stage;
    progress += 1;
    const params = { progressToken, progress, ...(stage && { message: stage }) };
    // Who has gone needs no progress.
    void mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined);
  };
}

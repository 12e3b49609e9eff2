import { followLive } from './live.ts';
import type { LiveOptions, LiveTarget } from './live-events.ts';
import { resources, type Resources } from './resources.ts';
import { runner, type Run } from './run.ts';
import { subscribe, type Handle, type WaitOptions } from './subscribe.ts';
import { taskCalls, type CallOptions, type TaskCalls } from './tasks.ts';
import { createTransport, type ClientOptions } from './transport.ts';
import type { Task } from './api-types.gen.ts';

export { DarkroomError } from './error.ts';
export { verifyWebhook } from './verify-webhook.ts';
export type { LiveOptions, LiveTarget, TaskChange } from './live-events.ts';
export type { ClientOptions } from './transport.ts';

/** Everything that an application asks of Darkroom. */
export interface Darkroom extends Resources {
  readonly tasks: TaskCalls;
  /** Orders, waits, and answers with the task when it has succeeded. */
  readonly run: Run;
  /** Waits for the end of a task that was ordered here or anywhere else. */
  subscribe(handle: Handle, options?: WaitOptions): Promise<Task>;
  /** Follows tasks for as long as the signal lets it. */
  live(target: LiveTarget, options: LiveOptions): Promise<void>;
  /** The file of an asset, unread. */
  download(asset: { readonly url: string }, options?: CallOptions): Promise<Response>;
  /** Brings a file in. */
  readonly upload: Resources['uploads']['create'];
}

/** A client of one deployment, for one credential. */
export function createDarkroom(options: ClientOptions): Darkroom {
  const line = createTransport(options);
  const others = resources(line);
  return {
    ...others,
    tasks: taskCalls(line),
    run: runner(line),
    subscribe: (handle, waiting) => subscribe(line, handle, waiting),
    live: (target, following) => followLive(line, target, following),
    download: ({ url }, { signal } = {}) => line.download(url, signal),
    upload: others.uploads.create,
  };
}

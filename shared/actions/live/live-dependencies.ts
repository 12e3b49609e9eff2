import type { Clock, Log, Random } from '#domain/ports.ts';
import type { Credential } from '#domain/live/live.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { FeedStore } from '#storage/live/feed-store.ts';
import type { ListenerStore } from '#storage/live/listener-store.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';

/** What became of a message: `gone`, the client is not connected any more; `failed`, nobody knows whether it has it. */
export type Posted = 'sent' | 'gone' | 'failed';

/** Speaks to clients that are connected. Never throws. */
export interface Connections {
  post(connectionId: string, text: string): Promise<Posted>;
  /** Ends a connection: its client connects anew, and resumes. */
  close(connectionId: string): Promise<void>;
}

/** What pushing leans on. */
export interface LiveDependencies {
  readonly feed: FeedStore;
  readonly listeners: ListenerStore;
  readonly tasks: Pick<TaskStore, 'load'>;
  /** A task as GET shows it. */
  readonly show: (snapshot: TaskSnapshot) => unknown;
  readonly connections: Connections;
  /** Whether what a client proved with who it is is still good, as it was a minute ago at most. */
  readonly isGood: (credential: Credential) => Promise<boolean>;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'hex128'>;
  readonly log: Log;
}

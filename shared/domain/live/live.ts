import type { TaskId, Owner } from '../ids.ts';
import { idsFrom } from '../webhooks/delivery.ts';
import type { TaskEventType } from '../webhooks/event-types.ts';

/** What somebody who is connected wants to be told of: everything of an owner, one task, or the tasks of one prompt. */
export type LiveTarget =
  | { readonly type: 'owner' }
  | { readonly type: 'task'; readonly id: TaskId }
  | { readonly type: 'prompt'; readonly id: string };

/** What a client proved with who it is, as far as that can end before its time. */
export type Credential =
  /** The SHA-256 of an API key. */
  | { readonly type: 'key'; readonly hash: string }
  /** A token for browsers: the id of the secret that it is signed with. */
  | { readonly type: 'browser'; readonly keyId: string }
  /** A token of an issuer, which only time ends. */
  | { readonly type: 'issued' };

/** Somebody who is connected, and what he is told of. */
export interface Listener {
  readonly connectionId: string;
  readonly owner: Owner;
  readonly target: LiveTarget;
  readonly credential: Credential;
  /** From then on (epoch ms) he is told nothing: his credential ends, or the gateway has closed the connection. */
  readonly endsAt: number;
}

/** An event in an owner's feed, which is kept for as long as it can be resumed from. */
export interface FeedEvent {
  readonly id: string;
  readonly owner: Owner;
  /** `resync`: one connection is to look at the state itself. */
  readonly type: TaskEventType | 'resync';
  readonly at: string;
  readonly sequence: number;
  readonly taskId?: string;
  readonly incarnation?: string;
  readonly promptId?: string;
  /** Whom a `resync` is for. */
  readonly connectionId?: string;
  /** What it is about, as `targetMembers` says it. */
  readonly about?: TargetMembers;
  /** When it is to be pushed (ISO); absent once it was. */
  readonly dueAt?: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Events of so long can be resumed. */
export const FEED_MS = 24 * HOUR_MS;
/** The gateway closes every connection after so long. */
export const LONGEST_CONNECTION_MS = 2 * HOUR_MS;
/** Whoever is connected keeps changes written down until a day after his connection has ended at the latest … */
export const WATCHED_MS = FEED_MS + LONGEST_CONNECTION_MS + HOUR_MS;
/** … which is written down anew no more often than every hour. */
export const WATCHED_LEAST_MS = WATCHED_MS - HOUR_MS;
/**
 * A change that was under way when the first one began to listen is told of nobody. So long after he has begun to listen
 * whoever does is told to look himself: no write is under way for longer …
 */
export const SETTLE_MS = 30_000;
/** … if he begins within so long after the first: whose connection is gone before he is told comes back by then. */
export const LOOKS_MS = 5 * MINUTE_MS;
/**
 * So much before the event that a client has seen last its feed is read again: others may be older by their ids, and have
 * come into the table, or been pushed, later.
 */
export const RESUME_OVERLAP_MS = 2 * MINUTE_MS;
/** Clocks of functions may differ by so much. */
const CLOCKS_DIFFER_MS = MINUTE_MS;
/** So many missed events are pushed again; who has missed more looks at the state himself. */
export const MOST_RESUMED = 500;
/** So many events are looked through for them. */
export const MOST_LOOKED_THROUGH = 10_000;
/** So many subscriptions a connection may have. */
export const MOST_SUBSCRIPTIONS = 50;
/** The gateway takes no larger messages (bytes). */
export const LARGEST_MESSAGE = 128 * 1024;
/** Who has not said within so long who he is, is sent away. */
export const PATIENCE_MS = 30_000;

/** The name of an owner's feed among what is delivered one after the other. */
export const LIVE = 'live';

/** How a target is said in messages, by whoever asks for it and in answers. */
export interface TargetMembers {
  readonly task?: string;
  readonly prompt?: string;
  readonly owner?: true;
}

export function targetMembers(target: LiveTarget): TargetMembers {
  return target.type === 'owner' ? { owner: true } : { [target.type]: target.id };
}

/** Whether an event is among what somebody is told of. */
export function concerns(target: LiveTarget, { taskId, promptId }: FeedEvent): boolean {
  if (target.type === 'owner') return true;
  return target.type === 'task' ? taskId === target.id : promptId === target.id;
}

/** The time (epoch ms) in the id of an event. */
const timeIn = (eventId: string): number =>
  Number.parseInt(eventId.slice('evt_'.length, 'evt_'.length + 12), 16);

/**
 * From where on a feed is read for a client that has seen this event last; undefined where that cannot be said: it is older
 * than what is kept, or nobody listened then, or it is none of ours.
 */
export function resumedFrom(
  after: string,
  { now, since }: { readonly now: number; readonly since: number },
): string | undefined {
  const seen = timeIn(after);
  const isKept = seen >= Math.max(since, now - FEED_MS) && seen <= now + CLOCKS_DIFFER_MS;
  return isKept ? idsFrom(seen - RESUME_OVERLAP_MS) : undefined;
}

import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import { reachesTask, type Reach } from '#domain/keys/reach.ts';
import { missingScope, type Scope } from '#domain/keys/scopes.ts';
import {
  concerns,
  LONGEST_CONNECTION_MS,
  LOOKS_MS,
  MOST_LOOKED_THROUGH,
  MOST_RESUMED,
  MOST_SUBSCRIPTIONS,
  resumedFrom,
  SETTLE_MS,
  targetMembers,
  type Credential,
  type FeedEvent,
  type Listener,
  type LiveTarget,
} from '#domain/live/live.ts';
import { isoTime } from '#domain/ports.ts';
import { eventIdAt } from '#domain/webhooks/delivery.ts';
import type { WatchMarkers } from '#storage/live/watch-markers.ts';
import { inOrder } from '../webhooks/deliver-events.ts';
import { noSuchTask } from '../tasks/read-tasks.ts';
import { eventMessage } from './event-message.ts';
import type { LiveDependencies, Posted } from './live-dependencies.ts';

/** Who subscribes. */
export interface Subscriber {
  readonly owner: Owner;
  readonly scopes: readonly Scope[];
  /** What a token for browsers opens; absent for who reaches everything of the owner. */
  readonly reach?: Reach;
  readonly credential: Credential;
  /** When that ends (ISO), where it is known. */
  readonly expiresAt?: string;
}

export interface SubscribeOrder {
  readonly connection: { readonly id: string; readonly openedAt: number };
  readonly subscriber: Subscriber;
  readonly target: LiveTarget;
  /** The event that the client has seen last. */
  readonly after?: string;
}

export interface SubscribeDependencies extends Omit<LiveDependencies, 'isGood' | 'log'> {
  readonly markers: WatchMarkers;
}

const PAGE = 500;

/** Throws where a subscriber may not be told of a target, as GET would. */
const checkReach =
  ({ tasks }: Pick<LiveDependencies, 'tasks'>) =>
  async ({ owner, scopes, reach }: Subscriber, target: LiveTarget): Promise<void> => {
    const missing = missingScope(['tasks:read'], scopes);
    if (missing !== undefined)
      throw new Failure('forbidden', `This key lacks the scope ${missing}`, {
        extra: { requiredScope: missing },
      });
    if (target.type === 'task') {
      const task = (await tasks.load(owner, target.id))?.task;
      if (task === undefined || !reachesTask(reach, task)) throw noSuchTask();
      return;
    }
    const isOpen =
      reach === undefined ||
      reach.type === 'owner' ||
      (target.type === 'prompt' && reach.type === 'prompt' && reach.id === target.id);
    if (!isOpen) throw new Failure('forbidden', 'A token for browsers does not open that');
  };

/** What a client has missed of a target since an event; undefined where that cannot be said, or is too much. */
const missing =
  ({ feed }: Pick<LiveDependencies, 'feed'>) =>
  async (owner: Owner, target: LiveTarget, from: string): Promise<readonly FeedEvent[] | undefined> => {
    const found: FeedEvent[] = [];
    let looked = 0;
    for (let after: string | undefined = from; after !== undefined;) {
      const { items, next } = await feed.page(owner, after, PAGE);
      looked += items.length;
      found.push(...items.filter((event) => event.type !== 'resync' && concerns(target, event)));
      if (found.length > MOST_RESUMED || looked > MOST_LOOKED_THROUGH) return undefined;
      after = next;
    }
    return found;
  };

/**
 * Tells a connection of a target from now on, and of what it has missed. It is written down first and what it has missed is
 * read then: what comes in between is told twice, and nothing never.
 */
export const subscribe = (dependencies: SubscribeDependencies) => {
  const { feed, listeners, markers, connections, clock, random } = dependencies;
  const check = checkReach(dependencies);
  const missedBy = missing(dependencies);
  const messageOf = eventMessage(dependencies);

  const say = (id: string, message: object): Promise<Posted> => connections.post(id, JSON.stringify(message));

  /** Whether everything that was missed is told. */
  const resume = async ({ owner, target, connectionId }: Listener, from: string): Promise<boolean> => {
    const missed = await missedBy(owner, target, from);
    if (missed === undefined) return false;
    let isWhole = true;
    await inOrder(missed, async (event) => {
      const text = isWhole ? await messageOf(event) : undefined;
      if (text !== undefined && (await connections.post(connectionId, text)) !== 'sent') isWhole = false;
    });
    return isWhole;
  };

  /** Has somebody look himself a little later: changes may be under way that are written into no feed. */
  const lookLater = async ({ owner, target, connectionId }: Listener, now: number): Promise<void> => {
    const about = targetMembers(target);
    const [id, at] = [eventIdAt(now, random.hex128()), isoTime(now)];
    const dueAt = isoTime(now + SETTLE_MS);
    await feed.add({ id, owner, type: 'resync', at, sequence: 0, connectionId, about, dueAt });
  };

  const checkRoom = async ({ connectionId }: Listener): Promise<void> => {
    if ((await listeners.ofConnection(connectionId)).length >= MOST_SUBSCRIPTIONS)
      throw new Failure('conflict', `A connection has at most ${MOST_SUBSCRIPTIONS} subscriptions`);
  };

  return async ({ connection, subscriber, target, after }: SubscribeOrder): Promise<void> => {
    await check(subscriber, target);
    const { owner, credential, expiresAt } = subscriber;
    const closed = connection.openedAt + LONGEST_CONNECTION_MS;
    const endsAt = expiresAt === undefined ? closed : Math.min(closed, Date.parse(expiresAt));
    const listener: Listener = { connectionId: connection.id, owner, target, credential, endsAt };
    await checkRoom(listener);
    const now = clock.now();
    const since = await markers.begin(owner, now);
    await listeners.add(listener);
    if (now < since + LOOKS_MS) await lookLater(listener, now);
    const from = after === undefined ? undefined : resumedFrom(after, { now, since });
    const isResumed = from !== undefined && (await resume(listener, from));
    const about = targetMembers(target);
    const isTold =
      isResumed || after === undefined || (await say(connection.id, { type: 'resync', ...about })) === 'sent';
    // Whoever believed that he has missed nothing would never look.
    if (!isTold) return connections.close(connection.id);
    await say(connection.id, { type: 'subscribed', ...about, resumed: isResumed });
  };
};

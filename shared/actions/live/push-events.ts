import { isOwner, type Owner } from '#domain/ids.ts';
import { LIVE, type FeedEvent, type Listener } from '#domain/live/live.ts';
import { isoTime } from '#domain/ports.ts';
import { BUSY_MS, idsFrom, LEASE_MS } from '#domain/webhooks/delivery.ts';
import type { DeliveryLeases, Lease } from '#storage/webhooks/delivery-lease.ts';
import { inOrder } from '../webhooks/deliver-events.ts';
import { eventMessage } from './event-message.ts';
import type { LiveDependencies } from './live-dependencies.ts';

/** Whose feed is to be pushed, and which events of it the schedule has found due. */
export interface PushOrder {
  readonly owner: string;
  readonly ids?: readonly string[];
}

export interface PushDependencies extends LiveDependencies {
  readonly leases: DeliveryLeases;
}

/** Rows of a change may come into the table so much later than the time in their ids says. */
const OVERLAP_MS = 10_000;
/** So many new events are looked for at once. */
const PAGE = 200;
/** So many clients are sent an event at once. */
const AT_ONCE = 25;

const isDue = ({ dueAt }: FeedEvent, now: number): boolean => dueAt !== undefined && Date.parse(dueAt) <= now;

/** What an event is sent to, each connection once. */
const eachOnce = (listeners: readonly Listener[]): Listener[] => [
  ...new Map(listeners.map((one) => [one.connectionId, one])).values(),
];

/** Says an event to those whom it concerns. Whoever may not hear it any more, or has not got it, is sent away. */
const saying = (dependencies: PushDependencies) => {
  const { listeners, connections, isGood, clock, log } = dependencies;
  const messageOf = eventMessage(dependencies);

  /** Closed first: whoever is no listener any more, and still connected, would wait for ever. */
  const sendAway = async ({ connectionId }: Pick<Listener, 'connectionId'>): Promise<void> => {
    await connections.close(connectionId);
    await listeners.removeConnection(connectionId);
  };

  const mayHear = async ({ endsAt, credential }: Listener): Promise<boolean> =>
    endsAt > clock.now() && (await isGood(credential));

  /** What could not be said is resumed by whoever connects anew. */
  const say = async (listener: Listener, text: string): Promise<void> => {
    if (!(await mayHear(listener))) return sendAway(listener);
    const posted = await connections.post(listener.connectionId, text);
    if (posted === 'sent') return;
    if (posted === 'failed') log.count('EventsNotPushed');
    return posted === 'gone' ? listeners.removeConnection(listener.connectionId) : sendAway(listener);
  };

  const hearersOf = async (event: FeedEvent): Promise<Listener[]> => {
    const { owner, connectionId } = event;
    if (connectionId !== undefined) return eachOnce(await listeners.ofConnection(connectionId));
    return eachOnce(await listeners.of(owner, event));
  };

  return async (event: FeedEvent): Promise<void> => {
    const hearers = await hearersOf(event);
    const text = hearers.length === 0 ? undefined : await messageOf(event);
    for (let i = 0; text !== undefined && i < hearers.length; i += AT_ONCE)
      await Promise.all(hearers.slice(i, i + AT_ONCE).map((one) => say(one, text)));
    await dependencies.feed.pushed(event);
  };
};

/**
 * Pushes what is due in an owner's feed to everybody who is connected and whom it concerns: what the schedule has found, and
 * what is new. One call at a time does so for an owner; another is told of by the lease, and what it would have pushed is
 * pushed by the one that holds it.
 */
export const pushEvents = (dependencies: PushDependencies) => {
  const { feed, leases, clock } = dependencies;
  const say = saying(dependencies);

  const newest = async (owner: Owner, seenTo: string | undefined): Promise<FeedEvent[]> => {
    const found: FeedEvent[] = [];
    const since = seenTo === undefined ? 0 : Date.parse(seenTo) - OVERLAP_MS;
    for (let after: string | undefined = idsFrom(since); after !== undefined;) {
      const { items, next } = await feed.page(owner, after, PAGE);
      found.push(...items);
      after = next;
    }
    return found;
  };

  const dueNow = async (owner: Owner, lease: Lease, ids: readonly string[]): Promise<FeedEvent[]> => {
    const all = [
      ...(await feed.many(owner, [...new Set([...ids, ...lease.found])])),
      ...(await newest(owner, lease.seenTo)),
    ];
    return [...new Map(all.map((one) => [one.id, one])).values()]
      .filter((one) => isDue(one, clock.now()))
      .sort((left, right) => (left.id < right.id ? -1 : 1));
  };

  return async ({ owner, ids = [] }: PushOrder): Promise<void> => {
    if (!isOwner(owner)) throw new Error('Not an order of ours');
    const address = { owner, webhookId: LIVE };
    const until = clock.now() + BUSY_MS;
    const term = { from: clock.now(), until: clock.now() + LEASE_MS };
    let lease: Lease | undefined = await leases.take(address, term, ids);
    let found = ids;
    while (lease !== undefined) {
      const seenTo = isoTime(clock.now());
      await inOrder(await dueNow(owner, lease, found), async (event) => {
        if (clock.now() < until) await say(event);
      });
      if (clock.now() >= until) return leases.release(address, lease, seenTo);
      found = [];
      lease = await leases.giveBack(address, lease, seenTo);
    }
  };
};

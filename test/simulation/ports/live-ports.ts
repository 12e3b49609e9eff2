import type { Connections, Posted } from '#actions/live/live-dependencies.ts';
import type { PushDependencies } from '#actions/live/push-events.ts';
import { subscribe, type SubscribeDependencies, type SubscribeOrder } from '#actions/live/subscribe.ts';
import type { SweepFeedsDependencies } from '#actions/live/sweep-feeds.ts';
import { Failure } from '#domain/error.ts';
import { PATIENCE_MS } from '#domain/live/live.ts';
import { feedStore } from '#storage/live/feed-store.ts';
import { listenerStore } from '#storage/live/listener-store.ts';
import { watchMarkers } from '#storage/live/watch-markers.ts';
import { deliveryLeases } from '#storage/webhooks/delivery-lease.ts';
import type { Environment } from '../engine/environment.ts';
import type { Invocation } from '../engine/invocation.ts';
import { ServiceFault } from './port-call.ts';
import { pushing, type Shared } from './webhook-ports.ts';

/** So long somebody who speaks to a client waits for the gateway. */
const PATIENCE_OF_POST_MS = 10_000;

/** Speaks to clients through the gateway. */
const speaking = (invocation: Invocation, { gateway }: Environment): Connections => ({
  post: (id, text) =>
    invocation.call<Posted>({
      operation: 'connection.post',
      patienceMs: PATIENCE_OF_POST_MS,
      effect: () => gateway?.post(id, text) ?? 'gone',
      onRefused: () => 'failed',
      onLost: () => 'failed',
    }),
  close: (id) =>
    invocation.call<undefined>({
      operation: 'connection.close',
      patienceMs: PATIENCE_OF_POST_MS,
      effect: () => void gateway?.close(id),
      onRefused: () => undefined,
      onLost: () => undefined,
    }),
});

/** What pushes events to clients that are connected, and takes down what they want to hear. */
export function livePorts(
  invocation: Invocation,
  environment: Environment,
  { table, tasks, clock, random, log }: Shared,
): {
  readonly live: SubscribeDependencies & PushDependencies;
  /** Absent where nobody is ever connected: nothing is looked for. */
  readonly feeding: SweepFeedsDependencies | undefined;
} {
  const feed = feedStore(table);
  return {
    live: {
      feed,
      listeners: listenerStore(table),
      markers: watchMarkers(table),
      leases: deliveryLeases(table, random.hex128),
      tasks,
      show: ({ task }) => ({ id: task.id, status: task.status }),
      connections: speaking(invocation, environment),
      isGood: (credential) =>
        invocation.call<boolean>({
          operation: 'table.get#keys',
          effect: () => environment.gateway?.isGood(credential) ?? true,
        }),
      clock,
      random,
      log,
    },
    feeding:
      environment.gateway === undefined ? undefined : { feed, push: pushing(invocation, environment), clock },
  };
}

/** The answer to a ping. */
export const PONG = JSON.stringify({ type: 'pong' });

/** What the gateway calls the function for. */
export type SocketMessage =
  | { readonly type: 'subscribe'; readonly order: SubscribeOrder }
  | { readonly type: 'ping'; readonly connection: SubscribeOrder['connection'] }
  | { readonly type: 'closed'; readonly id: string };

/** As `functions/websocket/serve-connections.ts` does, but for who somebody is, which is known here. */
export const serveConnection =
  ({ live }: Pick<ReturnType<typeof livePorts>, 'live'>) =>
  async (message: SocketMessage): Promise<void> => {
    const { listeners, connections, clock } = live;
    const isKnown = async (id: string): Promise<boolean> => (await listeners.ofConnection(id)).length > 0;

    if (message.type === 'closed') return listeners.removeConnection(message.id);
    if (message.type === 'ping') {
      const { id, openedAt } = message.connection;
      const isLate = clock.now() - openedAt > PATIENCE_MS;
      if (isLate && !(await isKnown(id))) return connections.close(id);
      return void (await connections.post(id, PONG));
    }
    const { id } = message.order.connection;
    try {
      await subscribe(live)(message.order);
    } catch (error) {
      if (!(error instanceof ServiceFault) && !(error instanceof Failure)) throw error;
      await connections.post(id, JSON.stringify({ type: 'error' }));
      if (error instanceof Failure && !(await isKnown(id))) await connections.close(id);
    }
  };

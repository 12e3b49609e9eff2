import type { Connections } from '#actions/live/live-dependencies.ts';
import type { SubscribeOrder, Subscriber } from '#actions/live/subscribe.ts';
import type { ClientMessage } from '#contract/live/messages.ts';
import { problemOf } from '#contract/wire/problem.ts';
import { PATIENCE_MS, targetMembers } from '#domain/live/live.ts';
import type { ListenerStore } from '#storage/live/listener-store.ts';
import { logAccident, logBusy } from '../compose/cloud-log.ts';
import { systemClock } from '../compose/system-ports.ts';
import { failureOf } from '../http/failure-of.ts';
import { readMessage } from './read-message.ts';
import type { OpenConnection, SocketEvent } from './socket-events.ts';

interface MessageParts {
  readonly connections: Connections;
  readonly listeners: ListenerStore;
  /** Who has this credential. Throws `unauthorized`, and `rate_limited` for who asks for too much. */
  readonly subscriberWith: (credential: string) => Promise<Subscriber>;
  readonly subscribe: (order: SubscribeOrder) => Promise<void>;
}

/** Answers one message of a client. Whoever has no subscription is sent away for a message that is refused, or for waiting too long. */
export function serveMessage({ connections, listeners, subscriberWith, subscribe }: MessageParts) {
  const say = ({ id }: OpenConnection, message: object) => connections.post(id, JSON.stringify(message));

  const isKnown = async ({ id }: OpenConnection): Promise<boolean> =>
    (await listeners.ofConnection(id)).length > 0;

  const pong = async (connection: OpenConnection): Promise<void> => {
    const isLate = systemClock.now() - connection.openedAt > PATIENCE_MS;
    if (isLate && !(await isKnown(connection))) return connections.close(connection.id);
    await say(connection, { type: 'pong' });
  };

  const serve = async (connection: OpenConnection, message: ClientMessage): Promise<void> => {
    if (message.action === 'ping') return pong(connection);
    const { target } = message;
    if (message.action === 'subscribe') {
      const { token, after } = message;
      const subscriber = await subscriberWith(token);
      return subscribe({ connection, subscriber, target, ...(after === undefined ? {} : { after }) });
    }
    for (const one of await listeners.ofConnection(connection.id))
      if (JSON.stringify(one.target) === JSON.stringify(target)) await listeners.remove(one);
    await say(connection, { type: 'unsubscribed', ...targetMembers(target) });
  };

  const refuse = async (connection: OpenConnection, error: unknown, about: object): Promise<void> => {
    const failure = failureOf(error);
    if (failure === undefined) logAccident(error, connection.requestId);
    else if (failure.code === 'busy') logBusy(failure, connection.requestId);
    await say(connection, { type: 'error', ...about, problem: problemOf(failure, connection.requestId) });
    const mayTryAgain = ['busy', 'rate_limited'].includes(failure?.code ?? 'busy');
    if (!mayTryAgain && !(await isKnown(connection))) await connections.close(connection.id);
  };

  return async ({ requestContext, body, isBase64Encoded }: SocketEvent): Promise<void> => {
    const { connectionId: id, connectedAt: openedAt, requestId } = requestContext;
    const connection = { id, openedAt, requestId };
    let about = {};
    try {
      const message = readMessage(body, isBase64Encoded);
      about = message.action === 'ping' ? {} : targetMembers(message.target);
      await serve(connection, message);
    } catch (error) {
      await refuse(connection, error, about);
    }
  };
}

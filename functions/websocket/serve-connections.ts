import { subscribe } from '#actions/live/subscribe.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import { watchMarkers } from '#storage/live/watch-markers.ts';
import { connectConnections } from '../compose/connect-connections.ts';
import { connectFeeds } from '../compose/connect-feeds.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectTable } from '../compose/connect-table.ts';
import { lambdaHandler } from '../compose/lambda-handler.ts';
import { readSettings } from '../compose/settings.ts';
import { connectSubscribers } from '../live/connect-subscribers.ts';
import { serveMessage } from '../live/serve-message.ts';
import { isWelcome, type SocketAnswer, type SocketEvent } from '../live/socket-events.ts';

const { LIVE_ORIGINS } = readSettings('LIVE_ORIGINS');
const table = connectTable();
const feeds = connectFeeds(table);
const { listeners } = feeds;
const connections = connectConnections();
const serve = serveMessage({
  connections,
  listeners,
  subscriberWith: connectSubscribers(keyReader(table), connectRequestCounts(table)),
  subscribe: subscribe({ ...feeds, connections, markers: watchMarkers(table) }),
});

/** Whoever has connected stands in no row before he has said who he is. */
async function take(event: SocketEvent): Promise<SocketAnswer> {
  const { eventType, connectionId } = event.requestContext;
  if (eventType === 'CONNECT') return { statusCode: isWelcome(event, LIVE_ORIGINS) ? 200 : 403 };
  if (eventType === 'DISCONNECT') await listeners.removeConnection(connectionId);
  else await serve(event);
  return { statusCode: 200 };
}

/** Called by the gateway for whatever happens on a WebSocket. */
export const handler = lambdaHandler(take);

import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { Connections } from '#actions/live/live-dependencies.ts';
import { cloudLog } from './cloud-log.ts';
import { requestTimeouts } from './request-timeouts.ts';
import { readSettings } from './settings.ts';

/** Speaks to who is connected, through the gateway, which waits for no client. What it throttles is tried again. */
export function connectConnections(): Connections {
  const { LIVE_URL } = readSettings('LIVE_URL');
  const client = new ApiGatewayManagementApiClient({
    endpoint: LIVE_URL.replace(/^ws/, 'http'),
    requestHandler: requestTimeouts,
    maxAttempts: 4,
  });
  return {
    async post(ConnectionId, text) {
      try {
        await client.send(new PostToConnectionCommand({ ConnectionId, Data: Buffer.from(text) }));
        return 'sent';
      } catch (error) {
        if (error instanceof GoneException) return 'gone';
        cloudLog.warn('a message was not sent', { error: error instanceof Error ? error.name : 'unknown' });
        return 'failed';
      }
    },
    async close(ConnectionId) {
      try {
        await client.send(new DeleteConnectionCommand({ ConnectionId }));
      } catch (error) {
        if (error instanceof GoneException) return;
        cloudLog.warn('a connection was not closed', {
          error: error instanceof Error ? error.name : 'unknown',
        });
      }
    },
  };
}

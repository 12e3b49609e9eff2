import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { sendToBus } from '#actions/webhooks/send-to-bus.ts';
import type { PostEvent } from '#actions/webhooks/post-event.ts';
import { eventBus } from '#storage/compute/event-bus.ts';
import { requestTimeouts } from './request-timeouts.ts';
import { readSettings } from './settings.ts';
import { systemClock } from './system-ports.ts';

/** What sends events to the event bus of the deployment. */
export function connectEventBus(): PostEvent {
  const { EVENT_BUS_NAME } = readSettings('EVENT_BUS_NAME');
  const client = new EventBridgeClient({ requestHandler: requestTimeouts });
  return sendToBus({ clock: systemClock, put: eventBus(client, EVENT_BUS_NAME) });
}

import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';

/** Sends one event; undefined where it was taken, else why it was not. Never throws. */
export type PutEvent = (event: {
  readonly type: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** JSON. */
  readonly detail: string;
}) => Promise<string | undefined>;

/** Events come from here. */
const SOURCE = 'darkroom';

/** An event bus of EventBridge, by its name. */
export const eventBus =
  (client: EventBridgeClient, name: string): PutEvent =>
  async ({ type, time, detail }) => {
    const entry = {
      EventBusName: name,
      Source: SOURCE,
      DetailType: type,
      Detail: detail,
      Time: new Date(time),
    };
    try {
      const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [entry] }));
      return Entries[0]?.ErrorCode;
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  };

// Takes the place of the SDK's event streams, which no call of ours uses. The SDK loads them by a dynamic import,
// and with it everything they lean on would stay whole in every bundle.

function refuse(): never {
  throw new Error('Event streams are not bundled: see infra/bundle/bundle.ts.');
}

/** Refuses to be made. */
export class EventStreamSerde {
  constructor() {
    refuse();
  }
}

/** Called when a client is made; harmless until a stream is asked for. */
export const eventStreamSerdeProvider = (): Record<string, () => never> => ({
  serialize: refuse,
  deserialize: refuse,
});

/** Adds the provider to a client's settings, as the SDK's own does. */
export const resolveEventStreamSerdeConfig = <Config extends object>(config: Config): Config =>
  Object.assign(config, { eventStreamMarshaller: eventStreamSerdeProvider() });

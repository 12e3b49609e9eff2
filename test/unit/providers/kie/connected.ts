import { kieClient } from '#providers/kie/client.ts';
import type { Connection, ServiceClient } from '#providers/service.ts';

/** The provider's client, whose API and uploads are all at one origin. */
export const kieAt = (
  origin: string,
  apiKey: () => Promise<string>,
  more: Pick<Connection, 'request'> = {},
): ServiceClient =>
  kieClient({
    origins: { base: origin, upload: origin },
    secret: async () => ({ apiKey: await apiKey() }),
    ...more,
  });

import { serviceClient, usableKey } from '../network/client.ts';
import type { Connection, ServiceClient } from '../service.ts';
import { readSecret } from './secret.ts';

const MAX_ANSWER_BYTES = 1024 * 1024;

/** The one that speaks to Kie.ai: its API, and its upload service on a host of its own. */
export const kieClient = ({ origins, secret, request }: Connection): ServiceClient =>
  serviceClient({
    origins: [origins.base, ...Object.values(origins)],
    credentials: async () => {
      const key = usableKey(readSecret(await secret()).apiKey);
      return key === undefined ? undefined : { authorization: `Bearer ${key}` };
    },
    mostAnswerBytes: MAX_ANSWER_BYTES,
    ...(request && { request }),
  });

import { sendOnce } from '../network/http.ts';
import type { Send } from '../network/http.ts';
import type { Call, CallLimits, Reply } from '../catalog/model.ts';

export interface KieClientOptions {
  /** Only its origin counts: the families of endpoints are siblings below it. */
  readonly baseUrl: string;
  readonly apiKey: () => Promise<string>;
  readonly request?: Send;
}

export interface KieClient {
  /** Makes the call once and says what came of it; never throws, never retries. */
  send(call: Call, limits: CallLimits): Promise<Reply>;
}

const MAX_ANSWER_BYTES = 1024 * 1024;
const keyForm = /^[\x21-\x7e]{1,512}$/;

function addressOf(baseUrl: string, { path, query = {} }: Call): URL {
  const url = new URL(new URL(baseUrl).origin);
  url.pathname = path;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

async function readKey(apiKey: () => Promise<string>): Promise<string | undefined> {
  try {
    const key = (await apiKey()).trim();
    return keyForm.test(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** The one that speaks to Kie.ai. The key goes into a header of the request and nowhere else. */
export const kieClient = ({ baseUrl, apiKey, request = sendOnce }: KieClientOptions): KieClient => ({
  async send(call, limits) {
    const key = await readKey(apiKey);
    if (key === undefined) return { type: 'not-sent', reason: 'no usable API key' };
    return request({
      url: addressOf(baseUrl, call),
      method: call.method,
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'application/json',
        ...(call.body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      ...limits,
      maxBytes: MAX_ANSWER_BYTES,
    });
  },
});

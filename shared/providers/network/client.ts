import type { Call, CallLimits } from '../call.ts';
import type { ServiceClient } from '../service.ts';
import { writeContent, type Written } from './form.ts';
import { sendOnce, type Send } from './http.ts';

export interface ClientOptions {
  /** Origins that belong to the service, its API's first. Calls to any other carry no credentials. */
  readonly origins: readonly [string, ...string[]];
  /** Headers that show who is calling; undefined, or a failure, where nothing usable is at hand: then nothing is sent. */
  readonly credentials: () => Promise<Readonly<Record<string, string>> | undefined>;
  readonly mostAnswerBytes: number;
  readonly request?: Send;
}

function addressOf(origin: string, { path, query = {} }: Call): URL {
  const url = new URL(new URL(origin).origin);
  url.pathname = path;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

function written({ body, content }: Call, limits: CallLimits): Written | undefined {
  if (content !== undefined) return writeContent(content, limits);
  return body === undefined ? undefined : { type: 'application/json', body: JSON.stringify(body) };
}

const form = /^[\x21-\x7e]{1,512}$/;

/** An API key, without the space around it; undefined where it cannot stand in a header. */
export function usableKey(text: string): string | undefined {
  const key = text.trim();
  return form.test(key) ? key : undefined;
}

/** A client that makes the calls of one service. Credentials go into headers of its requests and nowhere else. */
export const serviceClient = (options: ClientOptions): ServiceClient => ({
  async send(call, limits) {
    const { origins, credentials, mostAnswerBytes, request = sendOnce } = options;
    const known = await credentials().catch(() => undefined);
    if (known === undefined) return { type: 'not-sent', reason: 'no usable API key' };
    const url = addressOf(call.origin ?? origins[0], call);
    const isTheirs = origins.some((origin) => new URL(origin).origin === url.origin);
    const outgoing = written(call, limits);
    const { timeoutMs, isTimely } = limits;
    return request({
      url,
      method: call.method,
      headers: {
        ...call.headers,
        ...(isTheirs ? known : {}),
        accept: call.answer === 'file' ? '*/*' : 'application/json',
        ...(outgoing && { 'content-type': outgoing.type }),
      },
      ...(outgoing && { body: outgoing.body }),
      ...(call.answer && { answer: call.answer }),
      timeoutMs,
      ...(isTimely && { isTimely }),
      maxBytes: mostAnswerBytes,
    });
  },
});

import { refusalOf, unreachable, DarkroomError } from './error.ts';
import { realTime, type Time } from './time.ts';

export type { Time } from './time.ts';

/** An API key, a token for browsers, or what gives one that is good now. */
export type Credential = string | (() => string | Promise<string>);

export interface ClientOptions {
  /** The origin of the API, such as `https://api.example.com`. */
  readonly url: string;
  /** Sent with every request to the API, and to nobody else. */
  readonly key: Credential;
  readonly fetch?: typeof globalThis.fetch;
  /** How long one try may take; must outlast the longest `waitSeconds`. 40 where it is left out. */
  readonly timeoutSeconds?: number;
  /** How often a request is sent at most. 5 where it is left out. */
  readonly tries?: number;
  /** The address of live push. Asked for where it is left out; `false` never connects. */
  readonly liveUrl?: string | false;
  readonly WebSocket?: typeof globalThis.WebSocket;
  /** For tests: a clock of one's own. */
  readonly time?: Time;
}

/** One question to the API. */
export interface Ask {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: object | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly idempotencyKey?: string | undefined;
  /** Asking twice does no more than asking once. Taken for granted of all but POST, and of POST with an idempotency key. */
  readonly repeatable?: boolean;
  readonly tries?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** The one way to the API: everything else is built on `ask`. */
export interface Transport {
  readonly options: ClientOptions;
  readonly time: Time;
  readonly credential: () => Promise<string>;
  /** Throws `DarkroomError`, or the reason of the signal. */
  readonly ask: <Body>(question: Ask) => Promise<Answer<Body>>;
  /** `ask`, for the body alone. */
  readonly read: <Body>(question: Ask) => Promise<Body>;
  /** What lies at an address, unread. The key stays here: it may lead to another host. */
  readonly download: (address: string, signal?: AbortSignal) => Promise<Response>;
  /** Sends to any address, without the key, and repeats what may be repeated. */
  readonly send: (address: string, request: () => RequestInit, limits?: SendLimits) => Promise<Sent>;
}

/** An answer, whole. */
export interface Sent {
  readonly response: Response;
  readonly text: string;
  /** How often it was sent. */
  readonly tries: number;
}

export interface SendLimits {
  readonly repeatable?: boolean;
  readonly tries?: number;
  readonly signal?: AbortSignal | undefined;
  /** What is an answer besides 2xx. */
  readonly accepts?: readonly number[];
  /** `false`: as long as it takes. */
  readonly timeout?: boolean;
}

/** Longer than this nobody is kept waiting for an answer that may never come: the error says how long it would be. */
const LONGEST_PAUSE_SECONDS = 60;

/** A message of one server for one credential. Stateless, but for nothing that has to be closed. */
export function createTransport(options: ClientOptions): Transport {
  const { url, key, timeoutSeconds = 40, time = realTime } = options;
  const base = `${url.endsWith('/') ? url.slice(0, -1) : url}/api/v1`;
  const credential = async (): Promise<string> => (typeof key === 'string' ? key : key());
  const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));

  const exchange: Exchange = async (address, request, { signal, read }) => {
    try {
      return await read(await fetch(address, request));
    } catch (cause) {
      signal?.throwIfAborted();
      throw cause instanceof DarkroomError ? cause : unreachable(address, cause);
    }
  };

  const once = (address: string, request: RequestInit, limits: SendLimits) => {
    const { signal, accepts = [], timeout = true } = limits;
    const ends = [signal, timeout && AbortSignal.timeout(timeoutSeconds * 1000)].filter((one) => !!one);
    const read = async (response: Response) => {
      const text = await response.text();
      if (!response.ok && !accepts.includes(response.status)) throw refusalOf(response, text);
      return { response, text };
    };
    return exchange(address, { ...request, signal: AbortSignal.any(ends) }, { signal, read });
  };

  const send: Transport['send'] = async (address, request, limits = {}) => {
    limits.signal?.throwIfAborted();
    for (let tries = 1; ; tries += 1) {
      try {
        return { ...(await once(address, request(), limits)), tries };
      } catch (error) {
        const last = limits.tries ?? options.tries ?? 5;
        const pause = error instanceof DarkroomError ? pauseBefore(error, tries, limits) : undefined;
        if (pause === undefined || tries >= last) throw error;
        await time.wait(pause * 1000, limits.signal);
      }
    }
  };

  const ask: Transport['ask'] = async <Body>(question: Ask) => {
    const { path, method = 'GET', query, idempotencyKey } = question;
    const request = requestOf(question, await credential());
    const repeatable = method !== 'POST' || idempotencyKey !== undefined;
    const address = `${base}${path}${queryOf(query)}`;
    const { response, text } = await send(address, () => request, { repeatable, ...question });
    // The one place where an answer's shape is taken on trust: the server's own tests hold it to its description.
    const parsed = (text === '' ? undefined : parse(address, text)) as Body;
    return { status: response.status, headers: response.headers, body: parsed };
  };

  const download: Transport['download'] = (address, signal) => {
    const read = async (response: Response): Promise<Response> => {
      if (!response.ok) throw refusalOf(response, await response.text());
      return response;
    };
    return exchange(address, signal ? { signal } : {}, { signal, read });
  };

  const read: Transport['read'] = async (question) => (await ask<never>(question)).body;
  return { options, time, credential, send, download, ask, read };
}

/** One request, and what is made of its answer; whatever goes wrong is a `DarkroomError`, or the reason of the signal. */
type Exchange = <Result>(
  address: string,
  request: RequestInit,
  how: { signal: AbortSignal | undefined; read: (response: Response) => Promise<Result> },
) => Promise<Result>;

function requestOf({ method = 'GET', body, headers, idempotencyKey }: Ask, credential: string): RequestInit {
  return {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${credential}`,
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** How long to wait before the request is sent again; nothing where it must not be. */
function pauseBefore(error: DarkroomError, tries: number, limits: SendLimits): number | undefined {
  const nothingHappened = error.notSent || error.status === 429;
  if (!error.retryable || !(nothingHappened || limits.repeatable)) return undefined;
  const wanted = error.retryAfterSeconds;
  // Never earlier than the server asks for, and never all at once.
  if (wanted !== undefined && wanted > 0)
    return wanted > LONGEST_PAUSE_SECONDS ? undefined : wanted * (1 + Math.random() / 5);
  return Math.min(2 ** (tries - 2), 8) * (0.5 + Math.random() / 2);
}

function parse(address: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreachable(address, cause);
  }
}

function queryOf(fields: object = {}): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  const query = new URLSearchParams(
    given.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return query && `?${query}`;
}

/** A name as one part of a path. */
export const part = (name: string): string => encodeURIComponent(name);

/** What goes back to the client. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** An answer of the gateway itself. */
export function gatewayAnswer(status: number, message: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ message })),
  };
}

export const notFound = gatewayAnswer(404, 'Not Found');
export const tooLarge = gatewayAnswer(413, 'Request Entity Too Large');
export const broken = gatewayAnswer(500, 'Internal Server Error');
export const unavailable = gatewayAnswer(503, 'Service Unavailable');

// The server writes these itself.
const own = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

/** Reads what a function returned, as payload format 2.0 does: without a statusCode the whole of it is the body. */
export function functionAnswer(returned: unknown): Answer {
  if (typeof returned !== 'object' || returned === null || !('statusCode' in returned))
    return inferred(returned);
  const { statusCode, headers, cookies, body, isBase64Encoded } = returned as Record<string, unknown>;
  const status = readStatus(statusCode);
  const text = body ?? '';
  const given = readHeaders(headers);
  const setCookies = readCookies(cookies);
  if (status === undefined || typeof text !== 'string' || given === undefined || setCookies === undefined)
    return broken;
  return {
    status,
    headers: {
      ...(text === '' ? {} : { 'content-type': 'text/plain;charset=UTF-8' }),
      ...given,
      ...(setCookies.length > 0 ? { 'set-cookie': setCookies } : {}),
    },
    body: Buffer.from(text, isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

function inferred(returned: unknown): Answer {
  const text = typeof returned === 'string' ? returned : JSON.stringify(returned);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
}

function readStatus(statusCode: unknown): number | undefined {
  const status = Number(statusCode);
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
}

function readCookies(cookies: unknown): string[] | undefined {
  if (cookies === undefined) return [];
  return Array.isArray(cookies) ? cookies.map(String) : undefined;
}

function readHeaders(headers: unknown): Record<string, string> | undefined {
  if (headers === undefined || headers === null) return {};
  if (typeof headers !== 'object') return undefined;
  const entries = Object.entries(headers as Record<string, unknown>);
  if (entries.some(([, value]) => typeof value === 'object')) return undefined;
  return Object.fromEntries(
    entries
      .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
      .filter(([name]) => !own.has(name)),
  );
}

import type { Duplex } from 'node:stream';

/** What AWS says to those whom it does not let in. */
const texts: ReadonlyMap<number, string> = new Map([
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [502, 'Internal server error'],
  [504, 'Endpoint request timed out'],
]);

/** Ends a handshake. */
export function refuse(socket: Duplex, status: number): void {
  const message = texts.get(status) ?? '';
  const body = message === '' ? '' : JSON.stringify({ message });
  socket.end(
    `HTTP/1.1 ${status} ${message}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** What the function of a route answered. */
export interface RouteAnswer {
  readonly status: number;
  readonly protocol: string | undefined;
}

/** What a function returned; without a status, or with none at all, it is taken for a 200. */
export function answerOf(returned: unknown): RouteAnswer {
  const { statusCode, headers } = (returned ?? {}) as {
    readonly statusCode?: unknown;
    readonly headers?: Readonly<Record<string, unknown>>;
  };
  const status = statusCode === undefined ? 200 : Number(statusCode);
  const protocol = Object.entries(headers ?? {}).find(
    ([name]) => name.toLowerCase() === 'sec-websocket-protocol',
  )?.[1];
  return {
    status: Number.isInteger(status) && status >= 100 && status <= 599 ? status : 502,
    protocol: typeof protocol === 'string' ? protocol : undefined,
  };
}

/** As much as we read of what the gateway tells of a WebSocket. */
export interface SocketEvent {
  readonly requestContext: {
    readonly eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
    readonly connectionId: string;
    /** Epoch milliseconds. */
    readonly connectedAt: number;
    readonly requestId: string;
  };
  /** Of the handshake. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

export interface SocketAnswer {
  readonly statusCode: number;
}

/** A connection, as what is done for it knows it. */
export interface OpenConnection {
  readonly id: string;
  readonly openedAt: number;
  readonly requestId: string;
}

/** Whether pages of an origin may connect: where some are named, no others; whoever is no browser names none. */
export function isWelcome(
  { headers = {} }: Pick<SocketEvent, 'headers'>,
  origins: readonly string[],
): boolean {
  const origin = Object.entries(headers).find(([name]) => name.toLowerCase() === 'origin')?.[1];
  return origin === undefined || origins.length === 0 || origins.includes('*') || origins.includes(origin);
}

import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** An HTTP request as the handlers of routes see it. */
export interface HttpRequest {
  /** The gateway's own id of the request; it is in every response and log line. */
  readonly requestId: string;
  /** When it arrived at the gateway, in epoch milliseconds. */
  readonly arrivedAt: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string>>;
  /** The variable parts of the path, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The body as text; '' where there is none. */
  readonly body: string;
  /** The body as it came. */
  readonly bytes: () => Uint8Array;
}

const present = (values: Readonly<Record<string, string | undefined>> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** The request in an event of the HTTP API (payload version 2.0, whose header names are lower-case). */
export function requestOf(event: APIGatewayProxyEventV2): HttpRequest {
  const body = event.body ?? '';
  return {
    requestId: event.requestContext.requestId,
    arrivedAt: event.requestContext.timeEpoch,
    headers: event.headers,
    query: present(event.queryStringParameters),
    parameters: present(event.pathParameters),
    body: event.isBase64Encoded ? Buffer.from(body, 'base64').toString() : body,
    bytes: () => Buffer.from(body, event.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

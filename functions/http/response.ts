import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** What the handler of a route answers. Text and bytes are sent as they are, anything else as JSON. */
export interface HttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** How many of the tasks that were ordered were refused, where the answer is not a refusal as a whole. */
  readonly unmade?: number;
}

/**
 * What every answer tells a browser: to come by https only from now on, to take nothing for another type than it is said to
 * be, and not to tell other sites where it was.
 */
const guards = {
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** A response in the form that the HTTP API takes. It is not cached unless it says so, and always names its request. */
export function resultOf(
  { status, headers, body }: HttpResponse,
  requestId: string,
): APIGatewayProxyStructuredResultV2 {
  const isJson = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
  return {
    statusCode: status,
    headers: {
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      'cache-control': 'no-store',
      ...guards,
      ...headers,
      'x-request-id': requestId,
    },
    ...(isJson ? { body: JSON.stringify(body) } : {}),
    ...(typeof body === 'string' ? { body } : {}),
    ...(body instanceof Uint8Array
      ? { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }
      : {}),
  };
}

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Refusal } from '../iam/access.ts';
import { ServiceError } from './failure.ts';
import { isObject, type Json } from './json.ts';

const TARGET = /^AWSStepFunctions\.(\w+)$/;
const CONTENT_TYPE = 'application/x-amz-json-1.0';
const BODY_LIMIT = 4 * 1_048_576;

/** One operation of the API: takes the request's body and answers the response's. */
export type Operation = (body: unknown) => Promise<Record<string, Json>>;

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new ServiceError('ValidationException', 'The request is too large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
  } catch (error) {
    throw new ServiceError('SerializationException', `The request is no JSON: ${String(error)}`);
  }
}

function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof z.ZodError) return new ServiceError('ValidationException', z.prettifyError(error));
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new ServiceError('InternalFailure', message, 500);
}

function send(response: ServerResponse, status: number, body: Record<string, Json>): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': CONTENT_TYPE,
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(text);
}

/** Says why a request is refused, or nothing when it is allowed. */
export type Gatekeeper = (
  authorization: string | undefined,
  operation: string,
  body: unknown,
) => Refusal | undefined;

/** What requests are answered with. */
export interface Served {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly refuses: Gatekeeper;
}

async function perform(
  request: IncomingMessage,
  { operations, refuses }: Served,
): Promise<Record<string, Json>> {
  const target = request.headers['x-amz-target'];
  const name = typeof target === 'string' ? TARGET.exec(target)?.[1] : undefined;
  const body = await readBody(request);
  if (name === undefined)
    throw new ServiceError(
      'UnknownOperationException',
      `This is Step Functions; ${String(target)} is not an operation of it`,
      404,
    );
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  // 501 is not retried by the SDK, so the gap is seen at once.
  if (operation === undefined)
    throw new ServiceError(
      'NotImplementedException',
      `The local Step Functions does not implement ${name}`,
      501,
    );
  const refusal = refuses(request.headers.authorization, name, body);
  if (refusal !== undefined) throw new ServiceError(refusal.code, refusal.message);
  return await operation(isObject(body) ? body : {});
}

/** Answers one request in AWS JSON 1.0. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  served: Served,
): Promise<void> {
  try {
    send(response, 200, await perform(request, served));
  } catch (thrown) {
    const { name, message, status } = asServiceError(thrown);
    send(response, status, { __type: name, message });
  }
}

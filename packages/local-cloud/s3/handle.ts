import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate } from './authenticate.ts';
import type { Clock } from '../clock.ts';
import { denialText, type Access, type Need } from '../iam/access.ts';
import { corsHeaders, preflight } from './cors.ts';
import { refuseUnsupported, type Dialect } from './dialect.ts';
import { notImplemented, S3Error } from './errors.ts';
import { needsOf, needToMiss } from './needs.ts';
import { copySource } from './operations/copy-object.ts';
import { operations } from './operations/table.ts';
import { bodyLength, errorReply, httpDate, sendReply, type Reply } from './reply.ts';
import { readRequest, type S3Request } from './request.ts';
import { operationOf } from './router.ts';
import type { Credentials } from './signature.ts';
import type { CorsRule } from './store/records.ts';
import type { Store } from './store/store.ts';

/** Whom the server knows, and what they may do. */
export interface S3Access {
  readonly keysOf: (accessKeyId: string) => Credentials | undefined;
  /** The first permission that the owner of an access key id lacks. */
  readonly denied: Access['denied'];
}

/** What every request is served from. */
export interface Service extends S3Access {
  readonly store: Store;
  readonly clock: Clock;
  readonly dialect: Dialect;
  readonly maxSkewSeconds: number;
  readonly onRequest: (operation: string, bytes: number) => void;
}

interface Outcome {
  readonly reply: Reply;
  /** Known once the request was authenticated. */
  readonly operation?: string;
}

const corsOf = (service: Service, bucket: string | undefined): readonly CorsRule[] | undefined =>
  bucket !== undefined && service.store.has(bucket) ? service.store.bucket(bucket).record.cors : undefined;

async function perform(
  service: Service,
  request: S3Request,
  started: (operation: string) => void,
): Promise<Reply> {
  const { store, clock, keysOf, dialect, maxSkewSeconds } = service;
  const name = operationOf(request);
  if (name === 'Preflight') return preflight(request, corsOf(service, request.bucket));
  const proof = authenticate(request, { keysOf, dialect, now: clock.now(), maxSkewSeconds });
  started(name);
  refuseUnsupported(dialect, request);
  const operation = operations.get(name);
  if (!operation) throw notImplemented(`operation ${name}`);
  const refuses = (...needs: readonly Need[]): S3Error | undefined =>
    refusal(service, proof.accessKeyId, needs);
  const refused = isThere(store, request, name) ? refuses(...needsOf(name, request)) : undefined;
  if (refused !== undefined) throw refused;
  try {
    return await operation({ request, proof, store, dialect, refuses });
  } catch (error) {
    throw hidden(error, name, { request, refuses }) ?? error;
  }
}

// A bucket that is not there has no owner who could refuse anything.
const isThere = (store: Store, { bucket }: S3Request, operation: string): boolean =>
  bucket === undefined || operation === 'CreateBucket' || store.has(bucket);

function refusal(service: Service, accessKeyId: string, needs: readonly Need[]): S3Error | undefined {
  const denial = service.denied(accessKeyId, needs);
  if (denial === undefined) return undefined;
  const quoted = { ...denial, resource: `"${denial.resource}"` };
  return new S3Error('AccessDenied', denialText(quoted));
}

const readers = new Set(['CopyObject', 'GetObject', 'HeadObject']);

/** Who may not list the bucket is not told that an object is missing. */
function hidden(
  error: unknown,
  operation: string,
  { request, refuses }: { request: S3Request; refuses: (need: Need) => S3Error | undefined },
): S3Error | undefined {
  if (!(error instanceof S3Error) || error.code !== 'NoSuchKey' || !readers.has(operation)) return undefined;
  const bucket = operation === 'CopyObject' ? copySource(request).bucket : request.bucket;
  return bucket === undefined ? undefined : refuses(needToMiss(bucket));
}

const asS3Error = (error: unknown): S3Error =>
  error instanceof S3Error
    ? error
    : new S3Error('InternalError', error instanceof Error ? error.message : String(error));

interface Circumstances {
  readonly allowBody: () => void;
  readonly requestId: string;
}

async function answer(
  service: Service,
  incoming: IncomingMessage,
  { allowBody, requestId }: Circumstances,
): Promise<Outcome> {
  let operation: string | undefined;
  let request: S3Request | undefined;
  const named = (): { operation?: string } => (operation === undefined ? {} : { operation });
  const cors = (): Record<string, string> =>
    request && request.method !== 'OPTIONS' ? corsHeaders(request, corsOf(service, request.bucket)) : {};
  try {
    request = readRequest(incoming, allowBody);
    const reply = await perform(service, request, (name) => {
      operation = name;
    });
    return { reply: { ...reply, headers: { ...cors(), ...reply.headers } }, ...named() };
  } catch (error) {
    const reply = errorReply(asS3Error(error), request?.path ?? '/', requestId);
    return { reply: { ...reply, headers: { ...cors(), ...reply.headers } }, ...named() };
  }
}

/** A request and the answer to it. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  /** The client holds its body back until it is allowed to send it. */
  readonly asksFirst: boolean;
}

/** Serves one request to its end. */
export async function handle(service: Service, { incoming, response, asksFirst }: Exchange): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  let allowed = !asksFirst;
  const allowBody = (): void => {
    if (!allowed) response.writeContinue();
    allowed = true;
  };
  const { reply, operation } = await answer(service, incoming, { allowBody, requestId });
  if (incoming.readableAborted) {
    if (typeof reply.body === 'object') await reply.body.handle.close();
    return;
  }
  if (operation !== undefined) service.onRequest(operation, payloadOf(incoming, reply));
  response.setHeader('Date', httpDate(service.clock.now()));
  response.setHeader('Server', 'local-s3');
  response.setHeader('x-amz-request-id', requestId);
  response.setHeader('x-amz-id-2', requestId);
  // A body that was never asked for may still come or not: only a new connection is in a known state.
  if (!allowed) response.setHeader('Connection', 'close');
  // What is left of a refused body is read and dropped, so that the client gets to see the answer.
  incoming.resume();
  await sendReply(response, reply, incoming.method !== 'HEAD');
}

function payloadOf({ method, headers }: IncomingMessage, reply: Reply): number {
  if (method === 'HEAD') return 0;
  if (method !== 'PUT') return bodyLength(reply);
  return Number(headers['x-amz-decoded-content-length'] ?? headers['content-length'] ?? 0);
}

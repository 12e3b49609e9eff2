import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { isRemoteJobId } from '#domain/ids.ts';
import type { RemoteJobId } from '#domain/ids.ts';
import type { CheckedCallback, IncomingCallback } from '../service.ts';
import { parseJson } from './envelope.ts';

/** The headers of a signed callback, in lower case. */
export const callbackHeaders = {
  timestamp: 'x-webhook-timestamp',
  signature: 'x-webhook-signature',
} as const;

/** What is checked of a signed callback; the body is not covered by the signature. */
export interface SignedCallback {
  readonly externalId: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

const TOLERANCE_SECONDS = 300;
const timestampForm = /^\d{10}$/;
const signatureForm = /^[A-Za-z0-9+/]{43}=$/;

const ids = { taskId: z.unknown().optional(), task_id: z.unknown().optional() };
const callback = z.looseObject({ ...ids, data: z.looseObject(ids).nullish().catch(undefined) });

/** The one thing that we take from a callback: whose it is. Nothing for a body that is no JSON object. */
export function readCallback(body: string): { readonly externalId?: RemoteJobId } | undefined {
  const read = callback.safeParse(parseJson(body));
  if (!read.success) return undefined;
  const { data, taskId, task_id: otherId } = read.data;
  const first = [data?.taskId, data?.task_id, taskId, otherId].find((id) => id !== undefined && id !== null);
  return typeof first === 'string' && isRemoteJobId(first) ? { externalId: first } : {};
}

/** Signs as Kie.ai does; for tests, for the simulator's sake of comparison, and for the check itself. */
export const signCallback = (externalId: string, timestamp: string, secret: string): string =>
  createHmac('sha256', secret).update(`${externalId}.${timestamp}`).digest('base64');

function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** `genuine` when one of the secrets signed it within the last five minutes, `stale` when one did at another time. */
export function isGenuine(
  { externalId, timestamp, signature }: SignedCallback,
  secrets: readonly string[],
  now: Date,
): 'genuine' | 'stale' | 'forged' {
  if (externalId === undefined || timestamp === undefined || signature === undefined) return 'forged';
  if (!timestampForm.test(timestamp) || !signatureForm.test(signature)) return 'forged';
  const matches = secrets.map((secret) => sameText(signature, signCallback(externalId, timestamp, secret)));
  if (!matches.includes(true)) return 'forged';
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp));
  return age > TOLERANCE_SECONDS ? 'stale' : 'genuine';
}

/** Reads a callback, whose signature is judged by these secrets then; nothing for a body that is no JSON object. */
export function checkCallback({
  body,
  headers,
}: IncomingCallback): ((secrets: readonly string[], now: Date) => CheckedCallback) | undefined {
  const read = readCallback(body);
  if (read === undefined) return undefined;
  const { externalId } = read;
  return (secrets, now) => {
    if (secrets.length === 0) return { externalId, signature: 'unsigned' };
    const signed = {
      externalId,
      timestamp: headers[callbackHeaders.timestamp],
      signature: headers[callbackHeaders.signature],
    };
    return { externalId, signature: isGenuine(signed, secrets, now) };
  };
}

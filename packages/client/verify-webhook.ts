import { localError } from './error.ts';
import type { TaskChange } from './live-events.ts';

/** What arrives: headers as any framework has them, and the body as it came, before it is parsed. */
export interface ReceivedWebhook {
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

export interface VerifyOptions {
  /** `whsec_…`, or the deployment's public key `whpk_…`; several while a secret is being changed. */
  readonly secret: string | readonly string[];
  /** How old it may be, and how far ahead its clock. 300 where it is left out. */
  readonly toleranceSeconds?: number;
  readonly now?: () => number;
}

const bad = (why: string): Error => localError('bad_signature', why);

/** The event of a webhook that is signed as Standard Webhooks says; throws `bad_signature` for whatever is not. */
export async function verifyWebhook(received: ReceivedWebhook, options: VerifyOptions): Promise<TaskChange> {
  const { secret, toleranceSeconds = 300, now = Date.now } = options;
  const read = headerOf(received.headers);
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(read);
  if (!id || !timestamp || !signatures) throw bad('A header of the signature is missing.');
  if (!(Math.abs(now() / 1000 - Number(timestamp)) <= toleranceSeconds))
    throw bad('It is too old, or of the future.');
  const body = typeof received.body === 'string' ? received.body : new TextDecoder().decode(received.body);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const one of typeof secret === 'string' ? [secret] : secret) {
    const check = await checkerOf(one);
    for (const signature of signatures.split(' '))
      if (await check(signature, signed)) return JSON.parse(body) as TaskChange;
  }
  throw bad('No signature is of this secret.');
}

type Check = (signature: string, signed: Uint8Array<ArrayBuffer>) => Promise<boolean>;

async function checkerOf(secret: string): Promise<Check> {
  const isPublic = secret.startsWith('whpk_');
  const version = isPublic ? 'v1a' : 'v1';
  const algorithm = isPublic ? { name: 'Ed25519' } : { name: 'HMAC', hash: 'SHA-256' };
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('raw', bytesOf(secret.replace(/^wh(sec|pk)_/, '')), algorithm, false, [
    'verify',
  ]);
  return async (signature, signed) => {
    const [given, value = ''] = signature.split(',');
    if (given !== version || !/^[A-Za-z0-9+/]+=*$/.test(value)) return false;
    return subtle.verify(algorithm.name, key, bytesOf(value), signed);
  };
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

function headerOf(headers: ReceivedWebhook['headers']): (name: string) => string | undefined {
  if (headers instanceof Headers) return (name) => headers.get(name) ?? undefined;
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return (name) => [lower[name]].flat()[0];
}

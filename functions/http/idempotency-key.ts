import { Failure } from '#domain/error.ts';
import { systemRandom } from '../compose/system-ports.ts';
import { failureOf } from './failure-of.ts';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';

const MOST_LENGTH = 255;

/** The key that the caller sent: 1 to 255 visible ASCII characters, or none. */
function sentKey({ headers }: HttpRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (key.length <= MOST_LENGTH && /^[\x21-\x7e]+$/.test(key)) return key;
  throw new Failure('validation_failed', 'The idempotency key is not usable', {
    errors: [{ path: 'Idempotency-Key', message: `1 to ${MOST_LENGTH} visible ASCII characters` }],
  });
}

/**
 * Creates under the caller's idempotency key, or under a new one where it sent none. `busy` may mean that an answer was
 * lost after the task was stored, so it names the key too: the same request with it creates nothing twice.
 */
export async function underKey(
  request: HttpRequest,
  create: (key: string) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const key = sentKey(request) ?? systemRandom.hex128();
  const headers = { 'idempotency-key': key };
  try {
    const response = await create(key);
    return { ...response, headers: { ...headers, ...response.headers } };
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.code !== 'busy') throw error;
    throw new Failure(failure.code, failure.message, { ...failure.details, headers, cause: error });
  }
}

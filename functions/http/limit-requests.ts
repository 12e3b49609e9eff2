import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { CountRequest, Counted } from '#actions/limits/count-requests.ts';
import { Failure } from '#domain/error.ts';
import { limitWords, rateHeaders } from '#domain/limits/request-rates.ts';
import { isUnavailable } from '#storage/unavailable.ts';
import { logUncounted } from '../compose/cloud-log.ts';
import { changesSomething, type ApiCall, type CountedCall, type Middleware } from './api-call.ts';
import { createsOf } from './creates-of.ts';

const headersOf = ({ rates, secondsLeft }: Counted): Record<string, string> =>
  rateHeaders(rates, secondsLeft);

/**
 * A counter that cannot be reached lets everybody through: it protects against too much, and is worth less than what it
 * protects. Whatever money depends on is held by conditions of its own.
 */
async function countOrLetPass(count: Promise<Counted>): Promise<Counted | undefined> {
  try {
    return await count;
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    logUncounted(error);
    return undefined;
  }
}

const refuseExceeded = ({ exceeded, secondsLeft }: Counted): void => {
  if (exceeded === undefined) return;
  throw new Failure('rate_limited', limitWords(exceeded), {
    retryAfterSeconds: secondsLeft,
    extra: { exceeded: exceeded.policy },
  });
};

/** Throws `rate_limited` where a count says so. */
export async function refuseBeyondLimits(count: Promise<Counted>): Promise<void> {
  const counted = await countOrLetPass(count);
  if (counted !== undefined) refuseExceeded(counted);
}

/** Counts a request of somebody who is known. Throws `rate_limited`, with what was exceeded. */
export function limitRequests(count: CountRequest): Middleware {
  return {
    before: async ({ event }) => {
      const { caller } = event;
      if (caller === undefined) return;
      const asked = { key: caller.key?.id, changes: changesSomething(event), creates: createsOf(event) };
      const counted = await countOrLetPass(count(caller.owner, asked));
      if (counted === undefined) return;
      const marked: CountedCall = { rateHeaders: headersOf(counted) };
      Object.assign(event, marked);
      refuseExceeded(counted);
      Object.assign(event, { counted } satisfies CountedCall);
    },
    after: ({ event }) => giveBack(event, event.unmade ?? 0),
    onError: async ({ event, error }) => {
      // Who was refused before he was counted has nothing to be given back, and may have asked for no operation of ours.
      if (error instanceof Failure && event.counted !== undefined) await giveBack(event, createsOf(event));
    },
  };
}

/** What was ordered and is refused uses none of its caller's places up. */
async function giveBack(event: ApiCall, creates: number): Promise<void> {
  if (creates === 0 || event.counted === undefined) return;
  const counted = await countOrLetPass(event.counted.giveBack(creates));
  if (counted === undefined) return;
  const marked: CountedCall = { rateHeaders: headersOf(counted) };
  Object.assign(event, marked);
}

/** Tells whoever was counted what is left, whatever the answer is: to be used before all that makes answers. */
export const tellLimits: Middleware = {
  after: (call) => tell(call.event, call.response),
  onError: (call) => tell(call.event, call.response),
};

function tell(
  { rateHeaders: told }: ApiCall,
  response: APIGatewayProxyStructuredResultV2 | null | undefined,
): void {
  if (told === undefined || response == null) return;
  response.headers = { ...response.headers, ...told };
}

import type { ZodOpenApiResponseObject } from 'zod-openapi';
import * as z from 'zod';
import { Failure, problems, type FailureDetails, type ProblemCode } from '#domain/error.ts';
import { defaultService } from '#providers/services.ts';
import { inPascalCase } from './names.ts';
import { everyAnswer, headers } from './headers.ts';
import { problemOf } from '../wire/problem.ts';
import { problemView } from '../wire/problem-schema.ts';

interface Refusal {
  /** When it happens. */
  readonly when: string;
  /** A `detail` as it may read. */
  readonly says: string;
  readonly details?: FailureDetails;
}

/** Every refusal that a route of today may answer with. A route can name no other. */
export const refusals = {
  malformed_json: {
    when: 'The body is not JSON.',
    says: 'The body is not JSON: Unexpected end of JSON input',
  },
  unauthorized: {
    when: 'There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.',
    says: 'Send your API key as "Authorization: Bearer <key>"',
  },
  budget_exceeded: {
    when: 'The estimate is more than what is free of the budget: `estimatedCredits`, `freeCredits`.',
    says: 'The task is estimated at 60 credits; 12.5 are free',
    details: { extra: { estimatedCredits: 60, freeCredits: 12.5 } },
  },
  queue_full: {
    when: 'So many tasks wait for their turn at the provider that this one would have to wait too long: `expectedWaitSeconds`, and `Retry-After`.',
    says: `${defaultService.name} takes only so many calls: a task of priority low would have its turn in about 4210 seconds; at most 3600 are waited`,
    details: { retryAfterSeconds: 610, extra: { expectedWaitSeconds: 4210 } },
  },
  forbidden: {
    when: 'The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.',
    says: 'This key lacks the scope tasks:write',
    details: { extra: { requiredScope: 'tasks:write' } },
  },
  feature_disabled: {
    when: 'The deployment does not make media of this kind: its models are in no list.',
    says: 'This deployment makes no films: VEO3 is switched off here',
  },
  not_found: {
    when: 'There is nothing under this address, or it belongs to somebody else.',
    says: 'There is no such task',
  },
  method_not_allowed: {
    when: 'The address takes other methods: those in `Allow`.',
    says: '/health takes GET, HEAD, not PUT',
  },
  conflict: {
    when: 'It is not in a state that allows this; somebody may have been faster.',
    says: 'The item is adopted already',
  },
  not_retryable: {
    when: 'Only a task that failed or was canceled can be retried.',
    says: 'Only a FAILED or CANCELED task can be retried; this one is SUCCESS',
  },
  not_cancelable: {
    when: 'The task has ended already.',
    says: 'The task has ended already: SUCCESS',
  },
  not_deletable: {
    when: 'The task has not ended, or the provider may still deliver.',
    says: 'The provider may still deliver; cancel the task or wait for its end',
  },
  confirmation_required: {
    when: 'Nothing has happened yet: send the same again with `confirmationToken`, until `expiresAt`.',
    says: 'All your tasks, files and uploads will be removed for good; send this again with the token',
    details: {
      extra: {
        confirmationToken: '1795255200000.5f0c…',
        expiresAt: '2026-11-21T10:10:00.000Z',
      },
    },
  },
  model_retired: {
    when: 'The model is gone at the provider. `successor` names the one to use.',
    says: 'MIDJOURNEY is retired. Use IMAGEN4.',
    details: { extra: { successor: 'IMAGEN4' } },
  },
  payload_too_large: { when: 'The body has more than 256 KB.', says: 'The body may have 262144 bytes' },
  unsupported_media_type: {
    when: 'The body is not sent as `application/json`.',
    says: 'Send JSON with "Content-Type: application/json"',
  },
  validation_failed: {
    when: 'Fields or parameters are missing, unknown or out of range. `errors` names each.',
    says: 'The request has one fault.',
    details: {
      errors: [{ path: '/providerParams/input/aspect_ratio', message: 'must be one of 1:1, 16:9, 9:16' }],
    },
  },
  unknown_model: {
    when: 'No service has a model of this name. `suggestions` names the nearest.',
    says: 'There is no model "IMAGEN5"; did you mean IMAGEN4?',
    details: {
      errors: [{ path: '/providerParams/model', message: 'is not a model that we know' }],
      extra: { suggestions: ['IMAGEN4'] },
    },
  },
  incompatible_service: {
    when: 'This service does not offer the model. `services` names those at which it can be called; where there are none, `suggestions` names what can be called instead.',
    says: `OPENAI does not offer VEO3. It is offered by ${defaultService.name}.`,
    details: {
      errors: [{ path: '/providerParams/service', message: 'does not offer VEO3' }],
      extra: { services: [defaultService.name] },
    },
  },
  idempotency_key_reused: {
    when: 'The `Idempotency-Key` came before with another body.',
    says: 'This idempotency key was used with another body',
  },
  rate_limited: {
    when: 'More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.',
    says: '600 tasks ordered a minute are allowed, and this would be more',
    details: { retryAfterSeconds: 17, extra: { exceeded: 'create' } },
  },
  internal: {
    when: 'Our fault; logged under the request id.',
    says: 'The error is logged under the request id',
  },
  busy: {
    when: 'Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.',
    says: 'Too many writes at once',
    details: { retryAfterSeconds: 1 },
  },
} as const satisfies Partial<Record<ProblemCode, Refusal>>;

export type RefusalCode = keyof typeof refusals;

/** How a body of JSON may be refused, whatever the route. */
export const ofBodies = [
  'malformed_json',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
] as const satisfies readonly RefusalCode[];

/** How a file sent as the body may be refused, whatever the route. */
export const ofFiles = [
  'payload_too_large',
  'unsupported_media_type',
] as const satisfies readonly RefusalCode[];

const exampleOf = (code: RefusalCode) => {
  const { says, details = {} }: Refusal = refusals[code];
  return { value: problemOf(new Failure(code, says, details), 'f6Yq2hVrliAEM7Q=') };
};

const headersAt = (status: number) => ({
  ...everyAnswer,
  ...(status === 401 ? { 'www-authenticate': headers.wwwAuthenticate } : {}),
  ...(status === 429 ? { 'retry-after': headers.retryAfter } : {}),
  ...(status === 503 ? { 'retry-after': headers.retryAfter, 'idempotency-key': headers.keyToRepeat } : {}),
});

const made = new Map<string, ZodOpenApiResponseObject>();

/** The same codes give the same response, so the description holds each once. */
function responseOf(status: number, codes: readonly RefusalCode[]): ZodOpenApiResponseObject {
  const id = codes.map(inPascalCase).join('Or');
  const known = made.get(id);
  if (known !== undefined) return known;
  const response: ZodOpenApiResponseObject = {
    id,
    description: codes.map((code) => `- \`${code}\`: ${refusals[code].when}`).join('\n'),
    headers: z.object(headersAt(status)),
    content: {
      'application/problem+json': {
        schema: problemView,
        examples: Object.fromEntries(codes.map((code) => [code, exampleOf(code)])),
      },
    },
  };
  made.set(id, response);
  return response;
}

/** Refused by the gateway before any function of ours runs, hence in the gateway's own form. */
const throttled = {
  description: 'More requests at once than the gateway lets through. Its answer is not a problem document.',
  content: {
    'application/json': {
      schema: z.object({ message: z.string() }),
      example: { message: 'Too Many Requests' },
    },
  },
};

/** By the gateway alone, or by us as well. */
const tooMany = (limited?: ZodOpenApiResponseObject): ZodOpenApiResponseObject =>
  limited === undefined
    ? { id: 'Throttled', ...throttled }
    : {
        ...limited,
        id: 'RateLimitedOrThrottled',
        description: `${limited.description}\n- ${throttled.description}`,
        content: { ...limited.content, ...throttled.content },
      };

const inOrder = Object.keys(refusals) as RefusalCode[];

const gatewayOnly = tooMany();
const limitedToo = tooMany(responseOf(429, ['rate_limited']));

/** The responses of a route that may refuse with these codes; `internal` and the gateway's 429 come by themselves. */
export function refusedWith(
  ...codes: readonly RefusalCode[]
): Record<`${4 | 5}${string}`, ZodOpenApiResponseObject> {
  const named = new Set<RefusalCode>([...codes, 'internal']);
  const byStatus = Map.groupBy(
    inOrder.filter((code) => named.has(code)),
    (code) => problems[code].status,
  );
  const responses = [...byStatus].map(
    ([status, same]) => [String(status), responseOf(status, same)] as const,
  );
  const described: Record<string, ZodOpenApiResponseObject> = Object.fromEntries(responses);
  return { ...described, 429: named.has('rate_limited') ? limitedToo : gatewayOnly };
}

import type { LimitName, OwnerLimits } from './owner-limits.ts';

/** Requests are counted in windows of this length. */
export const WINDOW_MS = 60_000;

/** The names of what is counted a minute, as answers tell them, and the limits that they obey. */
const policies = {
  read: 'readsPerMinute',
  write: 'writesPerMinute',
  'key-read': 'keyReadsPerMinute',
  'key-write': 'keyWritesPerMinute',
  create: 'createsPerMinute',
  'key-create': 'keyCreatesPerMinute',
} as const satisfies Record<string, LimitName>;

export type Policy = keyof typeof policies;

/** What the holders of an API key have in common, apart from others of the same owner. */
const isOfKey = (policy: Policy): boolean => policy.startsWith('key-');

/** What counts tasks that are ordered, not requests. */
export const isOfCreates = (policy: Policy): boolean => policy === 'create' || policy === 'key-create';

/** A request as it is counted. */
export interface CountedRequest {
  /** The id of its API key; absent where it came with a token. */
  readonly key: string | undefined;
  readonly changes: boolean;
  /** How many tasks it orders. */
  readonly creates: number;
}

/** A limit that a request has to keep, with the counter that it is held against, and how much it takes of it. */
export interface Rate {
  readonly policy: Policy;
  /** The counter's name among those of its owner. */
  readonly counter: string;
  readonly limit: number;
  readonly cost: number;
}

/** The limits that a request has to keep, of those that are set. */
export function ratesOf({ key, changes, creates }: CountedRequest, limits: OwnerLimits): Rate[] {
  const costs: readonly (readonly [Policy, number])[] = changes
    ? [
        ['write', 1],
        ['key-write', 1],
        ['create', creates],
        ['key-create', creates],
      ]
    : [
        ['read', 1],
        ['key-read', 1],
      ];
  return costs.flatMap(([policy, cost]): Rate[] => {
    const limit = limits[policies[policy]];
    if (limit === undefined || cost === 0) return [];
    if (!isOfKey(policy)) return [{ policy, counter: policy, limit, cost }];
    return key === undefined ? [] : [{ policy, counter: `${policy} ${key}`, limit, cost }];
  });
}

/** The number of the window of a time, and how many seconds it has left, at least one. */
export const windowAt = (now: number): { readonly number: number; readonly secondsLeft: number } => {
  const number = Math.floor(now / WINDOW_MS);
  return { number, secondsLeft: Math.ceil(((number + 1) * WINDOW_MS - now) / 1000) };
};

const LEAST_LEASE = 10;
/** Below it, each request is counted by itself. */
const LEASED_FROM = 100;

/** True where parts of a limit are taken ahead. */
export const isLeased = (limit: number): boolean => limit >= LEASED_FROM;

/**
 * How much of a limit a function takes for itself at once, having taken so much the last time. What an idle function has left
 * is lost to the window: so a small limit is not leased at all, and of a large one little at first, and never more than a
 * twentieth.
 */
export function leaseOf(limit: number, last: number): number {
  if (!isLeased(limit)) return 1;
  return Math.max(LEAST_LEASE, Math.min(last * 2, Math.floor(limit / 20)));
}

/** What a limit has left, for an answer to say. */
export interface RateLeft {
  readonly rate: Rate;
  readonly left: number;
}

/** `RateLimit-Policy` and `RateLimit` of draft-ietf-httpapi-ratelimit-headers-11; none where nothing is limited. */
export function rateHeaders(rates: readonly RateLeft[], secondsLeft: number): Record<string, string> {
  if (rates.length === 0) return {};
  return {
    'ratelimit-policy': rates
      .map(({ rate: { policy, limit } }) => `"${policy}";q=${limit};w=${WINDOW_MS / 1000}`)
      .join(', '),
    ratelimit: rates
      .map(({ rate: { policy }, left }) => `"${policy}";r=${Math.max(0, left)};t=${secondsLeft}`)
      .join(', '),
  };
}

/** What each limit counts. */
export const policyWords: Readonly<Record<Policy, string>> = {
  read: 'requests that read',
  'key-read': 'requests of one key that read',
  write: 'requests that change something',
  'key-write': 'requests of one key that change something',
  create: 'tasks ordered',
  'key-create': 'tasks ordered with one key',
};

/** Why a request has to come again. */
export const limitWords = ({ policy, limit, cost }: Rate): string =>
  cost > limit
    ? `This orders ${cost} tasks at once, and ${limit} a minute are allowed: send fewer`
    : `${limit} ${policyWords[policy]} a minute are allowed, and this would be more`;

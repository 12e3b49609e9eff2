import * as z from 'zod';

const header = (id: string, description: string, example: string) =>
  z.string().meta({ description, example, header: { id } });

const sometimes = (id: string, description: string, example: string) =>
  z.string().exactOptional().meta({ description, example, header: { id } });

/** The headers that answers carry; each stands once in the description. */
export const headers = {
  requestId: header('RequestId', 'Names this request in our logs.', 'f6Yq2hVrliAEM7Q='),
  location: header(
    'Location',
    'Where the task is.',
    '/api/v1/generation/tasks/3f1c0a7be29d4c5f8a6b7c8d9e0f1a2b',
  ),
  uploadLocation: sometimes(
    'UploadLocation',
    'Where the upload is.',
    '/api/v1/uploads/5d0a9b1c2e3f40718293a4b5c6d7e8f9',
  ),
  mediaLocation: header(
    'MediaLocation',
    'A signed address in the store.',
    'https://store.example.com/signed',
  ),
  retryAfter: sometimes('RetryAfter', 'Seconds after which asking again makes sense.', '2'),
  etag: header('ETag', 'Changes when the answer does.', '"9f86d081884c7d659a2feaa0c55ad015"'),
  weakEtag: header(
    'WeakETag',
    'Changes when the answer does, but for `nextCheckSeconds`.',
    'W/"9f86d081884c7d659a2feaa0c55ad015"',
  ),
  vary: header('Vary', 'What the answer depends on besides.', 'accept-encoding'),
  idempotencyKey: header(
    'IdempotencyKey',
    'The key of the request; a new one where it had none.',
    'order-1138-take-2',
  ),
  keyToRepeat: sometimes(
    'KeyToRepeat',
    'The key to repeat a create with, whether or not the request had one.',
    'order-1138-take-2',
  ),
  idempotencyReplayed: sometimes(
    'IdempotencyReplayed',
    '`true` where an earlier request had this key: this is the task of then.',
    'true',
  ),
  preferenceApplied: sometimes('PreferenceApplied', 'The `Prefer` that was honoured.', 'wait=20'),
  deprecation: sometimes(
    'Deprecation',
    'Since when the model is deprecated (RFC 9745), where it is.',
    '@1777507200',
  ),
  sunset: sometimes(
    'Sunset',
    'When the model goes, or went (RFC 8594), where that is known.',
    'Thu, 24 Sep 2026 00:00:00 GMT',
  ),
  link: sometimes(
    'SuccessorLink',
    'The model to use instead, where there is one.',
    '</api/v1/models/VEO3>; rel="successor-version"',
  ),
  nextPage: sometimes(
    'NextPageLink',
    'Where the list goes on, where it does.',
    '</api/v1/generation/tasks?promptId=p-1&limit=100&cursor=WyIyMDI2LTExLTIxVDEwOjAwOjAwLjAwMFoiXQ>; rel="next"',
  ),
  rateLimitPolicy: sometimes(
    'RateLimitPolicy',
    'Limits of the caller that this request was held against (draft-ietf-httpapi-ratelimit-headers-11): so many (`q`) in so many seconds (`w`). Absent where nobody was known yet, or nothing is limited.',
    '"write";q=30000;w=60, "create";q=6000;w=60',
  ),
  rateLimit: sometimes(
    'RateLimit',
    'What is left of them (`r`), until so many seconds (`t`) have passed.',
    '"write";r=29990;t=17, "create";r=5990;t=17',
  ),
  wwwAuthenticate: header('WwwAuthenticate', 'Always `Bearer`.', 'Bearer'),
  cacheControl: header('CacheControl', 'How long the answer may be kept.', 'private, max-age=60'),
} as const;

/** What every answer of ours carries. */
export const everyAnswer = {
  'x-request-id': headers.requestId,
  'ratelimit-policy': headers.rateLimitPolicy,
  ratelimit: headers.rateLimit,
};

const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x21-\x7e]+$/)
  .exactOptional()
  .meta({
    description:
      'Your name for this order. Sent again with the same body, it is answered with the task of the first time, and nothing is paid twice. Good for seven days. Visible ASCII.',
    example: 'order-1138-take-2',
  });

/** What requests may carry beside their key. */
export const requestHeaders = {
  create: z.object({
    'Idempotency-Key': idempotencyKey,
    Prefer: z.string().exactOptional().meta({
      description: '`wait=n`: answer when the task has ended, or after n seconds (at most 25).',
      example: 'wait=20',
    }),
  }),
  again: z.object({ 'Idempotency-Key': idempotencyKey }),
  conditional: z.object({
    'If-None-Match': z.string().exactOptional().meta({
      description: 'An `ETag` seen before; 304 where nothing has changed.',
      example: '"9f86d081884c7d659a2feaa0c55ad015"',
    }),
  }),
} as const;

import * as z from 'zod';
import { isRemoteJobId } from '#domain/ids.ts';
import type { ModelEntry } from '#providers/catalog/entry.ts';
import { untold, type Reply } from '#providers/call.ts';
import type { StartOutcome, SynchronousDialect } from '#providers/dialect.ts';
import { serviceClient, usableKey } from '#providers/network/client.ts';
import type { CallableService, ServiceAdapter } from '#providers/service.ts';

/** A service that answers its paid call with the result itself: with bytes, or with base64 and addresses in JSON. */
export const lumen = {
  name: 'LUMEN',
  title: 'Lumen',
  access: {
    origins: { base: 'https://api.lumen.example' },
    secret: { form: '{"apiKey"}', key: 'apiKey', fresh: {} },
    rate: { creates: 20, windowMs: 10_000 },
    callSeconds: 150,
    usdPerUnit: 0.01,
    resultHosts: ['files.lumen.example'],
  },
} as const satisfies CallableService;

const model = (id: string, dialect: string): ModelEntry => ({
  id,
  aliases: [],
  title: id,
  vendor: 'Lumen',
  service: lumen.name,
  dialect,
  media: ['image'],
  shape: 'input',
  forms: [
    {
      wire: id,
      title: id,
      media: 'image',
      fields: { prompt: { type: 'string', required: true, maxLength: 2000, description: 'What to show.' } },
      price: {
        unit: 'image',
        tiers: [{ credits: 4 }],
        source: 'https://lumen.example/prices',
        date: '2026-11-01',
      },
    },
  ],
  capabilities: ['text-to-image'],
  timing: { expectedSeconds: 20, firstLookSeconds: 120, deadlineSeconds: 1800, polls: 'quick' },
  lifecycle: { status: 'active' },
  source: { url: 'https://lumen.example/models', date: '2026-11-01' },
});

/** `lumen/one` answers with the bytes of one picture, `lumen/many` with JSON. */
export const lumenModels: readonly ModelEntry[] = [
  model('lumen/one', 'lumen-bytes'),
  model('lumen/many', 'lumen-json'),
];

const MOST_ANSWER_BYTES = 64 * 1024 * 1024;
const refusal = z.object({ error: z.string() });
const picture = z.union([z.object({ base64: z.string() }), z.object({ url: z.string() })]);
const pictures = z.object({
  id: z.string().refine(isRemoteJobId),
  pictures: z.array(picture),
  credits: z.number(),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is not a result: refused where the service says so, not sent where nothing left, and else nobody knows. */
function readTrouble(reply: Reply): StartOutcome {
  if (reply.type === 'not-sent') return reply;
  if (reply.type !== 'answered') return { type: 'ambiguous', reason: untold(reply) };
  const { status, text } = reply;
  const read = refusal.safeParse(parsed(text));
  if (status === 429) return { type: 'busy', reason: 'too fast', retryAfterSeconds: 10 };
  if (status === 422 && read.success)
    return { type: 'refused', failCode: 'content_blocked', message: read.data.error };
  return { type: 'ambiguous', reason: `HTTP ${String(status)}` };
}

const bytesDialect: SynchronousDialect = {
  synchronous: true,
  start: ({ input }) => ({ method: 'POST', path: '/v1/one', body: input, answer: 'file' }),
  readStart: (reply) =>
    reply.type === 'file'
      ? { type: 'completed', outputs: [{ media: 'image', bytes: reply.bytes }] }
      : readTrouble(reply),
};

const jsonDialect: SynchronousDialect = {
  synchronous: true,
  start: ({ input }) => ({ method: 'POST', path: '/v1/many', body: input }),
  readStart: (reply) => {
    const read = pictures.safeParse(reply.type === 'answered' ? parsed(reply.text) : undefined);
    if (!read.success) return readTrouble(reply);
    const { id, credits } = read.data;
    const outputs = read.data.pictures.map((one) =>
      'url' in one
        ? { media: 'image' as const, url: one.url }
        : { media: 'image' as const, bytes: Buffer.from(one.base64, 'base64') },
    );
    return { type: 'completed', outputs, credits: Math.round(credits * 1000), externalId: id };
  },
};

const secret = z.object({ apiKey: z.string() });

/** How it is spoken to. */
export const lumenAdapter: ServiceAdapter = {
  dialects: { 'lumen-bytes': bytesDialect, 'lumen-json': jsonDialect },
  connect: ({ origins, secret: readSecret, request }) =>
    serviceClient({
      origins: [origins.base],
      credentials: async () => {
        const key = usableKey(secret.parse(await readSecret()).apiKey);
        return key === undefined ? undefined : { authorization: `Bearer ${key}` };
      },
      mostAnswerBytes: MOST_ANSWER_BYTES,
      ...(request && { request }),
    }),
  isSecret: (value) => secret.safeParse(value).success,
  probe: {
    call: { method: 'GET', path: '/v1/health' },
    read: (reply) =>
      reply.type === 'answered' && reply.status === 200 ? { type: 'accepted' } : { type: 'unreachable' },
  },
};

import * as z from 'zod';
import type { ReachType } from '#domain/keys/reach.ts';
import type { Scope } from '#domain/keys/scopes.ts';
import { MOST_TOKEN_SECONDS } from '#domain/keys/signing-keys.ts';
import { ownerName } from '../wire/owner-name.ts';

/** What a token may be allowed to do, by what it opens: to read, or to make one upload. */
const scopesFor = {
  task: ['tasks:read'],
  prompt: ['tasks:read'],
  owner: ['tasks:read', 'uploads:read', 'gallery:read'],
  upload: ['uploads:write', 'uploads:read'],
} as const satisfies Readonly<Record<ReachType, readonly Scope[]>>;

/** What every token says, whatever it opens. */
const common = (kind: ReachType) => ({
  scopes: z
    .array(z.enum<Scope[]>([...scopesFor[kind]]))
    .min(1)
    .max(scopesFor[kind].length)
    .describe('What it may do, of what you may do yourself.'),
  ttlSeconds: z
    .int()
    .min(1)
    .max(MOST_TOKEN_SECONDS)
    .default(600)
    .describe('How long it is good. It ends no later than the credential that it was made with.'),
});

const oneTask = z.strictObject({
  task: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('The id of the one task that it reads.'),
  ...common('task'),
});

const onePrompt = z.strictObject({
  prompt: z.string().min(1).max(256).describe('The `promptId` of the tasks that it reads.'),
  ...common('prompt'),
});

const everything = z.strictObject({
  owner: ownerName.describe(
    'Your own name: it reads all that is yours, as far as its scopes go. An operator names any.',
  ),
  ...common('owner'),
});

const oneUpload = z.strictObject({
  upload: z.literal(true).describe('It makes one upload, in whichever way, and completes it.'),
  ...common('upload'),
  // One that may not write makes no upload, and reads none.
  scopes: common('upload')
    .scopes.refine((scopes) => scopes.includes('uploads:write'), 'needs uploads:write to make an upload')
    .meta({ contains: { const: 'uploads:write' } }),
});

const orders = { task: oneTask, prompt: onePrompt, owner: everything, upload: oneUpload } as const;

/** What a request for a token is to be: what it names says it, so that whatever else is wrong is told by its place. */
export function tokenBodyFor(value: unknown): z.ZodType<z.output<typeof newTokenBody>> {
  const members = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const [named, ...others] = Object.entries(orders).filter(([name]) => members.includes(name));
  return named === undefined || others.length > 0 ? newTokenBody : named[1];
}

/** A new token for browsers. */
export const newTokenBody = z.union(
  [oneTask, onePrompt, everything, oneUpload],
  'One of task, prompt, owner and upload says what it opens, with scopes that go with it and at most 3600 ttlSeconds',
);

import * as z from 'zod';
import { scopes } from '#domain/keys/scopes.ts';
import { instant, nextCursor, words, type Shown } from '../wire/members.ts';

export const scopeView = words(scopes);

/** An API key, without its text. */
const members = {
  id: z.string().describe('Names the key, and opens nothing.'),
  name: z.string().exactOptional(),
  owner: z.string().describe('Whose tasks, files and money the key stands for.'),
  scopes: z.array(scopeView).describe('What it may do.'),
  status: words({
    active: 'it opens what its scopes say',
    expired: 'its time has ended',
    revoked: 'it was taken out of use',
  }),
  createdAt: instant,
  createdBy: z
    .string()
    .describe(
      'The id of the key that it was made with, or `command line`. Absent for keys of versions that did not say.',
    )
    .exactOptional(),
  expiresAt: instant.describe('From then on it opens nothing.').exactOptional(),
  revokedAt: instant.exactOptional(),
  lastUsedAt: instant.describe('The hour of its last use.').exactOptional(),
  replacedBy: z.string().describe('The id of the key that takes its place, once rotated.').exactOptional(),
};

export const keyView = z
  .object(members)
  .meta({ id: 'ApiKey', description: 'An API key, without the key itself.' });

export type KeyView = Shown<typeof keyView>;

export const keyListView = z
  .object({ items: z.array(keyView), nextCursor })
  .meta({ id: 'ApiKeys', description: 'One page of keys, the oldest first, with those that have ended.' });

export type KeyListView = Shown<typeof keyListView>;

export const madeKeyView = z
  .object({
    ...members,
    key: z.string().describe('The key itself. It is shown this once; only its hash is kept.'),
  })
  .meta({ id: 'MadeApiKey', description: 'A new API key, with the key itself, this once.' });

export type MadeKeyView = Shown<typeof madeKeyView>;

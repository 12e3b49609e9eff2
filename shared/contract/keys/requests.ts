import * as z from 'zod';
import { isOwner } from '#domain/ids.ts';
import { MOST_OVERLAP_SECONDS, OVERLAP_SECONDS } from '#domain/keys/api-key.ts';
import { allScopes } from '#domain/keys/scopes.ts';
import { isoTime } from '#domain/ports.ts';
import { askedTime } from '../wire/asked-time.ts';
import { requestLimits } from '../wire/limits.ts';
import { ownerName } from '../wire/owner-name.ts';
import { scopeView } from './answers.ts';
import { shortText } from '../wire/members.ts';

const owner = ownerName
  .refine(isOwner)
  .describe('Whose keys, where an operator asks; your own otherwise.')
  .exactOptional();

const expiresAt = askedTime.transform((text) => isoTime(Date.parse(text)));

const reason = shortText(500).describe('Why; it stands in the audit.').exactOptional();

/** A new key. */
export const newKeyBody = z.strictObject({
  name: shortText(100).describe('For you, to tell keys apart.').exactOptional(),
  owner,
  scopes: z
    .array(scopeView)
    .min(1)
    .max(allScopes.length)
    .describe('What it may do: nothing that the key that asks may not do itself.'),
  expiresAt: expiresAt.describe('From then on it opens nothing; never where absent.').exactOptional(),
  reason,
});

/** The rotation of a key. */
export const rotationBody = z.strictObject({
  overlapSeconds: z
    .int()
    .min(0)
    .max(MOST_OVERLAP_SECONDS)
    .default(OVERLAP_SECONDS)
    .describe('How long the one before stays good; 0 revokes it at once.'),
  expiresAt: expiresAt
    .describe('The end of the new key. Where absent it lives as long as the one before was to live.')
    .exactOptional(),
  reason,
});

/** The query string of a revocation. */
export const revocationQuery = z.object({ reason });

/** The query string of the list of keys. */
export const keyQuery = z.object({
  owner,
  limit: z.coerce.number<string>().int().min(1).max(requestLimits.pageItems).default(requestLimits.pageItems),
  cursor: z.string().max(500).describe('`nextCursor` of the page before.').exactOptional(),
});

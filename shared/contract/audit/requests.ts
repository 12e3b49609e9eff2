import * as z from 'zod';
import { isoTime } from '#domain/ports.ts';
import { askedTime } from '../wire/asked-time.ts';
import { requestLimits } from '../wire/limits.ts';
import { ownerName } from '../wire/owner-name.ts';

const instant = askedTime.transform((text) => isoTime(Date.parse(text)));

/** The query string of the list of what was done. */
export const auditQuery = z.object({
  owner: ownerName.describe('Whose things it was done to.').exactOptional(),
  actor: ownerName.describe('Whose key it was done with.').exactOptional(),
  from: instant.describe('At this time or later.').exactOptional(),
  to: instant.describe('At this time or earlier.').exactOptional(),
  limit: z.coerce.number<string>().int().min(1).max(requestLimits.pageItems).default(50),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,500}$/, 'Not a cursor of this list')
    .describe('`nextCursor` of the page before.')
    .exactOptional(),
});

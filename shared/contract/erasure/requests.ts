import * as z from 'zod';
import { shortText } from '../wire/members.ts';

/** The query string of DELETE /me/data. */
export const eraseQuery = z.strictObject({
  confirmationToken: z
    .string()
    .max(200)
    .exactOptional()
    .describe('As it was handed out with `confirmation_required`; good for ten minutes.'),
  reason: shortText(500).describe('Why; it stands in the audit.').exactOptional(),
});

import * as z from 'zod';
import { isRemoteJobId } from '#domain/ids.ts';

const words = z.string().trim().min(1).max(500);
const reason = words.describe('Why; kept in the timeline and with the item.');

/** Takes a lost call up again under the provider's id of it. */
export const adoptBody = z.strictObject({
  reason,
  externalTaskId: z.string().refine(isRemoteJobId, 'Up to 128 letters, digits, dashes and underscores'),
});

/** Has a lost call made anew, or writes it off. */
export const decisionBody = z.strictObject({ reason });

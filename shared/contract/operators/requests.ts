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

const credits = z.number().min(0).max(1_000_000_000).multipleOf(0.001).exactOptional();

/** An owner's limits; one that is left out is lifted. */
export const budgetBody = z.strictObject({
  monthlyCredits: credits,
  dailyCredits: credits,
  reason: words.exactOptional().describe('Why; kept with the change.'),
});

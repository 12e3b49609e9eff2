import * as z from 'zod';
import { shortText } from '../wire/members.ts';

const credits = z.number().min(0).max(1_000_000_000).multipleOf(0.001).nullable().exactOptional();

/** How an owner's limits change: one that is left out stays, and null lifts it. */
export const budgetBody = z.strictObject({
  monthlyCredits: credits,
  dailyCredits: credits,
  reason: shortText(500).nullable().exactOptional().describe('Why; kept with the change.'),
});

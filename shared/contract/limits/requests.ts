import * as z from 'zod';
import { MOST_OF_A_LIMIT } from '#domain/limits/owner-limits.ts';
import { shortText } from '../wire/members.ts';

const limit = z.int().min(1).max(MOST_OF_A_LIMIT).nullable().exactOptional();

/** How an owner's own limits change: one that is left out stays, and with null what is usual holds again. */
export const ownerLimitsBody = z.strictObject({
  readsPerMinute: limit,
  writesPerMinute: limit,
  keyReadsPerMinute: limit,
  keyWritesPerMinute: limit,
  createsPerMinute: limit,
  openTasks: limit,
  reason: shortText(500).nullable().exactOptional().describe('Why; kept with the change.'),
});

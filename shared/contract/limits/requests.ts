import * as z from 'zod';
import { mostOf, type LimitName } from '#domain/limits/owner-limits.ts';
import { shortText } from '../wire/members.ts';

const limit = (name: LimitName) => z.int().min(1).max(mostOf(name)).nullable().exactOptional();

/** How an owner's own limits change: one that is left out stays, and with null what is usual holds again. */
export const ownerLimitsBody = z.strictObject({
  readsPerMinute: limit('readsPerMinute'),
  writesPerMinute: limit('writesPerMinute'),
  keyReadsPerMinute: limit('keyReadsPerMinute'),
  keyWritesPerMinute: limit('keyWritesPerMinute'),
  createsPerMinute: limit('createsPerMinute'),
  keyCreatesPerMinute: limit('keyCreatesPerMinute'),
  openTasks: limit('openTasks'),
  keyOpenTasks: limit('keyOpenTasks'),
  uploadBytesPerDay: limit('uploadBytesPerDay'),
  keyUploadBytesPerDay: limit('keyUploadBytesPerDay'),
  turnWeight: limit('turnWeight'),
  highPriority: z.boolean().nullable().exactOptional(),
  reason: shortText(500).nullable().exactOptional().describe('Why; kept with the change.'),
});

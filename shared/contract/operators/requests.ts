import * as z from 'zod';
import { isRemoteJobId, remoteJobForm } from '#domain/ids.ts';
import { namesOf } from '#domain/names.ts';
import { itemKinds, itemStatuses } from '#domain/operators/operator-item.ts';
import { isoTime } from '#domain/ports.ts';
import { askedTime } from '../wire/asked-time.ts';
import { requestLimits } from '../wire/limits.ts';
import { shortText } from '../wire/members.ts';

const words = shortText(500);
const reason = words.describe('Why; kept in the timeline and with the item.');

/** Takes a lost call up again under the provider's id of it. */
export const adoptBody = z.strictObject({
  reason,
  externalTaskId: z
    .string()
    .regex(remoteJobForm, 'Up to 128 letters, digits, dashes and underscores')
    .refine(isRemoteJobId),
});

/** Has a missing result looked for, or a lost call made anew, or writes either off. */
export const decisionBody = z.strictObject({ reason });

/** A time as clients write it, in the form in which times are stored. */
const instant = askedTime.transform((text) => isoTime(Date.parse(text)));

const narrowing = {
  kind: z.enum(namesOf(itemKinds)).exactOptional(),
  model: z.string().exactOptional(),
  service: z.string().exactOptional(),
  from: instant.describe('Raised at this time or later.').exactOptional(),
  to: instant.describe('Raised at this time or earlier.').exactOptional(),
};
const cursor = z.string().max(500).describe('`nextCursor` of the page before.').exactOptional();

/** The query string of the list of items. */
export const itemQuery = z.object({
  status: z.enum(namesOf(itemStatuses)).exactOptional(),
  ...narrowing,
  limit: z.coerce.number<string>().int().min(1).max(requestLimits.pageItems).default(requestLimits.pageItems),
  cursor,
});

/** One decision on every open item that fits; which ones has to be said. */
export const bulkDecisionBody = z.strictObject({
  reason,
  decision: z.enum(['archive-again', 'resubmit', 'write-off']),
  filter: z
    .strictObject(narrowing)
    .refine((filter) => Object.keys(filter).length > 0, 'At least one of kind, model, service, from and to')
    .meta({ minProperties: 1 }),
  cursor,
});

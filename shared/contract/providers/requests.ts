import * as z from 'zod';
import { accountForm } from '#domain/tasks/provider-account.ts';
import { shortText } from '../wire/members.ts';

/** The name of an account, as requests give it. */
export const accountName = z.string().regex(accountForm, 'Lowercase letters, digits and dashes, at most 32');

/** A key as it goes into a header: printable ASCII without blanks. */
const key = z.string().regex(/^[!-~]{1,512}$/, 'Up to 512 letters, digits and signs, without blanks');

/** An account, or what is to become of it: what is left out stays as it is. */
export const accountBody = z.strictObject({
  state: z
    .enum(['open', 'draining', 'shut'])
    .describe(
      '`open`: it takes calls, as a new one does where nothing is said · `draining`: no new ones; what it has made comes to its end · `shut`: the same, and its balance is not asked for.',
    )
    .exactOptional(),
  apiKey: key
    .meta({ writeOnly: true })
    .describe('The key of the account at the provider. No answer and no log holds it.')
    .exactOptional(),
  webhookKeys: z
    .array(key)
    .max(4)
    .meta({ writeOnly: true })
    .describe('What its callbacks are signed with: the current one first, then those before.')
    .exactOptional(),
  reason: shortText(500).describe('Why; it stands with the account and in the audit.').exactOptional(),
});

/** The query string of a removal. */
export const removalQuery = z.object({
  reason: shortText(500).describe('Why; it stands in the audit.').exactOptional(),
});

import * as z from 'zod';
import { auditActions } from '#domain/operators/audit.ts';
import { instant, nextCursor, type Shown } from '../wire/members.ts';

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const actions = Object.entries(auditActions)
  .map(([action, what]) => `\`${action}\`: ${what}`)
  .join('; ');

const auditLineView = z
  .object({
    at: instant,
    actor: z.string().describe('The owner of the key that it was done with.'),
    action: z.string().describe(`What was done. ${actions}.`),
    owner: z.string().describe('Whose things it was done to.'),
    subject: z.string().describe('What exactly: the id of an item or of an erasure.').exactOptional(),
    before: facts.describe('How it was; absent where there was nothing.').exactOptional(),
    after: facts.exactOptional(),
    reason: z.string().describe('The words of whoever did it.').exactOptional(),
  })
  .meta({
    id: 'AuditLine',
    description: 'That somebody has done what only operators may, or what cannot be undone.',
  });

/** One page of them. */
export const auditListView = z
  .object({ items: z.array(auditLineView), nextCursor })
  .meta({ id: 'AuditLines', description: 'One page of what was done, the oldest first.' });

export type AuditListView = Shown<typeof auditListView>;

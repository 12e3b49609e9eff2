import { operatorTag, type Subject } from '../openapi/operation.ts';
import { auditListView, type AuditListView } from './answers.ts';
import { auditQuery } from './requests.ts';

const example: AuditListView = {
  items: [
    {
      at: '2026-11-02T08:15:00.000Z',
      actor: 'root',
      action: 'budget-set',
      owner: 'ana',
      before: { monthlyCredits: 2000, dailyCredits: 200 },
      after: { monthlyCredits: 5000 },
      reason: 'A new client',
    },
  ],
};

/** The route about who has changed what. */
export const audit: Subject<'readAudit'> = {
  tag: operatorTag,
  parameters: {},
  operations: {
    readAudit: {
      description:
        'What was done with operators’ keys, and erasures: who, when, what, how it was before and after, and why where that was said. Lines are written with what they tell of, and kept for a year unless the deployment says otherwise. The oldest come first; a page may be short, or empty, and have a cursor all the same.',
      query: auditQuery,
      answers: { 200: { description: 'One page.', content: { schema: auditListView, example } } },
    },
  },
};

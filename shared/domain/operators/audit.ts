import type { Owner } from '../ids.ts';

/** What may be done to others' things, or to everything of one's own. */
export const auditActions = {
  'budget-set': 'what an owner may spend was changed',
  'limits-set': 'what an owner may ask for was changed',
  'item-adopted': 'a lost call was taken up again under its provider id',
  'item-resubmitted': 'a lost call was made anew',
  'item-written-off': 'a lost call was written off',
  'item-looked-for': 'a missing result is looked for at once',
  'erasure-requested': 'everything of an owner is removed',
} as const;

type Facts = Readonly<Record<string, string | number | boolean>>;

/** That somebody has done something that only an operator may, or that cannot be undone. */
export interface AuditLine {
  /** ISO time. */
  readonly at: string;
  /** The owner of the key that it was done with. */
  readonly actor: Owner;
  /** One of `auditActions`, or one that another version of the service knows. */
  readonly action: string;
  /** Whose things it was done to. */
  readonly owner: Owner;
  /** What exactly: an item, an erasure. Missing where the owner says it all. */
  readonly subject?: string;
  /** How it was; missing where there was nothing. */
  readonly before?: Facts;
  readonly after?: Facts;
  readonly reason?: string;
}

import { isOwner, type Owner } from '../ids.ts';

/** Who acts where no key does: whoever reaches the table itself. Nobody is given a key of this name. */
export const COMMAND_LINE = ownerNamed('command-line');
/** Whose things are meant that are everybody's. Nobody is given a key of this name either. */
export const DEPLOYMENT = ownerNamed('deployment');

function ownerNamed(text: string): Owner {
  if (!isOwner(text)) throw new Error(`${text} is no owner`);
  return text;
}

/** What may be done to others' things, or to everything of one's own. */
export const auditActions = {
  'key-made': 'an API key was made',
  'key-revoked': 'an API key was taken out of use',
  'key-rotated': 'an API key got a successor, and an end',
  'token-made': 'a token for browsers was made that opens the things of another owner',
  'tokens-ended': 'all tokens for browsers were ended',
  'budget-set': 'what an owner may spend was changed',
  'limits-set': 'what an owner may ask for was changed',
  'account-secret-setting': 'the key of an account at a provider is about to be written',
  'account-set': 'an account at a provider was added or changed',
  'account-removed': 'an account at a provider was removed',
  'item-adopted': 'a lost call was taken up again under its provider id',
  'item-resubmitted': 'a lost call was made anew',
  'item-written-off': 'a lost call was written off',
  'item-looked-for': 'a missing result is looked for at once',
  'settings-deploying': 'a deployment that changes settings was begun',
  'settings-deployed': 'it came to its end',
  'settings-not-deployed': 'it failed, or was broken off',
  'erasure-requested': 'everything of an owner is removed',
} as const;

type Facts = Readonly<Record<string, string | number | boolean>>;

/** That somebody has done something that only an operator may, or that cannot be undone. */
export interface AuditLine {
  /** ISO time. */
  readonly at: string;
  /** The owner of the key that it was done with; `command-line` where it was done without one. */
  readonly actor: Owner;
  /** One of `auditActions`, or one that another version of the service knows. */
  readonly action: string;
  /** Whose things it was done to. */
  readonly owner: Owner;
  /** What exactly: a key, an item, an erasure. Missing where the owner says it all. */
  readonly subject?: string;
  /** How it was; missing where there was nothing. */
  readonly before?: Facts;
  readonly after?: Facts;
  readonly reason?: string;
}

import { isOwner, type Owner } from '../ids.ts';
import type { Digest } from '../ports.ts';

/** What owners begin with that come from tokens: no key is made for one of them. */
const SPACE = 'jwt--';
/** … and where the claim is no name for an owner, so that its hash stands for it. */
const HASHED = 'sha-';

const LONGEST_CLAIM = 255;

/** Whether a claim can say whose a token is. */
export const isTokenClaim = (claim: unknown): claim is string =>
  typeof claim === 'string' && claim !== '' && claim.length <= LONGEST_CLAIM;

export const isTokenOwner = (owner: Owner): boolean => owner.startsWith(SPACE);

/** The owner that a token's claim names: another for every claim, and never that of a key. */
export function tokenOwner(claim: string, { sha256 }: Pick<Digest, 'sha256'>): Owner {
  const plain = `${SPACE}${claim}`;
  if (isOwner(plain) && !claim.startsWith(HASHED)) return plain;
  const hashed = `${SPACE}${HASHED}${sha256(claim).slice(0, 30)}`;
  if (!isOwner(hashed)) throw new Error('A digest is no owner');
  return hashed;
}

import { Failure } from '#domain/error.ts';
import { once } from '#domain/once.ts';
import { readSettings } from './settings.ts';
import type { SignedIn } from './verify-jwt.ts';

const set = readSettings('JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_OWNER_CLAIM', 'JWT_ROLES_CLAIM', 'JWT_ROLES');

/** Lies beside the bundles: only where tokens are taken is it ever loaded. */
const verifier = once(async () => {
  const { tokenVerifier } = await import('./verify-jwt.ts');
  return tokenVerifier({
    issuer: set.JWT_ISSUER,
    audience: set.JWT_AUDIENCE,
    ownerClaim: set.JWT_OWNER_CLAIM,
    rolesClaim: set.JWT_ROLES_CLAIM,
    roles: set.JWT_ROLES,
  });
});

/** Whether this deployment takes tokens of an issuer. */
export const takesTokens = set.JWT_ISSUER !== '';

const RETRY_SECONDS = 5;

/** Reads a token. Throws `unauthorized` for one that is not good, `busy` where the issuer cannot be asked for its keys. */
export async function signIn(token: string): Promise<SignedIn> {
  const verdict = await (await verifier())(token);
  if (verdict.type === 'signed-in') return verdict;
  const { cause } = verdict;
  if (verdict.type === 'refused') throw new Failure('unauthorized', verdict.why, { cause });
  const details = { retryAfterSeconds: RETRY_SECONDS, cause };
  throw new Failure('busy', 'The issuer of tokens cannot be asked for its keys', details);
}

import {
  createRemoteJWKSet,
  decodeJwt,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import * as z from 'zod';
import type { Owner } from '#domain/ids.ts';
import { claimAt, rolesIn, scopesOfClaim } from '#domain/keys/roles.ts';
import type { Scope } from '#domain/keys/scopes.ts';
import { isTokenClaim, tokenOwner } from '#domain/keys/token-owner.ts';
import { isoTime } from '#domain/ports.ts';
import { nodeDigest, systemClock } from './system-ports.ts';

/** Whom a token of the deployment's issuer stands for. */
export interface SignedIn {
  readonly type: 'signed-in';
  readonly owner: Owner;
  readonly scopes: readonly Scope[];
  /** ISO time. */
  readonly expiresAt: string;
}

/**
 * What became of a token. It is said and not thrown: this module lies beside the bundles, and has classes of errors of its
 * own, which they would not know.
 */
export type Verdict =
  | SignedIn
  | { readonly type: 'refused'; readonly why: string; readonly cause?: unknown }
  | { readonly type: 'unreachable'; readonly cause: unknown };

/** What is asked of a token. */
export interface SignIn {
  readonly issuer: string;
  readonly audience: string;
  readonly ownerClaim: string;
  readonly rolesClaim: string;
  /** The table of roles as it is set. */
  readonly roles: string;
}

/** A key that the issuer has just begun to use is known within so long; unknown ones ask no more often. */
const COOLDOWN_MS = 5_000;
const KEYS_AGE_MS = 600_000;
const TIMEOUT_MS = 3_000;
/** Clocks of others may differ from ours by so much. */
const TOLERANCE_SECONDS = 30;

/** Signed with a private key: whoever can verify a token can make none. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** What is wrong with the token itself. Everything else means that the issuer's keys could not be had. */
const ofTheToken = (error: unknown): boolean =>
  error instanceof errors.JWTExpired ||
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported ||
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys;

function verdictOf(error: unknown): Verdict {
  if (error instanceof errors.JWTExpired)
    return { type: 'refused', why: 'This token has expired', cause: error };
  if (ofTheToken(error)) return { type: 'refused', why: 'This token is not good here', cause: error };
  return { type: 'unreachable', cause: error };
}

const discovered = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Where the issuer says that its keys are. */
async function keySetOf(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  const found = discovered.parse(await answer.json());
  if (found.issuer !== issuer) throw new Error(`${url} is of the issuer ${found.issuer}`);
  const ages = { cooldownDuration: COOLDOWN_MS, cacheMaxAge: KEYS_AGE_MS, timeoutDuration: TIMEOUT_MS };
  return createRemoteJWKSet(new URL(found.jwks_uri), ages);
}

/** The keys of an issuer, looked for once it is there. */
function keySet(issuer: string): () => Promise<JWTVerifyGetKey> {
  let known: Promise<JWTVerifyGetKey> | undefined;
  return async () => {
    known ??= keySetOf(issuer);
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
}

/** Makes what reads tokens of an issuer: checks signature, issuer, audience and times, and finds owner and scopes. */
export function tokenVerifier({ issuer, audience, ownerClaim, rolesClaim, roles }: SignIn) {
  const keysOf = keySet(issuer);
  const table = rolesIn(roles);

  const claimsOf = async (token: string): Promise<JWTPayload> => {
    const { payload } = await jwtVerify(token, await keysOf(), {
      issuer,
      audience,
      algorithms,
      clockTolerance: TOLERANCE_SECONDS,
      requiredClaims: ['exp'],
      currentDate: new Date(systemClock.now()),
    });
    return payload;
  };

  const read = async (token: string): Promise<Verdict> => {
    // Others' tokens are refused without asking anybody for keys.
    if (decodeJwt(token).iss !== issuer) return { type: 'refused', why: 'This token is of another issuer' };
    const claims = await claimsOf(token);
    const claim = claimAt(claims, ownerClaim);
    if (!isTokenClaim(claim))
      return { type: 'refused', why: `This token has no ${ownerClaim} to say whose it is` };
    const scopes = scopesOfClaim(claimAt(claims, rolesClaim), table);
    const expiresAt = isoTime((claims.exp ?? 0) * 1000);
    return { type: 'signed-in', owner: tokenOwner(claim, nodeDigest), scopes, expiresAt };
  };

  return (token: string): Promise<Verdict> => read(token).catch(verdictOf);
}

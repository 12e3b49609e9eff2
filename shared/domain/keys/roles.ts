import { inOrder, isScope, usualScopes, type Scope } from './scopes.ts';

/** What the roles that an issuer of tokens gives may do here. */
export type Roles = Readonly<Record<string, readonly Scope[]>>;

function roleIn(part: string): [string, readonly Scope[]] {
  const [role = '', list = '', ...more] = part.split('=').map((text) => text.trim());
  const scopes = list.split(',').map((text) => text.trim());
  const unknown = scopes.find((text) => !isScope(text));
  if (role === '' || more.length > 0) throw new Error(`"${part}" is no role: viewer=tasks:read,uploads:read`);
  if (unknown !== undefined) throw new Error(`"${unknown}" of the role ${role} is no scope`);
  return [role, inOrder(scopes.filter(isScope))];
}

/** Reads `viewer=tasks:read;editor=tasks:read,tasks:write`; undefined where nothing is said. Throws what is wrong with it. */
export function rolesIn(text: string): Roles | undefined {
  const parts = text.split(';').filter((part) => part.trim() !== '');
  return parts.length === 0 ? undefined : Object.fromEntries(parts.map(roleIn));
}

type Claims = Readonly<Record<string, unknown>>;

const isClaims = (value: unknown): value is Claims => typeof value === 'object' && value !== null;

/** A claim by its name, or by its path where no claim has that name: `realm_access.roles`. */
export const claimAt = (claims: Claims, name: string): unknown =>
  Object.hasOwn(claims, name)
    ? claims[name]
    : name
        .split('.')
        .reduce<unknown>(
          (value, part) => (isClaims(value) && Object.hasOwn(value, part) ? value[part] : undefined),
          claims,
        );

function words(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.split(/\s+/);
  return Array.isArray(claim) ? claim.filter((word) => typeof word === 'string') : [];
}

/**
 * What a token with this claim may do. Without a table of roles the words of the claim are scopes themselves; but what
 * reaches further than one's own things, or makes keys that outlive the token, is had by a named role only.
 */
export const scopesOfClaim = (claim: unknown, roles: Roles | undefined): readonly Scope[] =>
  inOrder(
    words(claim).flatMap((word) => {
      if (roles !== undefined) return Object.hasOwn(roles, word) ? (roles[word] ?? []) : [];
      return isScope(word) && usualScopes.includes(word) ? [word] : [];
    }),
  );

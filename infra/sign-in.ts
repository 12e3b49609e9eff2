import { rolesIn } from '#domain/keys/roles.ts';

/** An issuer of tokens that stand beside API keys, and what is asked of them. */
export interface SignIn {
  readonly issuer: string;
  readonly audience: string;
  readonly ownerClaim: string | undefined;
  readonly rolesClaim: string | undefined;
  readonly roles: string | undefined;
}

/** An issuer as it names itself: not a letter may be changed, as tokens are compared with it. */
function issuerIn(text: string): string {
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed?.protocol === 'https:' && parsed.search === '' && parsed.hash === '') return text;
  throw new Error(`Context jwtIssuer=${text}: the https address is needed that the issuer calls itself.`);
}

function rolesOf(text: string | undefined): string | undefined {
  try {
    rolesIn(text ?? '');
    return text;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Context jwtRoles: ${why}.`, { cause: error });
  }
}

/** Reads whose tokens are taken; issuer and audience belong together, and all else to them. */
export function readSignIn(text: (key: string) => string | undefined): SignIn | undefined {
  const issuer = text('jwtIssuer');
  const audience = text('jwtAudience');
  const details = {
    ownerClaim: text('jwtOwnerClaim'),
    rolesClaim: text('jwtRolesClaim'),
    roles: rolesOf(text('jwtRoles')),
  };
  if (issuer !== undefined && audience !== undefined)
    return { issuer: issuerIn(issuer), audience, ...details };
  if ([issuer, audience, ...Object.values(details)].every((value) => value === undefined)) return undefined;
  throw new Error('Context jwtIssuer and jwtAudience belong together, and the other jwt… settings to them.');
}

/** What functions are told of it; nothing where no tokens are taken. */
export const signInEnvironment = (signIn: SignIn | undefined): Record<string, string> =>
  signIn === undefined
    ? {}
    : {
        JWT_ISSUER: signIn.issuer,
        JWT_AUDIENCE: signIn.audience,
        ...(signIn.ownerClaim === undefined ? {} : { JWT_OWNER_CLAIM: signIn.ownerClaim }),
        ...(signIn.rolesClaim === undefined ? {} : { JWT_ROLES_CLAIM: signIn.rolesClaim }),
        ...(signIn.roles === undefined ? {} : { JWT_ROLES: signIn.roles }),
      };

import { newSigningKey, signToken, startIssuer } from '../../../local/start/issuer.ts';
import { World } from '../test-stack.ts';

/** Signs a token of `ana` with a role that lives so many seconds. */
export type TokenSigner = (role: string, ttlSeconds: number) => Promise<string>;

const audience = 'darkroom';

/** A stack that takes tokens of an issuer with these roles. */
export async function worldWithRoles(
  roles: Readonly<Record<string, readonly string[]>>,
): Promise<{ world: World; sign: TokenSigner; close: () => Promise<void> }> {
  const key = await newSigningKey();
  const issuer = await startIssuer(0, () => [key]);
  const table = Object.entries(roles).map(([role, scopes]) => `${role}=${scopes.join(',')}`);
  const world = await World.open({
    environment: { JWT_ISSUER: issuer.url, JWT_AUDIENCE: audience, JWT_ROLES: table.join(';') },
  });
  const sign: TokenSigner = (role, ttlSeconds) =>
    signToken(key, {
      claims: { sub: 'ana', scope: role },
      issuer: issuer.url,
      audience,
      now: world.clock.now(),
      ttlSeconds,
    });
  return {
    world,
    sign,
    close: async () => {
      await world.close();
      await issuer.stop();
    },
  };
}

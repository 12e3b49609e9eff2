import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOwner, type Owner } from '#domain/ids.ts';
import { claimAt, rolesIn, scopesOfClaim } from '#domain/keys/roles.ts';
import { isTokenOwner, tokenOwner } from '#domain/keys/token-owner.ts';
import { usualScopes } from '#domain/keys/scopes.ts';
import { readSettings } from '../../../infra/settings.ts';
import { readTokenCommand } from '../../../local/start/token-command.ts';

const digest = { sha256: (text: string) => createHash('sha256').update(text).digest('hex') };
const ownerOf = (claim: string): Owner => tokenOwner(claim, digest);

describe('the owner that a token names', () => {
  it('is readable where the claim could name an owner, and a hash where it could not', () => {
    expect(ownerOf('ana')).toBe('jwt--ana');
    expect(ownerOf('auth0|5f7c8ec7c33c6c004bbafe82')).toMatch(/^jwt--sha-[0-9a-f]{30}$/);
    expect(ownerOf('Ana')).not.toBe(ownerOf('ana'));
  });

  it('is an owner for every claim, another for every other, and never one that is given a key', () => {
    const claims = fc.oneof(
      fc.string({ minLength: 1, maxLength: 60 }),
      fc.stringMatching(/^(?:sha-)?[a-f0-9-]{1,38}$/),
    );
    fc.assert(
      fc.property(claims, claims, (one, other) => {
        for (const claim of [one, other])
          expect(isOwner(ownerOf(claim)) && isTokenOwner(ownerOf(claim))).toBe(true);
        expect(ownerOf(one) === ownerOf(other)).toBe(one === other);
      }),
    );
    // What a hash looks like, said in plain words, is hashed itself.
    const hashed = ownerOf('Ana').slice('jwt--'.length);
    expect(ownerOf(hashed)).not.toBe(ownerOf('Ana'));
  });
});

describe('what a token may do', () => {
  it('is what its words say, where no roles are named; but neither keys nor the rights of operators', () => {
    expect(scopesOfClaim('tasks:write openid keys operator tasks:read', undefined)).toEqual([
      'tasks:read',
      'tasks:write',
    ]);
    expect(scopesOfClaim(['tasks:read', 3, null], undefined)).toEqual(['tasks:read']);
    for (const claim of [undefined, null, 7, {}, '', 'toString'])
      expect(scopesOfClaim(claim, undefined)).toEqual([]);
  });

  it('is what its roles say, and nothing by the names of scopes, where roles are named', () => {
    const roles = rolesIn('viewer=tasks:read; boss = operator, keys ;');
    expect(scopesOfClaim('viewer', roles)).toEqual(['tasks:read']);
    expect(scopesOfClaim(['boss', 'viewer', 'guest'], roles)).toEqual(['tasks:read', 'keys', 'operator']);
    expect(scopesOfClaim('tasks:write constructor', roles)).toEqual([]);
    expect(rolesIn('')).toBeUndefined();
  });

  it.each(['viewer', 'viewer=', 'viewer=all', '=tasks:read', 'a=tasks:read=b'])(
    'is not to be read from %j',
    (text) => expect(() => rolesIn(text)).toThrow(/role/),
  );

  it('stands in a claim by its name, or by its path', () => {
    const claims = { 'https://x/roles': 'a', realm_access: { roles: ['b'] }, 'a.b': 'c' };
    expect(claimAt(claims, 'https://x/roles')).toBe('a');
    expect(claimAt(claims, 'realm_access.roles')).toEqual(['b']);
    expect(claimAt(claims, 'a.b')).toBe('c');
    for (const name of ['none', 'realm_access.none.more', '__proto__', 'constructor.name'])
      expect(claimAt(claims, name)).toBeUndefined();
  });
});

describe('the settings of an issuer', () => {
  const signInOf = (context: Record<string, string>) => readSettings((key) => context[key]).signIn;

  it('are kept to the letter, as tokens are compared with them', () => {
    const given = {
      jwtIssuer: 'https://me.auth0.com/',
      jwtAudience: 'darkroom',
      jwtRoles: 'viewer=tasks:read',
    };
    expect(signInOf(given)).toMatchObject({ issuer: 'https://me.auth0.com/', audience: 'darkroom' });
    expect(signInOf({})).toBeUndefined();
  });

  it.each([
    [{ jwtIssuer: 'https://me.auth0.com/' }, 'jwtAudience'],
    [{ jwtAudience: 'a' }, 'jwtIssuer'],
    [{ jwtRolesClaim: 'roles' }, 'jwtIssuer'],
    [{ jwtIssuer: 'http://me.example', jwtAudience: 'a' }, 'https'],
    [{ jwtIssuer: 'https://me.example', jwtAudience: 'a', jwtRoles: 'x=all' }, 'jwtRoles'],
  ])('are refused by name where they say half: %j', (context, name) =>
    expect(() => signInOf(context as Record<string, string>)).toThrow(name),
  );
});

describe('npm run token', () => {
  it('understands whose token, for what and for how long', () => {
    expect(readTokenCommand(['--owner', 'ana', '--scope', 'tasks:write', '--ttl', '15m'])).toMatchObject({
      owner: 'ana',
      scope: 'tasks:write',
      ttlSeconds: 900,
    });
    expect(readTokenCommand(['--owner', 'ana'])).toMatchObject({
      scope: usualScopes.join(' '),
      ttlSeconds: 3600,
    });
    expect(() => readTokenCommand([])).toThrow('Whose token');
    expect(() => readTokenCommand(['--owner', 'ana', '--scope', 'operator'])).toThrow('no scope "operator"');
  });
});

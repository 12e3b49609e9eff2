import type { Owner } from '#domain/ids.ts';
import { browserTokenText } from '#domain/keys/browser-token.ts';
import { keyText } from '#domain/keys/key-form.ts';
import type { ReachType } from '#domain/keys/reach.ts';
import { allScopes, usualScopes, type Scope } from '#domain/keys/scopes.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { signingKeysIn } from '#storage/keys/signing-keys.ts';
import type { MadeTokenView } from '#contract/keys/token-answers.ts';
import { createHash, createHmac } from 'node:crypto';
import type { World } from '../test-stack.ts';
import type { TokenSigner } from './roles.ts';

/** One way to say who is asking, or to fail at it. */
export interface Credential {
  readonly what: string;
  /** After `Bearer`; undefined sends none. */
  readonly token: string | undefined;
  /** Absent: it opens nothing. */
  readonly holder?: { readonly owner: string; readonly scopes: readonly Scope[] };
  /** What it opens, where it is a token for pages … */
  readonly pages?: ReachType;
  /** … and the upload that it has made. */
  readonly upload?: string;
}

/** Two owners and an operator, each with things of his own. */
export const owners = { own: 'ana', another: 'ben', operator: 'root', signedIn: 'jwt--ana' } as const;

/** What the roles of the issuer stand for. */
export const roles: Readonly<Record<string, readonly Scope[]>> = {
  viewer: ['tasks:read', 'uploads:read'],
  editor: usualScopes,
  chief: allScopes,
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A token for pages of every kind, and such as open nothing. */
async function pageTokens(world: World, task: string): Promise<Credential[]> {
  const make = async (body: Record<string, unknown>, pages: ReachType): Promise<Credential> => {
    const made = await world.request<MadeTokenView>('POST', '/api/v1/tokens', { as: 'maker', body });
    const { token, owner, scopes } = made.body;
    return { what: `a token for ${JSON.stringify(body)}`, token, holder: { owner, scopes }, pages };
  };
  const uploading = await make({ upload: true, scopes: ['uploads:write', 'uploads:read'] }, 'upload');
  const upload = await world.request<{ id: string }>('POST', '/api/v1/uploads', {
    as: null,
    headers: bearer(uploading.token ?? ''),
    body: { fileName: 'a.png', contentType: 'image/png', bytes: 100 },
  });
  const byTask = await make({ task, scopes: ['tasks:read'] }, 'task');
  const [key = { id: '', secret: '', madeAt: 0 }] = signingKeysIn(
    await keyStore(world.table).signingKeysRow(),
  );
  const digest = {
    hmac256: (by: string, text: string) => createHmac('sha256', by).update(text).digest('hex'),
  };
  const end = Math.floor(world.clock.now() / 1000);
  const forged = (expiresAt: number, secret: string): string =>
    browserTokenText(
      { owner: owners.own as Owner, scopes: allScopes, reach: { type: 'owner' }, expiresAt },
      { ...key, secret },
      { kind: 'test', digest },
    );
  return [
    byTask,
    await make({ prompt: `prompt of ${owners.own}`, scopes: ['tasks:read'] }, 'prompt'),
    await make({ owner: owners.own, scopes: ['tasks:read', 'uploads:read'] }, 'owner'),
    await make({ owner: owners.own, scopes: ['uploads:read'] }, 'owner'),
    { ...uploading, upload: upload.body.id },
    { what: 'a token for pages that has ended', token: forged(end, key.secret) },
    { what: 'a token for pages that others signed', token: forged(end + 600, `${key.secret}0`) },
    { what: 'a mistyped token for pages', token: byTask.token?.slice(0, -1) },
  ];
}

/** A token of each role of an issuer, and one that has ended. */
const signedIn = async (sign: TokenSigner): Promise<Credential[]> => [
  ...(await Promise.all(
    Object.entries(roles).map(async ([role, scopes]) => ({
      what: `a token of an issuer for a ${role}`,
      token: await sign(role, 7200),
      holder: { owner: owners.signedIn, scopes },
    })),
  )),
  { what: 'a token of an issuer that has ended', token: await sign('chief', -60) },
];

/** A credential of every kind. */
export async function credentialsIn(
  world: World,
  { task, sign }: { readonly task: string; readonly sign: TokenSigner },
): Promise<Credential[]> {
  const keys = keyStore(world.table);
  world.keys.set('maker', await world.newKey(owners.own, { scopes: usualScopes }));
  const idOf = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 16);
  const key = async (what: string, owner: string, scopes: readonly Scope[]): Promise<Credential> => ({
    what,
    token: await world.newKey(owner, { scopes }),
    holder: { owner, scopes },
  });
  const revoked = await world.newKey(owners.own, { operator: true });
  await keys.revoke(idOf(revoked), world.clock.now());
  const expired = await world.newKey(owners.own, { scopes: allScopes, expiresAt: world.clock.now() });
  return [
    { what: 'no key', token: undefined },
    { what: 'a malformed key', token: 'dk_test_0123' },
    { what: 'an unknown key', token: keyText('test', '0'.repeat(64)) },
    { what: 'a revoked key', token: revoked },
    { what: 'an expired key', token: expired },
    ...(await Promise.all(allScopes.map((scope) => key(`a key for ${scope} alone`, owners.own, [scope])))),
    await key('a key of another owner', owners.another, usualScopes),
    await key('a key of the owner', owners.own, usualScopes),
    await key('a key of an operator', owners.operator, allScopes),
    ...(await pageTokens(world, task)),
    ...(await signedIn(sign)),
  ];
}

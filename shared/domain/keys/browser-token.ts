import { isOwner, isTaskId, type Owner } from '../ids.ts';
import type { Digest } from '../ports.ts';
import type { KeyKind } from './key-form.ts';
import type { Reach } from './reach.ts';
import { isScope, type Scope } from './scopes.ts';
import type { SigningKey } from './signing-keys.ts';

/**
 * The form of a token for browsers: `dkt_live_` or `dkt_test_`, by which scanners know it and nobody takes it for a key or for
 * the token of an issuer, and a JWT (HS256) that says what it opens.
 */

/** What a token opens, for whom, and until when. */
export interface BrowserToken {
  readonly owner: Owner;
  readonly scopes: readonly Scope[];
  readonly reach: Reach;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

const HEADER = { alg: 'HS256', typ: 'JWT' } as const;
const form = /^dkt_(?:live|test)_(([\w-]+)\.([\w-]+))\.([\w-]{43})$/;

const inBase64Url = (bytes: string): string =>
  btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** JSON of ASCII alone, so that each letter is a byte. */
const encoded = (value: unknown): string =>
  inBase64Url(
    JSON.stringify(value).replace(
      /[\u007f-\uffff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );

function decoded(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const signatureOf = (signed: string, { secret }: SigningKey, { hmac256 }: Pick<Digest, 'hmac256'>): string =>
  inBase64Url(
    hmac256(secret, signed).replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16))),
  );

/** Writes a token and signs it. */
export function browserTokenText(
  { owner, scopes, reach, expiresAt }: BrowserToken,
  key: SigningKey,
  { kind, digest }: { readonly kind: KeyKind; readonly digest: Pick<Digest, 'hmac256'> },
): string {
  const claims = {
    sub: owner,
    scope: scopes.join(' '),
    opens: reach.type,
    ...(reach.type === 'owner' ? {} : { id: reach.id }),
    exp: expiresAt,
  };
  const signed = `${encoded({ ...HEADER, kid: key.id })}.${encoded(claims)}`;
  return `dkt_${kind}_${signed}.${signatureOf(signed, key, digest)}`;
}

function reachIn(opens: unknown, id: unknown): Reach | undefined {
  if (opens === 'owner') return { type: opens };
  if (typeof id !== 'string') return undefined;
  if (opens === 'task') return isTaskId(id) ? { type: opens, id } : undefined;
  return opens === 'prompt' || opens === 'upload' ? { type: opens, id } : undefined;
}

/** A token as it came: by which secret it says to be signed, and what it says where that is so. */
export interface ReadToken {
  readonly keyId: string;
  readonly isSignedWith: (key: SigningKey) => boolean;
  /** Undefined where nothing is said that this version understands. To be trusted only once the signature was checked. */
  readonly said: BrowserToken | undefined;
}

/** What a body says; undefined where that is nothing that this version understands. */
function saidIn({ sub, scope, opens, id, exp }: Readonly<Record<string, unknown>>): BrowserToken | undefined {
  const reach = reachIn(opens, id);
  if (typeof sub !== 'string' || !isOwner(sub) || reach === undefined) return undefined;
  if (typeof scope !== 'string' || typeof exp !== 'number') return undefined;
  return { owner: sub, scopes: scope.split(' ').filter(isScope), reach, expiresAt: exp };
}

/** Takes a token apart; undefined for what is none. */
export function readBrowserToken(
  text: string,
  digest: Pick<Digest, 'hmac256' | 'same'>,
): ReadToken | undefined {
  const [, signed = '', head = '', body = '', signature = ''] = form.exec(text) ?? [];
  const { alg, kid } = decoded(head);
  if (alg !== HEADER.alg || typeof kid !== 'string') return undefined;
  return {
    keyId: kid,
    isSignedWith: (key) => digest.same(signatureOf(signed, key, digest), signature),
    said: saidIn(decoded(body)),
  };
}

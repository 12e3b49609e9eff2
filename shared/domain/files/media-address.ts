import type { Clock, Digest } from '../ports.ts';

/** Where a file is shown, by its key. */
export type MediaAddress = (key: string) => string;

/** How addresses of files are signed. */
export interface LinkSigning {
  /** The first signs; all of them are good. */
  readonly secrets: readonly string[];
  /** An address is good for so many seconds, and for no more than twice as many. */
  readonly seconds: number;
}

/** What a signed address says of itself, as it came. */
export interface LinkClaims {
  /** Epoch seconds. */
  readonly expires?: string | undefined;
  readonly signature?: string | undefined;
}

type Hmac = Pick<Digest, 'hmac256'>;

interface Signer {
  readonly digest: Hmac;
  readonly secret: string;
}

const signatureOf = (key: string, expires: number, { digest, secret }: Signer): string =>
  digest.hmac256(secret, `media ${expires} ${key}`).slice(0, 40);

/** The same for everybody who asks within one window: what was answered or cached then stays as it is. */
const endOf = (now: number, seconds: number): number => (Math.floor(now / 1000 / seconds) + 2) * seconds;

/** Addresses below a base; signed ones have an end. */
export function mediaAddresses(
  baseUrl: string,
  signing: LinkSigning | undefined,
  { clock, digest }: { readonly clock: Pick<Clock, 'now'>; readonly digest: Hmac },
): MediaAddress {
  const [secret] = signing?.secrets ?? [];
  if (signing === undefined || secret === undefined) return (key) => `${baseUrl}/${key}`;
  return (key) => {
    const expires = endOf(clock.now(), signing.seconds);
    return `${baseUrl}/${key}?expires=${expires}&signature=${signatureOf(key, expires, { digest, secret })}`;
  };
}

/** Whether an address of a file is signed by us, and has not ended. */
export function isGoodLink(
  key: string,
  { expires = '', signature = '' }: LinkClaims,
  {
    secrets,
    now,
    digest,
  }: { secrets: readonly string[]; now: number; digest: Pick<Digest, 'hmac256' | 'same'> },
): boolean {
  if (!/^\d{1,12}$/.test(expires) || Number(expires) * 1000 <= now) return false;
  return secrets.some((secret) =>
    digest.same(signatureOf(key, Number(expires), { digest, secret }), signature),
  );
}

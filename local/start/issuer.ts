import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';

const ALGORITHM = 'ES256';

/** A private key, as it is kept in a file. */
export async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, alg: ALGORITHM, use: 'sig', kid: (jwk.x ?? '').slice(0, 12) };
}

const publicPart = ({ kty, crv, x, y, alg, use, kid }: JWK) => ({ kty, crv, x, y, alg, use, kid });

/** What a token says besides who made it and when. */
export interface TokenOrder {
  readonly claims: JWTPayload;
  readonly issuer: string;
  readonly audience: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly ttlSeconds: number;
}

/** Signs a token. */
export async function signToken(
  key: JWK,
  { claims, issuer, audience, now, ttlSeconds }: TokenOrder,
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: key.alg ?? ALGORITHM, ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + ttlSeconds)
    .sign(await importJWK(key));
}

export interface Issuer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * A small OpenID Connect issuer on this machine: its discovery document and its keys over HTTP. It has no page to sign in
 * with; whoever has its private keys makes tokens.
 */
export async function startIssuer(port: number, keys: () => readonly JWK[]): Promise<Issuer> {
  const server = createServer((request, response) => {
    const documents: Readonly<Record<string, unknown>> = {
      '/.well-known/openid-configuration': { issuer: url, jwks_uri: `${url}/jwks.json` },
      '/jwks.json': { keys: keys().map(publicPart) },
    };
    const document = documents[request.url ?? ''];
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

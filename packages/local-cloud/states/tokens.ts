import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// AWS's tokens are about this long; code that stores them in too small a place should fail here first.
const NONCE_BYTES = 448;
const SEAL_BYTES = 32;

const seal = (nonce: Buffer, secret: Buffer): Buffer => createHmac('sha256', secret).update(nonce).digest();

/** A new task token: 640 characters that cannot be guessed. */
export function mintToken(secret: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES);
  return Buffer.concat([nonce, seal(nonce, secret)]).toString('base64');
}

/** True for a token that was minted with this secret, whatever has become of its task. */
export function isToken(token: string, secret: Buffer): boolean {
  const bytes = Buffer.from(token, 'base64');
  if (bytes.length !== NONCE_BYTES + SEAL_BYTES || bytes.toString('base64') !== token) return false;
  return timingSafeEqual(bytes.subarray(NONCE_BYTES), seal(bytes.subarray(0, NONCE_BYTES), secret));
}

/** What the store keeps instead of the token, as a short key. */
export function tokenKey(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

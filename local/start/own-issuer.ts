import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK } from 'jose';
import * as z from 'zod';
import { newSigningKey, startIssuer, type Issuer } from './issuer.ts';

/** For whom the tokens of this laptop are made. */
export const LAPTOP_AUDIENCE = 'darkroom';

const kept = z.object({
  kty: z.string(),
  crv: z.string(),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  alg: z.string(),
  use: z.string(),
  kid: z.string(),
});

const fileOf = (dataDir: string): string => join(dataDir, 'issuer.json');

/** The key that the issuer of this laptop signs with; undefined where it has not been started there. */
export async function issuerKey(dataDir: string): Promise<JWK | undefined> {
  try {
    return kept.parse(JSON.parse(await readFile(fileOf(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Starts the issuer of this laptop. Its key is made on the first start, and the same on every later one. */
export async function ownIssuer(dataDir: string, port: number): Promise<Issuer> {
  const known = await issuerKey(dataDir);
  const key = known ?? (await newSigningKey());
  await mkdir(dataDir, { recursive: true });
  if (known === undefined) await writeFile(fileOf(dataDir), `${JSON.stringify(key)}\n`, { mode: 0o600 });
  return startIssuer(port, () => [key]);
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Owner } from '#domain/ids.ts';
import { isOwner } from '#domain/ids.ts';
import type { KeyStore } from '#storage/keys/key-store.ts';
import { hashOf, mintKey } from './keys.ts';

const laptopOwner = 'laptop';
const kept = z.object({ owner: z.string(), key: z.string() });

/** The key that this laptop prints: made on the first start, the same on every later one unless it was revoked. */
export async function ownerKey(dataDir: string, keys: KeyStore, now: number): Promise<string> {
  const file = join(dataDir, 'key.json');
  const last = await lastKey(file);
  if (last !== undefined && (await keys.find(hashOf(last)))) return last;
  const { key, hash } = mintKey();
  await keys.create({ owner: owner(), operator: false, name: 'npm start', hash, now });
  await writeFile(file, `${JSON.stringify({ owner: laptopOwner, key })}\n`, { mode: 0o600 });
  return key;
}

function owner(): Owner {
  if (!isOwner(laptopOwner)) throw new Error('The owner on the laptop has a name that no owner may have');
  return laptopOwner;
}

async function lastKey(file: string): Promise<string | undefined> {
  try {
    return kept.parse(JSON.parse(await readFile(file, 'utf8'))).key;
  } catch {
    return undefined;
  }
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { keyMadeLine } from '#actions/keys/key-lines.ts';
import type { Owner } from '#domain/ids.ts';
import { isOwner } from '#domain/ids.ts';
import { isGood } from '#domain/keys/api-key.ts';
import { allScopes } from '#domain/keys/scopes.ts';
import { COMMAND_LINE } from '#domain/operators/audit.ts';
import { isoTime } from '#domain/ports.ts';
import { idOf } from '#storage/keys/key-rows.ts';
import type { KeyStore } from '#storage/keys/key-store.ts';
import { auditWriter } from '#storage/operators/audit-store.ts';
import { hashOf, mintKey } from './keys.ts';

const laptopOwner = 'laptop';
const NAME = 'npm start';
const AUDIT_DAYS = 365;
const kept = z.object({ owner: z.string(), key: z.string() });

/** The key that this laptop prints: made on the first start, the same on every later one unless it was revoked. */
export async function ownerKey(dataDir: string, keys: KeyStore, now: number): Promise<string> {
  const file = join(dataDir, 'key.json');
  const last = await lastKey(file);
  const known = last === undefined ? undefined : await keys.find(hashOf(last));
  if (last !== undefined && known !== undefined && isGood(known, now)) return last;
  const { key, hash } = mintKey();
  const scopes = allScopes.filter((scope) => scope !== 'operator');
  const made = { owner: owner(), scopes, name: NAME };
  const line = keyMadeLine({ at: isoTime(now), by: COMMAND_LINE, reason: NAME }, { id: idOf(hash), ...made });
  await keys.create({ ...made, createdBy: NAME, hash, now }, [auditWriter(AUDIT_DAYS)(line)]);
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

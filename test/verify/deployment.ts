import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as passes } from 'node:timers/promises';
import * as z from 'zod';
import { isOwner } from '#domain/ids.ts';
import { allScopes } from '#domain/keys/scopes.ts';
import type { KeyStore } from '#storage/keys/key-store.ts';
import { deployedTable } from '../../local/start/key-place.ts';
import { mintKey, withKeys, type TablePlace } from '../../local/start/keys.ts';
import { StartError } from '../../local/start/start-error.ts';
import type { Target } from './target.ts';

/** An owner that nobody has used before: lists are empty, budgets unset, idempotency keys free. */
export const freshOwner = (): string => `verify-${randomBytes(6).toString('hex')}`;

const KEY_NAME = 'npm run verify';

async function newKey(keys: KeyStore, owner: string, operator = false): Promise<string> {
  if (!isOwner(owner)) throw new Error(`"${owner}" cannot be an owner`);
  const { key, hash } = mintKey();
  const scopes = allScopes.filter((scope) => operator || scope !== 'operator');
  await keys.create({ owner, scopes, hash, now: Date.now(), name: KEY_NAME });
  return key;
}

async function revokeAll(keys: KeyStore, owner: string): Promise<void> {
  const ours = (await keys.list()).filter(({ name, owner: of }) => name === KEY_NAME && of.startsWith(owner));
  for (const { id } of ours) await keys.revoke(id, Date.now());
}

/** Where a stack answers, and where its keys lie. */
export interface Place {
  readonly name: string;
  readonly url: string;
  readonly table: TablePlace;
}

/** Lends a target with keys that were made for this run, and revokes them when it is over, however it ends. */
export const withTarget = <Result>(
  { name, url, table }: Place,
  owner: string,
  use: (target: Target) => Promise<Result>,
): Promise<Result> =>
  withKeys(table, async (keys) => {
    try {
      const made = {
        owner: await newKey(keys, owner),
        other: await newKey(keys, `${owner}-b`),
        operator: await newKey(keys, `${owner}-o`, true),
      };
      return await use({ name, url, owner, keys: made, sleep: async (ms) => void (await passes(ms)) });
    } finally {
      await revokeAll(keys, owner);
    }
  });

const outputs = z.record(z.string(), z.record(z.string(), z.string()));

/** A deployment, as its outputs file names it. Its keys are made with the AWS credentials of this shell. */
export async function deploymentOf(root: string, stage: string): Promise<Place> {
  const table = await deployedTable(root, stage);
  const text = await readFile(join(root, '.darkroom', `outputs-${stage}.json`), 'utf8');
  const url = Object.values(outputs.parse(JSON.parse(text))).flatMap((stack) => stack['ApiUrl'] ?? [])[0];
  if (url === undefined) throw new StartError(`The outputs of ${stage} name no ApiUrl. Deploy it again.`);
  return { name: stage, url: url.replace(/\/+$/, ''), table };
}

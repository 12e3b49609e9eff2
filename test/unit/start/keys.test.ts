import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Owner } from '#domain/ids.ts';
import { usualScopes } from '#domain/keys/scopes.ts';
import { readKeyCommand, runKeyCommand } from '../../../local/start/key-command.ts';
import { deployedTable, laptopTable } from '../../../local/start/key-place.ts';
import { hashOf, mintKey } from '../../../local/start/keys.ts';
import { ownerKey } from '../../../local/start/owner-key.ts';
import { keyStore } from '../../../shared/storage/keys/key-store.ts';
import type { KeyStore } from '../../../shared/storage/keys/key-store.ts';
import { auditStore } from '../../../shared/storage/operators/audit-store.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { aFolder } from './a-folder.ts';

const keysInMemory = (): KeyStore => keyStore(memoryTable(new MemoryTable()));

const now = Date.parse('2026-10-02T10:00:00Z');
const run = (args: string[], keys: KeyStore): Promise<string> =>
  runKeyCommand(readKeyCommand(args).wish, { keys, now });

const root = join(import.meta.dirname, '..', '..', '..');
const aKey = { owner: 'ana' as Owner, operator: false, now };
const hashStarting = (digits: string): string => digits.padEnd(64, '0');

describe('an API key', () => {
  it('is 256 random bits and a checksum after its kind, of which only the hash is kept', async () => {
    expect(mintKey().key).toMatch(/^dk_test_[A-Za-z0-9]{49}$/);
    expect(mintKey('shop').key).toMatch(/^dk_test_/);
    expect(mintKey('prod').key).toMatch(/^dk_live_[A-Za-z0-9]{49}$/);
    const keys = keysInMemory();
    const [key = ''] = (await run(['create', '--owner', 'ana', '--name', 'desk'], keys)).split('\n');
    expect(JSON.stringify(await keys.list())).not.toContain(key);
    expect(await keys.find(hashOf(key))).toMatchObject({
      owner: 'ana',
      scopes: usualScopes,
      name: 'desk',
      createdBy: 'command line',
    });
  });

  it('is listed and revoked however many there are', async () => {
    const keys = keysInMemory();
    for (let n = 0; n < 1005; n += 1)
      await keys.create({ ...aKey, now: now + n, hash: hashStarting(n.toString(16).padStart(16, '0')) });
    const all = await keys.list();
    expect(all).toHaveLength(1005);
    const last = all.at(-1)?.id ?? '';
    expect(last).toBe((1004).toString(16).padStart(16, '0'));
    expect(await run(['revoke', last], keys)).toContain(`Revoked ${last}`);
    expect((await keys.list()).at(-1)).toMatchObject({ id: last, revokedAt: expect.any(String) as string });
  });

  it('is listed without its secret and revoked by its id', async () => {
    const keys = keysInMemory();
    await run(['create', '--owner', 'ana', '--operator'], keys);
    const [id = ''] = (await run(['list'], keys)).split(' ');
    expect(await run(['revoke', id], keys)).toContain(`Revoked ${id}`);
    expect(await run(['list'], keys)).toMatch(/^[0-9a-f]{16} {2}ana .* operator {2}.*revoked 2026-10-02/);
    await expect(run(['revoke', 'f'.repeat(16)], keys)).rejects.toThrow('No key has the id ffff');
  });

  it.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['a few digits, though only one key has them', 'abc12'],
    ['all of its digits but one', 'abc123000000000'],
  ])('is not revoked by %s', async (_what, id) => {
    const keys = keysInMemory();
    await keys.create({ ...aKey, hash: hashStarting('abc123') });
    await expect(async () => run(['revoke', id], keys)).rejects.toMatchObject({
      message: expect.stringContaining('16 digits') as string,
      exitCode: 2,
    });
    expect(await keys.revoke(id, now)).toBe(false);
    expect(await keys.list()).toMatchObject([{ id: expect.stringMatching(/^abc123/) as string }]);
    expect(await keys.find(hashStarting('abc123'))).toBeDefined();
  });

  it('is named when it is revoked', async () => {
    const keys = keysInMemory();
    await keys.create({ ...aKey, name: 'desk', hash: hashStarting('abc123') });
    expect(await run(['revoke', 'ABC1230000000000'], keys)).toContain('abc1230000000000, "desk" of ana');
    expect(await keys.find(hashStarting('abc123'))).toBeUndefined();
  });

  it('has the scopes and the end that are asked for', async () => {
    const keys = keysInMemory();
    const made = await run(
      ['create', '--owner', 'ana', '--scope', 'keys, tasks:read', '--expires', '30d'],
      keys,
    );
    expect(made).toContain('for tasks:read, keys. It ends at 2026-11-01T10:00:00.000Z');
    expect(await keys.list()).toMatchObject([
      { scopes: ['tasks:read', 'keys'], expiresAt: '2026-11-01T10:00:00.000Z' },
    ]);
    expect(() => readKeyCommand(['create', '--owner', 'ana', '--scope', 'all'])).toThrow('no scope "all"');
    for (const wrong of ['soon', '2020-01-01', '0'])
      await expect(run(['create', '--owner', 'ana', '--expires', wrong], keys)).rejects.toThrow(wrong);
  });

  it('is rotated by its id, and stays good for as long as is asked for', async () => {
    const keys = keysInMemory();
    await run(['create', '--owner', 'ana', '--name', 'desk', '--scope', 'tasks:read'], keys);
    const [id = ''] = (await run(['list'], keys)).split(' ');
    const rotated = await run(['rotate', id, '--overlap', '2h'], keys);
    expect(rotated).toMatch(/^dk_test_/);
    expect(rotated).toContain('"desk" of ana, which stays good until 2026-10-02T12:00:00.000Z');
    expect(await keys.list()).toContainEqual(
      expect.objectContaining({ name: 'desk', scopes: ['tasks:read'], createdBy: 'command line' }),
    );
    await expect(run(['rotate', id], keys)).rejects.toThrow('rotated already');
  });

  it('ends the tokens that pages hold, all of them', async () => {
    const keys = keysInMemory();
    expect(await run(['end-tokens'], keys)).toContain('Every token for browsers ends');
    expect(await keys.signingKeysRow()).toBeUndefined();
    expect(() => readKeyCommand(['end-tokens', 'some'])).toThrow('end-tokens');
  });

  it('is not revoked by nothing on the command line, which ends with 2 and says why', () => {
    const args = ['local/keys.ts', 'revoke', ''];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect(stderr).toContain('16 digits');
    expect(status).toBe(2);
  });

  it('is looked for where the environment says that the stack lies', () => {
    const folder = aFolder();
    const env = { ...process.env, DARKROOM_DATA_DIR: folder };
    const args = ['local/keys.ts', 'list'];
    const { stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
    expect(stderr).toContain(`No stack is running on ${folder}`);
  });

  it('wants an owner whose name can be one', async () => {
    expect(() => readKeyCommand(['create'])).toThrow('Whose key');
    await expect(run(['create', '--owner', 'Ana!'], keysInMemory())).rejects.toThrow('cannot be an owner');
    expect(() => readKeyCommand(['destroy'])).toThrow('npm run keys');
    expect(() => readKeyCommand(['list', '--all'])).toThrow('--all');
  });
});

describe('the key of npm start', () => {
  it('is made once, stays the same, and is readable by its owner only', async () => {
    const folder = aFolder();
    const table = memoryTable(new MemoryTable());
    const keys = keyStore(table);
    const key = await ownerKey(folder, keys, now);
    expect(await ownerKey(folder, keys, now)).toBe(key);
    const lines = await auditStore(table).page('2026-10', '', 10);
    expect(lines).toMatchObject([
      { line: { action: 'key-made', actor: 'command-line', owner: 'laptop', reason: 'npm start' } },
    ]);
    expect(await keys.list()).toHaveLength(1);
    expect(statSync(join(folder, 'key.json')).mode & 0o777).toBe(0o600);
  });

  it('is another one after it was revoked', async () => {
    const folder = aFolder();
    const keys = keysInMemory();
    const key = await ownerKey(folder, keys, now);
    await keys.revoke(hashOf(key).slice(0, 16), now);
    expect(await ownerKey(folder, keys, now)).not.toBe(key);
  });
});

describe('where keys lie', () => {
  it('is the table that the outputs of a deployment name, in their region', async () => {
    const root = aFolder();
    mkdirSync(join(root, '.darkroom'));
    const secret = 'arn:aws:secretsmanager:eu-central-1:1:secret:Kie';
    const outputs = { 'Darkroom-dev-Data': { TaskTable: 'table-1', KieSecret: secret }, Other: { A: 'b' } };
    writeFileSync(join(root, '.darkroom', 'outputs-dev.json'), JSON.stringify(outputs));
    expect(await deployedTable(root, 'dev')).toEqual({ tableName: 'table-1', region: 'eu-central-1' });
    await expect(deployedTable(root, 'prod')).rejects.toThrow('stage=prod');
  });

  it('is the running stack on a laptop, and a clear word when none runs', () => {
    const folder = aFolder();
    expect(existsSync(join(folder, 'stack.json'))).toBe(false);
    expect(() => laptopTable(folder)).toThrow('No stack is running');
  });
});

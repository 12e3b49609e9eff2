import { readFileSync, statSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepStoreKeys, withStore } from '../../../infra/deploy.ts';
import { namedStore, storeSettings } from '../../../infra/store-names.ts';
import { readSettings } from '../../../local/start/settings.ts';
import { aFolder } from './a-folder.ts';

const env = {
  CLOUDFLARE_R2_ENDPOINT: 'https://account.r2.cloudflarestorage.com/pictures',
  CLOUDFLARE_R2_BUCKET_NAME: 'pictures',
  CLOUDFLARE_R2_ACCESS_KEY_ID: 'id',
  CLOUDFLARE_R2_SECRET_ACCESS_KEY: 'not to be told',
  CLOUDFLARE_R2_PUBLIC_URL: 'https://pictures.example.com/',
};
const store = namedStore(env);

describe('the names that Cloudflare R2 has in the environment', () => {
  it('say what the settings of a deployment say', () => {
    if (store === undefined) throw new Error('No store');
    expect(storeSettings(store)).toEqual({
      mediaEndpoint: 'https://account.r2.cloudflarestorage.com',
      mediaBucket: 'pictures',
      mediaBaseUrl: 'https://pictures.example.com',
    });
    expect(store.keys).toEqual({ accessKeyId: 'id', secretAccessKey: 'not to be told' });
  });

  it('mean nothing where none is set, and are named where some are missing', () => {
    expect(namedStore({})).toBeUndefined();
    expect(namedStore({ CLOUDFLARE_R2_ENDPOINT: '' })).toBeUndefined();
    const half = { CLOUDFLARE_R2_PUBLIC_URL: 'https://x.example', CLOUDFLARE_R2_BUCKET_NAME: 'b' };
    expect(() => namedStore(half)).toThrow(
      'CLOUDFLARE_R2_ENDPOINT, CLOUDFLARE_R2_ACCESS_KEY_ID, CLOUDFLARE_R2_SECRET_ACCESS_KEY is missing',
    );
    expect(() => namedStore({ ...env, CLOUDFLARE_R2_ENDPOINT: 'r2' })).toThrow('CLOUDFLARE_R2_ENDPOINT=r2');
  });

  it('are read by npm start, which builds apart for them', () => {
    const read = readSettings({ args: [], env, root: '/checkout' });
    expect(read).toMatchObject({
      store: { bucket: 'pictures' },
      buildDir: '/checkout/.darkroom/build-store',
    });
    const half = { CLOUDFLARE_R2_BUCKET_NAME: 'b' };
    expect(() => readSettings({ args: [], env: half, root: '/checkout' })).toThrow('CLOUDFLARE_R2_ENDPOINT');
  });

  it('become settings of a deployment, but for what its command line says', () => {
    expect(withStore(['--context', 'mediaBucket=others'], store)).toEqual([
      '--context',
      'mediaBucket=others',
      '--context',
      'mediaEndpoint=https://account.r2.cloudflarestorage.com',
      '--context',
      'mediaBaseUrl=https://pictures.example.com',
    ]);
    expect(withStore(['diff'], undefined)).toEqual(['diff']);
  });

  it('give the secret of the deployment its keys, and leave them nowhere else', () => {
    if (store === undefined) throw new Error('No store');
    const folder = aFolder();
    writeFileSync(
      join(folder, 'outputs-dev.json'),
      JSON.stringify({ 'Darkroom-dev-Data': { MediaKeys: 'arn:keys' } }),
    );
    const seen: { args: readonly string[]; mode: number; text: string }[] = [];
    const file = join(folder, 'store-keys-dev.json');
    const place = { stage: 'dev', profile: 'work', folder };
    const aws = (args: readonly string[]) => {
      seen.push({ args, mode: statSync(file).mode & 0o777, text: readFileSync(file, 'utf8') });
      return { type: 'done', output: '' } as const;
    };
    keepStoreKeys(store, { ...place, aws });
    expect(seen).toEqual([
      {
        args: [
          ...['secretsmanager', 'put-secret-value', '--secret-id', 'arn:keys'],
          ...['--secret-string', `file://${file}`, '--profile', 'work'],
        ],
        mode: 0o600,
        text: JSON.stringify(store.keys),
      },
    ]);
    expect(existsSync(file)).toBe(false);
    const failing = () => ({ type: 'failed', complaint: 'AccessDenied' }) as const;
    expect(() => keepStoreKeys(store, { ...place, aws: failing })).toThrow('AccessDenied');
    expect(existsSync(file)).toBe(false);
  });
});

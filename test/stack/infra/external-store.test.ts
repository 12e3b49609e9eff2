import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAssembly, ofType, type Assembly } from './assembly.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await anAssembly('dev', {
    mediaEndpoint: 'https://account.r2.cloudflarestorage.com',
    mediaBucket: 'pictures',
  });
});
afterAll(() => assembly.remove());

interface Variables {
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
}

it('an external store is told to every function that handles media, with a secret for its keys', () => {
  const told = ofType(assembly.service, 'AWS::Lambda::Function').flatMap(([, { Properties }]) => {
    const variables = (Properties as Variables).Environment?.Variables ?? {};
    return 'MEDIA_BUCKET' in variables ? [variables] : [];
  });
  expect(told.length).toBeGreaterThan(8);
  for (const variables of told) {
    expect(variables).toMatchObject({
      MEDIA_BUCKET: 'pictures',
      MEDIA_ENDPOINT: 'https://account.r2.cloudflarestorage.com',
      MEDIA_REGION: 'auto',
    });
    expect(JSON.stringify(variables['MEDIA_SECRET_ARN'])).toContain('MediaStoreKeys');
  }
});

it('our own bucket stays, so that a stage can move back to it, and no key stands in the template', () => {
  expect(ofType(assembly.data, 'AWS::S3::Bucket')).toHaveLength(1);
  const [, secret] =
    ofType(assembly.data, 'AWS::SecretsManager::Secret').find(([id]) => id.startsWith('MediaStoreKeys')) ??
    [];
  expect(secret?.DeletionPolicy).toBe('Retain');
  expect(secret?.Properties).not.toHaveProperty('SecretString');
});

import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { clientOf, presign, refusal } from '../target.ts';
import type { Place } from './place.ts';

const strange = [
  'keys/with space and  two',
  'keys/plus+sign',
  'keys/percent%20literal',
  'keys/ümläut/日本語/🦊',
  'keys/quotes\'and"marks',
  'keys/!*()&$@=;:,?#',
  'keys/trailing/',
  'keys/trailing',
  'keys//double//slash',
  'keys/back\\slash',
  'keys/UPPER',
  'keys/upper',
  'keys/con',
  'keys/.hidden',
  'keys/...',
  'keys/a',
  'keys/a/b',
  'keys/a/b/c',
  `keys/${'long'.repeat(250)}`,
];

/** Keys: any name an object may have. */
export function keysContract(place: Place): void {
  const client = () => clientOf(place.target());
  const at = (Key: string) => ({ Bucket: place.bucket(), Key });

  describe('keys', () => {
    it('keeps every strange key apart from all the others', async () => {
      for (const key of strange) await client().send(new PutObjectCommand({ ...at(key), Body: `of ${key}` }));
      for (const key of strange) {
        const { Body } = await client().send(new GetObjectCommand(at(key)));
        expect(await Body?.transformToString()).toBe(`of ${key}`);
      }
      const { Contents } = await client().send(
        new ListObjectsV2Command({ Bucket: place.bucket(), Prefix: 'keys/' }),
      );
      const bytewise = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
      expect(Contents?.map((entry) => entry.Key)).toEqual([...strange].sort(bytewise));
    });

    it('serves strange keys by presigned URL', async () => {
      for (const key of strange.slice(0, 7)) {
        await client().send(new PutObjectCommand({ ...at(key), Body: `of ${key}` }));
        const url = await presign(place.target(), new GetObjectCommand(at(key)));
        expect(await (await fetch(url)).text()).toBe(`of ${key}`);
      }
    });

    it('refuses a key of more than 1024 bytes', async () => {
      const long = client().send(new PutObjectCommand({ ...at('é'.repeat(513)), Body: 'x' }));
      expect(await refusal(long)).toMatchObject({ name: 'KeyTooLongError', status: 400 });
    });
  });
}

import {
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
  type ListObjectsV2CommandInput,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf, refusal } from '../target.ts';
import type { Place } from './place.ts';

const keys = ['a.txt', 'b/1', 'b/2', 'b/deep/3', 'c d/ü+1', 'd', 'e/', 'e/1', 'z/\u{ff5e}', 'z/🦊'].map(
  (key) => `list/${key}`,
);

/** Listing: order, folders and pages. */
export function listingContract(place: Place): void {
  const client = () => clientOf(place.target());
  const list = (more: Partial<ListObjectsV2CommandInput> = {}) =>
    client().send(new ListObjectsV2Command({ Bucket: place.bucket(), Prefix: 'list/', ...more }));
  const pages = async (pageSize: number, more: Partial<ListObjectsV2CommandInput>) => {
    const input = { Bucket: place.bucket(), Prefix: 'list/', ...more };
    const found: string[] = [];
    for await (const page of paginateListObjectsV2({ client: client(), pageSize }, input)) {
      const names = [
        ...(page.Contents ?? []).map((c) => c.Key),
        ...(page.CommonPrefixes ?? []).map((p) => p.Prefix),
      ];
      expect(names.length).toBeLessThanOrEqual(pageSize);
      found.push(...names.filter((name) => name !== undefined));
    }
    return found;
  };

  describe('listing', () => {
    beforeAll(async () => {
      for (const Key of keys) {
        await client().send(new PutObjectCommand({ Bucket: place.bucket(), Key, Body: Key }));
      }
    });

    it('orders keys by their UTF-8 bytes and describes each', async () => {
      const answer = await list();
      expect(answer.Contents?.map((entry) => entry.Key)).toEqual(keys);
      expect(answer).toMatchObject({
        KeyCount: keys.length,
        MaxKeys: 1000,
        IsTruncated: false,
        Prefix: 'list/',
      });
      expect(answer.Contents?.[0]).toMatchObject({ Size: 'list/a.txt'.length, StorageClass: 'STANDARD' });
      expect(answer.Contents?.[0]?.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    });

    it('folds keys at the delimiter', async () => {
      const answer = await list({ Delimiter: '/' });
      expect(answer.Contents?.map((entry) => entry.Key)).toEqual(['list/a.txt', 'list/d']);
      expect(answer.CommonPrefixes?.map((entry) => entry.Prefix)).toEqual([
        'list/b/',
        'list/c d/',
        'list/e/',
        'list/z/',
      ]);
      expect(answer.KeyCount).toBe(6);
    });

    it.each([1, 2, 3, 7])('gives the same in pages of %i', async (size) => {
      expect(await pages(size, {})).toEqual(keys);
      const folded = ['list/a.txt', 'list/b/', 'list/c d/', 'list/d', 'list/e/', 'list/z/'];
      expect((await pages(size, { Delimiter: '/' })).sort()).toEqual(folded);
    });

    it('starts after a key', async () => {
      expect((await list({ StartAfter: 'list/b/2' })).Contents?.[0]?.Key).toBe('list/b/deep/3');
      expect((await list({ StartAfter: 'zzz' })).Contents).toBeUndefined();
    });

    it('says that there is more, and nothing more when asked for nothing', async () => {
      const first = await list({ MaxKeys: 2 });
      expect(first).toMatchObject({ IsTruncated: true, KeyCount: 2 });
      expect(first.NextContinuationToken).toBeTruthy();
      expect(await list({ MaxKeys: 0 })).toMatchObject({ IsTruncated: false, KeyCount: 0 });
    });

    it('encodes keys when asked to', async () => {
      const answer = await list({ EncodingType: 'url', Prefix: 'list/c' });
      expect(answer.Contents?.[0]?.Key).toBe('list/c+d/%C3%BC%2B1');
      expect(answer.EncodingType).toBe('url');
    });

    it('refuses a token it did not give', async () => {
      expect(await refusal(list({ ContinuationToken: 'made-up' }))).toMatchObject({
        name: 'InvalidArgument',
        status: 400,
      });
    });
  });
}

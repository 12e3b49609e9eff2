import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { clientOf, freshName, refusal } from '../target.ts';
import type { Place } from './place.ts';

/** Writing only when something is true of the key. */
export function writingConditionsContract(place: Place): void {
  const client = () => clientOf(place.target());
  const at = (Key: string) => ({ Bucket: place.bucket(), Key });
  const put = (key: string, Body: string, more = {}) =>
    client().send(new PutObjectCommand({ ...at(key), Body, ...more }));
  const read = async (key: string) =>
    (await client().send(new GetObjectCommand(at(key)))).Body?.transformToString();

  describe('conditional writes', () => {
    it('creates with If-None-Match: * only where nothing is', async () => {
      const key = freshName('once');
      await put(key, 'first', { IfNoneMatch: '*' });
      expect(await refusal(put(key, 'second', { IfNoneMatch: '*' }))).toEqual({
        name: 'PreconditionFailed',
        status: 412,
      });
      expect(await read(key)).toBe('first');
    });

    it('lets exactly one of many simultaneous creators win', async () => {
      const key = freshName('race');
      const racers = Array.from({ length: 12 }, (_, index) =>
        refusal(put(key, `racer ${index}`, { IfNoneMatch: '*' })),
      );
      const outcomes = await Promise.all(racers);
      const won = outcomes.flatMap((outcome, index) => (outcome.name === 'accepted' ? [index] : []));
      expect(won).toHaveLength(1);
      expect(await read(key)).toBe(`racer ${won[0]}`);
      for (const { name, status } of outcomes.filter((outcome) => outcome.name !== 'accepted')) {
        expect([name, status]).toEqual(
          status === 409 ? ['ConditionalRequestConflict', 409] : ['PreconditionFailed', 412],
        );
      }
    });

    it('replaces with If-Match only the version named', async () => {
      const key = freshName('versioned');
      const { ETag: first } = await put(key, 'first');
      await put(key, 'second', { IfMatch: first });
      expect(await refusal(put(key, 'third', { IfMatch: first }))).toMatchObject({
        name: 'PreconditionFailed',
        status: 412,
      });
      expect(await read(key)).toBe('second');
    });

    it('has no version to match where nothing is', async () => {
      const nothing = put(freshName('absent'), 'x', { IfMatch: '"d41d8cd98f00b204e9800998ecf8427e"' });
      expect(await refusal(nothing)).toEqual({ name: 'NoSuchKey', status: 404 });
    });

    it('deletes with If-Match only the version named', async () => {
      const key = freshName('deleted');
      const { ETag } = await put(key, 'x');
      const remove = (IfMatch: string | undefined) =>
        client().send(new DeleteObjectCommand({ ...at(key), IfMatch }));
      expect(await refusal(remove('"0"'))).toMatchObject({ name: 'PreconditionFailed', status: 412 });
      await remove(ETag);
      expect(await refusal(read(key))).toMatchObject({ name: 'NoSuchKey' });
    });

    it('tells a client that is still sending why its large body is refused', async () => {
      const key = freshName('large');
      await put(key, 'here first');
      const Body = Buffer.alloc(20_000_000);
      const refused = client().send(new PutObjectCommand({ ...at(key), Body, IfNoneMatch: '*' }));
      expect(await refusal(refused)).toEqual({ name: 'PreconditionFailed', status: 412 });
    });
  });
}

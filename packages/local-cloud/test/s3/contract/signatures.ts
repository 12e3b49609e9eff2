import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { rawRequest } from '../raw.ts';
import { clientOf, codeOf, element, refusal } from '../target.ts';
import type { Place } from './place.ts';

/** Signatures in the Authorization header: who asks, and that nothing was altered on the way. */
export function signaturesContract(place: Place): void {
  const at = () => ({ Bucket: place.bucket(), Key: 'signed' });
  const tampering = (change: (request: { path: string; headers: Record<string, string> }) => void) => {
    const client = clientOf(place.target());
    client.middlewareStack.add(
      (next) => (args) => {
        change(args.request as { path: string; headers: Record<string, string> });
        return next(args);
      },
      { step: 'deserialize', priority: 'low' },
    );
    return client;
  };

  describe('signatures', () => {
    beforeAll(async () => {
      await clientOf(place.target()).send(new PutObjectCommand({ ...at(), Body: 'x' }));
    });

    it('refuses an anonymous request', async () => {
      const answer = await fetch(`${place.target().endpoint}/${place.bucket()}/signed`);
      expect(answer.status).toBe(403);
      expect(await codeOf(answer)).toBe('AccessDenied');
    });

    it('refuses an unknown key and a wrong secret', async () => {
      const { accessKeyId } = place.target().credentials;
      const as = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
        refusal(clientOf(place.target(), { credentials }).send(new GetObjectCommand(at())));
      expect(await as({ accessKeyId: 'UNKNOWN', secretAccessKey: 'x' })).toEqual({
        name: 'InvalidAccessKeyId',
        status: 403,
      });
      expect(await as({ accessKeyId, secretAccessKey: 'wrong' })).toEqual({
        name: 'SignatureDoesNotMatch',
        status: 403,
      });
    });

    it('refuses a request whose path or signed header was altered', async () => {
      const mismatch = { name: 'SignatureDoesNotMatch', status: 403 };
      const otherPath = tampering((request) => {
        request.path = request.path.replace('signed', 'another');
      });
      expect(await refusal(otherPath.send(new GetObjectCommand(at())))).toEqual(mismatch);
      const otherRange = tampering((request) => {
        request.headers['range'] = 'bytes=0-1';
      });
      expect(await refusal(otherRange.send(new GetObjectCommand({ ...at(), Range: 'bytes=0-0' })))).toEqual(
        mismatch,
      );
    });

    it('refuses an Amazon header that was not signed', async () => {
      const added = tampering((request) => {
        request.headers['x-amz-meta-added'] = 'later';
      });
      expect(await refusal(added.send(new PutObjectCommand({ ...at(), Body: 'y' })))).toEqual({
        name: 'AccessDenied',
        status: 403,
      });
    });

    it('refuses a request signed long ago', async () => {
      const { endpoint, region, credentials, now } = place.target();
      const past = () => new Date(now().getTime() - 20 * 60_000);
      const answer = await rawRequest(
        { endpoint, region, credentials, now: past },
        { method: 'GET', path: `/${place.bucket()}/signed` },
      );
      expect(answer.status).toBe(403);
      expect(element(answer.body, 'Code')).toBe('RequestTimeTooSkewed');
    });

    it('refuses another region by name', async () => {
      const inOtherRegion = clientOf(place.target(), { region: 'mars-north-1' });
      expect(await refusal(inOtherRegion.send(new ListObjectsV2Command({ Bucket: place.bucket() })))).toEqual(
        {
          name: 'AuthorizationHeaderMalformed',
          status: 400,
        },
      );
    });
  });
}

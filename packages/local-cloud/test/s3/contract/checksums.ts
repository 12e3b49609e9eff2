import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type ChecksumAlgorithm,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { rawRequest, type RawRequest } from '../raw.ts';
import { clientOf, element, freshName, refusal } from '../target.ts';
import type { Place } from './place.ts';

// Of the nine digits: the check values published with each algorithm.
const digits = '123456789';
const published: Record<string, string> = {
  CRC32: Buffer.from('cbf43926', 'hex').toString('base64'),
  CRC32C: Buffer.from('e3069283', 'hex').toString('base64'),
  CRC64NVME: Buffer.from('ae8b14860a799888', 'hex').toString('base64'),
  SHA1: createHash('sha1').update(digits).digest('base64'),
  SHA256: createHash('sha256').update(digits).digest('base64'),
};
const algorithms = Object.keys(published) as ChecksumAlgorithm[];
const sha256 = createHash('sha256').update(digits).digest('hex');
/** Every frame of an aws-chunked body but the last has at least so many bytes. */
const SMALLEST_FRAME = 8192;
const unsignedTrailer = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const chunkedHeaders = (payload: string) => ({
  'content-encoding': 'aws-chunked',
  'x-amz-decoded-content-length': String(payload.length),
});

/** Checksums: what is promised about a body is verified. */
export function checksumsContract(place: Place): void {
  const client = () => clientOf(place.target());
  const at = (Key: string) => ({ Bucket: place.bucket(), Key });
  const raw = async (request: Partial<RawRequest> & { key?: string }) => {
    const { key = freshName('raw'), ...more } = request;
    const answer = await rawRequest(place.target(), {
      method: 'PUT',
      path: `/${place.bucket()}/${key}`,
      ...more,
    });
    return { key, status: answer.status, code: element(answer.body, 'Code') };
  };
  const plain = (headers: Record<string, string>, payloadHash = 'UNSIGNED-PAYLOAD') =>
    raw({ headers: { 'content-length': '9', ...headers }, body: [digits], payloadHash });
  const read = async (key: string) =>
    (await client().send(new GetObjectCommand(at(key)))).Body?.transformToString();

  describe('checksums', () => {
    it.each(algorithms)('computes, keeps and returns %s', async (algorithm) => {
      const key = freshName('sum');
      const field = `Checksum${algorithm}`;
      await client().send(new PutObjectCommand({ ...at(key), Body: digits, ChecksumAlgorithm: algorithm }));
      const head = await client().send(new HeadObjectCommand({ ...at(key), ChecksumMode: 'ENABLED' }));
      expect(head).toMatchObject({ [field]: published[algorithm], ChecksumType: 'FULL_OBJECT' });
      const silent = await clientOf(place.target(), { responseChecksumValidation: 'WHEN_REQUIRED' }).send(
        new HeadObjectCommand(at(key)),
      );
      expect(silent).not.toHaveProperty(field);
    });

    it.each(algorithms)('refuses a body that is not what its %s header says', async (algorithm) => {
      const name = `x-amz-checksum-${algorithm.toLowerCase()}`;
      const right = published[algorithm] ?? '';
      const wrong = Buffer.alloc(Buffer.from(right, 'base64').length).toString('base64');
      expect(await plain({ [name]: right })).toMatchObject({ status: 200 });
      expect(await plain({ [name]: wrong })).toMatchObject({ status: 400, code: 'BadDigest' });
      expect(await plain({ [name]: 'nonsense' })).toMatchObject({ status: 400, code: 'InvalidRequest' });
    });

    it.each(algorithms)('verifies %s in the trailer of an unsigned chunked body', async (algorithm) => {
      const name = `x-amz-checksum-${algorithm.toLowerCase()}`;
      const right = published[algorithm] ?? '';
      const wrong = Buffer.alloc(Buffer.from(right, 'base64').length).toString('base64');
      const send = (value: string) =>
        raw({
          payloadHash: unsignedTrailer,
          headers: { ...chunkedHeaders(digits), 'x-amz-trailer': name },
          body: ['9\r\n12', '3456789\r', '\n0\r\n', `${name}:${value}\r\n\r\n`],
        });
      const accepted = await send(right);
      expect(accepted).toMatchObject({ status: 200 });
      expect(await read(accepted.key)).toBe(digits);
      expect(await send(wrong)).toMatchObject({ status: 400, code: 'BadDigest' });
    });

    it.each([
      ['takes', [SMALLEST_FRAME, 1], 200],
      ['takes', [SMALLEST_FRAME - 1], 200],
      ['refuses', [SMALLEST_FRAME - 1, 1], 400],
      ['refuses', [SMALLEST_FRAME, 1, SMALLEST_FRAME], 400],
    ])(
      '%s a body in frames of %j bytes, as only the last may be below 8,192',
      async (_verb, sizes, status) => {
        const payload = sizes.map((size) => 'x'.repeat(size));
        const frames = payload.map((data) => `${data.length.toString(16)}\r\n${data}\r\n`);
        const sum = Buffer.alloc(4);
        sum.writeUInt32BE(crc32(payload.join('')));
        const answer = await raw({
          payloadHash: unsignedTrailer,
          headers: { ...chunkedHeaders(payload.join('')), 'x-amz-trailer': 'x-amz-checksum-crc32' },
          body: [...frames, '0\r\n', `x-amz-checksum-crc32:${sum.toString('base64')}\r\n\r\n`],
        });
        expect(answer).toMatchObject({ status });
        if (status === 200) expect(await read(answer.key)).toBe(payload.join(''));
        else {
          expect(answer).toMatchObject({ code: 'InvalidChunkSizeError' });
          expect(await refusal(read(answer.key))).toMatchObject({ name: 'NoSuchKey' });
        }
      },
    );

    it('keeps nothing of a refused body', async () => {
      const key = freshName('unkept');
      const headers = { 'content-length': '9', 'x-amz-checksum-crc32': 'AAAAAA==' };
      expect(await raw({ key, headers, body: [digits] })).toMatchObject({ code: 'BadDigest' });
      expect(await refusal(read(key))).toMatchObject({ name: 'NoSuchKey' });
    });

    it('verifies Content-MD5', async () => {
      const right = createHash('md5').update(digits).digest('base64');
      const wrong = createHash('md5').update('other').digest('base64');
      expect(await plain({ 'content-md5': right })).toMatchObject({ status: 200 });
      expect(await plain({ 'content-md5': wrong })).toMatchObject({ status: 400, code: 'BadDigest' });
      expect(await plain({ 'content-md5': 'short' })).toMatchObject({ status: 400, code: 'InvalidDigest' });
    });

    it('verifies x-amz-content-sha256', async () => {
      expect(await plain({}, sha256)).toMatchObject({ status: 200 });
      const other = createHash('sha256').update('other').digest('hex');
      expect(await plain({}, other)).toMatchObject({ status: 400, code: 'XAmzContentSHA256Mismatch' });
      expect(await plain({}, 'nonsense')).toMatchObject({ status: 400, code: 'InvalidArgument' });
    });

    it('refuses a trailer that is missing, and a body that is shorter than it says', async () => {
      const headers = { ...chunkedHeaders(digits), 'x-amz-trailer': 'x-amz-checksum-crc32' };
      const send = (body: string, more = {}) =>
        raw({ payloadHash: unsignedTrailer, headers: { ...headers, ...more }, body: [body] });
      expect(await send('9\r\n123456789\r\n0\r\n\r\n')).toMatchObject({
        status: 400,
        code: 'MalformedTrailerError',
      });
      const trailer = `x-amz-checksum-crc32:${published['CRC32'] ?? ''}`;
      const longer = { 'x-amz-decoded-content-length': '10' };
      expect(await send(`9\r\n123456789\r\n0\r\n${trailer}\r\n\r\n`, longer)).toMatchObject({
        status: 400,
        code: 'IncompleteBody',
      });
    });

    it('names the algorithm that was announced but not sent', async () => {
      expect(await plain({ 'x-amz-sdk-checksum-algorithm': 'CRC32' })).toMatchObject({
        code: 'InvalidRequest',
      });
    });
  });

  describe('signed chunks', () => {
    const payload = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';

    const full = 'x'.repeat(SMALLEST_FRAME);
    const other = 'y'.repeat(SMALLEST_FRAME);

    it('takes chunks whose signatures form a chain', async () => {
      const { key, status } = await raw({
        payloadHash: payload,
        headers: chunkedHeaders(full + digits),
        body: (signer) => [signer.chunk(full), signer.chunk(digits), signer.chunk(''), '\r\n'],
      });
      expect(status).toBe(200);
      expect(await read(key)).toBe(full + digits);
    });

    it('refuses a chunk below 8,192 bytes that is not the last', async () => {
      const answer = await raw({
        payloadHash: payload,
        headers: chunkedHeaders(digits),
        body: (signer) => [signer.chunk('1234'), signer.chunk('56789'), signer.chunk(''), '\r\n'],
      });
      expect(answer).toMatchObject({ status: 400, code: 'InvalidChunkSizeError' });
    });

    it('refuses a chunk that was altered, dropped or reordered', async () => {
      const send = (body: RawRequest['body'] & object) =>
        raw({ payloadHash: payload, headers: chunkedHeaders(full + other), body });
      const altered = await send((signer) => [
        signer.chunk(full).replace('xx\r', 'xy\r'),
        signer.chunk(other),
        signer.chunk(''),
        '\r\n',
      ]);
      expect(altered).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
      const reordered = await send((signer) => {
        const [one, two] = [signer.chunk(full), signer.chunk(other)];
        return [two, one, signer.chunk(''), '\r\n'];
      });
      expect(reordered).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
      const dropped = await send((signer) => {
        signer.chunk(full);
        return [signer.chunk(other), signer.chunk(''), '\r\n'];
      });
      expect(dropped).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    });

    it('verifies a signed trailer', async () => {
      const name = 'x-amz-checksum-crc32';
      const send = (change: (trailer: string) => string) =>
        raw({
          payloadHash: `${payload}-TRAILER`,
          headers: { ...chunkedHeaders(digits), 'x-amz-trailer': name },
          body: (signer) => [
            signer.chunk(digits),
            signer.chunk(''),
            change(signer.trailer(name, published['CRC32'] ?? '')),
          ],
        });
      expect(await send((trailer) => trailer)).toMatchObject({ status: 200 });
      expect(await send((trailer) => trailer.replace(/:[0-9a-f]{64}/, `:${'0'.repeat(64)}`))).toMatchObject({
        status: 403,
        code: 'SignatureDoesNotMatch',
      });
    });
  });

  describe('lengths', () => {
    it('refuses more than five gigabytes before a byte is sent', async () => {
      const headers = { 'content-length': String(5 * 2 ** 30 + 1), expect: '100-continue' };
      expect(await raw({ headers })).toMatchObject({ status: 400, code: 'EntityTooLarge' });
    });

    it('lets a client that asks first send its body', async () => {
      const headers = { 'content-length': '9', expect: '100-continue' };
      const { key, status } = await raw({ headers, body: [digits] });
      expect(status).toBe(200);
      expect(await read(key)).toBe(digits);
    });

    it('refuses a body of unknown length', async () => {
      const { status } = await raw({ headers: { 'transfer-encoding': 'chunked' }, body: [digits] });
      expect([411, 501]).toContain(status);
    });
  });
}

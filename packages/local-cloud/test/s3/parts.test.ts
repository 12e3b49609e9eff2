import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksumAlgorithms, startChecksum } from '../../s3/checksums.ts';
import { decodeChunks } from '../../s3/chunked-body.ts';
import { compareKeys } from '../../s3/store/sorted-keys.ts';
import { pathForKey } from '../../s3/store/object-files.ts';
import { childText, leaf, parseXml, xmlDocument } from '../../s3/xml.ts';

const bytes = fc.uint8Array({ maxLength: 200 });

async function* inPieces(data: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const end = Math.min(cut, data.length);
    if (end > start) yield data.subarray(start, end);
    start = Math.max(start, end);
  }
  yield data.subarray(start);
}

describe('the parts of the local S3', () => {
  it('takes any chunks apart, wherever the network cuts them', async () => {
    const cuts = fc.array(fc.nat({ max: 30_000 }), { maxLength: 30 });
    const last = bytes.filter((b) => b.length > 0);
    const full = bytes.map((b) => Buffer.concat([b, Buffer.alloc(8192, b.at(0) ?? 1)]));
    await fc.assert(
      fc.asyncProperty(
        fc.array(full, { maxLength: 3 }),
        fc.option(last, { nil: undefined }),
        cuts,
        async (before, end, places) => {
          const chunks = end === undefined ? before : [...before, end];
          const framed = chunks.flatMap((chunk) => [`${chunk.length.toString(16)}\r\n`, chunk, '\r\n']);
          const wire = Buffer.concat(
            [...framed, '0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n'].map((p) => Buffer.from(p)),
          );
          const trailers: string[] = [];
          const onTrailer = (name: string, value: string) => trailers.push(`${name}=${value}`);
          const found: Buffer[] = [];
          for await (const piece of decodeChunks(inPieces(wire, places), { trailer: true, onTrailer })) {
            found.push(Buffer.from(piece));
          }
          expect(Buffer.concat(found).equals(Buffer.concat(chunks))).toBe(true);
          expect(trailers).toEqual(['x-amz-checksum-crc32=AAAAAA==']);
        },
      ),
    );
  });

  it('computes the same checksum in one piece and in many', () => {
    fc.assert(
      fc.property(bytes, fc.nat({ max: 200 }), (data, cut) => {
        for (const algorithm of checksumAlgorithms) {
          const [whole, parts] = [startChecksum(algorithm), startChecksum(algorithm)];
          whole.update(data);
          parts.update(data.subarray(0, cut));
          parts.update(data.subarray(cut));
          expect(parts.digest().toString('hex')).toBe(whole.digest().toString('hex'));
        }
        const crc = startChecksum('CRC32');
        crc.update(data);
        expect(crc.digest().readUInt32BE()).toBe(crc32(data));
      }),
    );
  });

  it('orders keys as their UTF-8 bytes', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  it('reads back whatever text it writes', () => {
    const text = fc.string({ unit: 'binary' }).map((value) => value.toWellFormed());
    fc.assert(
      fc.property(text, (value) => {
        expect(childText(parseXml(xmlDocument('Root', [leaf('Value', value)])), 'Value')).toBe(value);
      }),
    );
  });

  it.each([
    '',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    'text',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<a>&</a',
    '<a b="></a>',
  ])('refuses %j as a document', (source) => {
    expect(() => parseXml(source)).toThrow(expect.objectContaining({ name: 'MalformedXML' }) as Error);
  });

  it('never builds a path that climbs, is absolute, or meets another', () => {
    const segment = fc.constantFrom(
      '..',
      '.',
      '',
      'a',
      'A',
      'a.b',
      '~hashed',
      '/',
      '\\',
      'nul',
      'x'.repeat(120),
      '\0',
    );
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 6 }), (segments) => {
        const path = pathForKey(segments.join('/'));
        expect(path).toMatch(/^[A-Za-z0-9_~-][A-Za-z0-9_.~/-]*$/);
        expect(path.split('/').some((part) => part === '' || /^\.+$/.test(part))).toBe(false);
        expect(path.split('/').every((part) => part.length < 160)).toBe(true);
        expect(pathForKey(segments.join('/'))).not.toBe(path);
      }),
    );
  });
});

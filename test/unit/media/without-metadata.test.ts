import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { withoutMetadata } from '#storage/objects/without-metadata.ts';

const PLACE = '47/1 36/1 1234/100';
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:p="urn:p" p:where="a secret place"/></rdf:RDF></x:xmpmeta>`;
const formats = ['jpeg', 'png', 'webp'] as const;

/** A picture that lies on its side and tells where it was made, in Exif and in XMP. */
const told = (format: (typeof formats)[number], progressive = false): Promise<Buffer> =>
  sharp({
    create: {
      width: 64,
      height: 32,
      channels: 3,
      background: '#c63',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Copyright: 'a secret name' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: PLACE },
    })
    .withXmp(XMP)
    .toFormat(format, format === 'jpeg' ? { progressive } : {})
    .toBuffer();

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const scrub = async (bytes: Buffer, size = 1000): Promise<Buffer> =>
  Buffer.concat(await withoutMetadata(inPieces(bytes, size)).toArray());
const pixels = (bytes: Buffer): Promise<Buffer> => sharp(bytes).raw().toBuffer();

/** Chunks of a PNG whose checksum is wrong. */
function brokenChunks(bytes: Buffer): string[] {
  const broken: string[] = [];
  for (let at = 8; at < bytes.length;) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end))
      broken.push(bytes.toString('latin1', at + 4, at + 8));
    at = end + 4;
  }
  return broken;
}

describe('a picture without what it tells', () => {
  it.each(formats)(
    'is as long, looks the same, lies the same way and tells nothing else: %s',
    async (format) => {
      const before = await told(format);
      const about = await sharp(before).metadata();
      expect([about.orientation, about.exif !== undefined, about.xmp !== undefined]).toEqual([6, true, true]);
      for (const size of [1, 7, 1000, 1_000_000]) {
        const after = await scrub(before, size);
        expect(after).toHaveLength(before.length);
        for (const secret of ['secret', 'GPS', 'xmpmeta']) expect(after.includes(secret)).toBe(false);
        const { orientation, xmp, exif = Buffer.alloc(0) } = await sharp(after).metadata();
        expect([orientation, xmp]).toEqual([6, undefined]);
        // One entry: the orientation. The rest is zeros.
        expect(exif.subarray(exif.indexOf('MM') + 26).every((byte) => byte === 0)).toBe(true);
        expect((await pixels(after)).equals(await pixels(before))).toBe(true);
      }
    },
  );

  it('is found in scans as well, and behind its end', async () => {
    const before = await told('jpeg', true);
    const film = Buffer.from('ftypmp42 +47.3600+008.5400/ a secret film');
    const after = await scrub(Buffer.concat([before, film, before]));
    expect(after).toHaveLength(2 * before.length + film.length);
    expect(after.includes('secret')).toBe(false);
    expect(after.subarray(before.length).every((byte) => byte === 0)).toBe(true);
    expect((await pixels(after)).equals(await pixels(before))).toBe(true);
  });

  it('has whole chunks, where it is a PNG with texts', async () => {
    const before = await told('png');
    const text = Buffer.from('tEXtComment\0a secret text', 'latin1');
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(text.length - 4);
    sum.writeUInt32BE(crc32(text));
    const end = before.length - 12;
    const noted = Buffer.concat([before.subarray(0, end), length, text, sum, before.subarray(end)]);
    const after = await scrub(noted);
    expect([after.length, after.includes('secret'), brokenChunks(after)]).toEqual([noted.length, false, []]);
    expect((await pixels(after)).equals(await pixels(before))).toBe(true);
  });

  it('keeps its colours: the profile stays', async () => {
    for (const format of formats) {
      const before = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#c63' } })
        .withIccProfile('p3')
        .toFormat(format)
        .toBuffer();
      expect((await sharp(await scrub(before)).metadata()).icc).toEqual((await sharp(before).metadata()).icc);
    }
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a few bytes', Buffer.from([0xff, 0xd8, 0xff])],
    ['another type', Buffer.from('GIF89a and some more bytes of it')],
  ])('is as it was, where it is %s', async (_, bytes) => {
    expect((await scrub(bytes)).equals(bytes)).toBe(true);
  });

  it('is as long as before wherever it breaks off or is damaged', async () => {
    for (const format of formats) {
      const whole = await told(format);
      for (let n = 0; n < 60; n += 1) {
        const cut = Buffer.from(whole.subarray(0, Math.floor((whole.length * n) / 60)));
        if (n % 2 === 0 && cut.length > 40) cut[20 + n] = 0xff;
        expect(await scrub(cut, 97)).toHaveLength(cut.length);
      }
    }
  });

  it('ends with the error of its source', async () => {
    const source = Readable.from(
      (async function* () {
        yield (await told('jpeg')).subarray(0, 500);
        throw new Error('torn');
      })(),
    );
    await expect(withoutMetadata(source).toArray()).rejects.toThrow('torn');
  });
});

/** A segment of application data right behind the start of a JPEG. */
function withSegment(jpeg: Buffer, code: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, code, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}

describe('what hides in segments that a picture needs', () => {
  it.each([
    ['a segment of another’s under Adobe’s number', 0xee, 'SECRET place'],
    ['what follows Adobe’s twelve bytes', 0xee, 'Adobe\0\x64\0\0\0\0\x01SECRET place'],
    ['the thumbnail of JFIF', 0xe0, `JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02${'SECRET pixel'}`],
  ])('is gone: %s', async (_what, code, data) => {
    const before = withSegment(await told('jpeg'), code, Buffer.from(data, 'latin1'));
    const after = await scrub(before);
    expect(after).toHaveLength(before.length);
    expect(after.includes('SECRET')).toBe(false);
    expect(await pixels(after)).toEqual(await pixels(before));
  });

  it('is not how a picture lies, though it is written in four bytes', async () => {
    const exif = Buffer.from(
      'Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x04\0\0\0\x01\0\0\0\x06\0\0\0\0',
      'latin1',
    );
    const plain = await sharp({ create: { width: 8, height: 4, channels: 3, background: '#c63' } })
      .jpeg()
      .toBuffer();
    const after = await scrub(withSegment(plain, 0xe1, exif));
    expect((await sharp(after).metadata()).orientation).toBe(6);
  });

  it('is gone from the frames of an animation: a note beside their pixels', async () => {
    const frames = Buffer.concat([Buffer.alloc(16 * 16 * 3, 20), Buffer.alloc(16 * 16 * 3, 200)]);
    const raw = { width: 16, height: 32, channels: 3, pageHeight: 16 } as const;
    const plain = await sharp(frames, { raw }).webp({ loop: 0 }).toBuffer();
    const at = plain.indexOf('ANMF', 0, 'latin1');
    expect(at).toBeGreaterThan(0);
    const note = Buffer.from('EXIF\x0c\0\0\0SECRET place', 'latin1');
    const end = at + 8 + plain.readUInt32LE(at + 4);
    const before = Buffer.concat([plain.subarray(0, end), note, plain.subarray(end)]);
    before.writeUInt32LE(plain.readUInt32LE(at + 4) + note.length, at + 4);
    before.writeUInt32LE(before.length - 8, 4);
    for (const size of [1, 1000]) {
      const after = await scrub(before, size);
      expect(after).toHaveLength(before.length);
      expect(after.includes('SECRET')).toBe(false);
      expect((await sharp(after, { animated: true }).metadata()).pages).toBe(2);
    }
  });
});

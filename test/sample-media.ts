import sharp from 'sharp';

/** A picture of one colour. */
export const aPicture = (
  format: 'png' | 'jpeg' | 'webp' = 'png',
  size: { width: number; height: number } = { width: 64, height: 48 },
): Promise<Buffer> =>
  sharp({ create: { ...size, channels: 3, background: '#336699' } })
    .toFormat(format)
    .toBuffer();

/** A second of silence: a WAV is a header and samples. */
export function aSound(bytes = 8000): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return Buffer.concat([header, Buffer.alloc(bytes, 128)]);
}

/** What a browser would execute, and what hides other files. None of it may come in. */
export const refusedFiles: Readonly<Record<string, Buffer>> = {
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  'svg with a declaration': Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
  html: Buffer.from('<!doctype html><script>alert(1)</script>'),
  xml: Buffer.from('<?xml version="1.0"?><a/>'),
  zip: Buffer.from('504b0304140000000800', 'hex'),
  gzip: Buffer.from('1f8b0800000000000003', 'hex'),
  pdf: Buffer.from('%PDF-1.7\n'),
  text: Buffer.from('hello'),
};

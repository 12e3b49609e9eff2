import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { minimalExif } from './minimal-exif.ts';
import { PieceReader } from './piece-reader.ts';

/**
 * Takes out of a picture what tells where, when, with what and by whom it was made, without touching its pixels: whatever is
 * not needed to show it is written over with zeros, so that the file stays as long as it was announced. Of Exif the
 * orientation stays, without which pictures would lie on their side.
 */

/** A directory is no larger; what is, is no Exif of a camera. */
const MOST_EXIF = 1024 * 1024;
const EXIF = Buffer.from('Exif\0\0', 'latin1');

const isOfScan = (code: number): boolean => code === 0 || (code >= 0xd0 && code <= 0xd7);

/** Where the pixels of a scan end in a piece: at a marker, or at a last byte that may begin one. */
function endOfScan(piece: Buffer): number {
  for (let at = piece.indexOf(0xff); at !== -1; at = piece.indexOf(0xff, at + 1)) {
    const code = piece[at + 1];
    if (code === undefined || (code !== 0xff && !isOfScan(code))) return at;
  }
  return piece.length;
}

/** What a piece that ended with the beginning of a marker, or of none, goes on with; nothing where it is a marker. */
async function pairOfScan(bytes: PieceReader): Promise<Buffer> {
  const pair = await bytes.take(2);
  const [, code] = pair;
  if (code === undefined || isOfScan(code)) return pair;
  bytes.unread(pair);
  return code === 0xff ? bytes.take(1) : Buffer.alloc(0);
}

async function* jpegScan(bytes: PieceReader): AsyncGenerator<Buffer> {
  for (let piece = await bytes.piece(); piece.length > 0; piece = await bytes.piece()) {
    const end = endOfScan(piece);
    yield piece.subarray(0, end);
    if (end === piece.length) continue;
    bytes.unread(piece.subarray(end));
    if (end < piece.length - 1) return;
    const pair = await pairOfScan(bytes);
    if (pair.length === 0) return;
    yield pair;
  }
}

const startsWith = (data: Buffer, text: string): boolean => data.toString('latin1', 0, text.length) === text;

/** The same with zeros from a place on. */
const blankFrom = (data: Buffer, at: number): Buffer =>
  Buffer.concat([data.subarray(0, at), Buffer.alloc(Math.max(0, data.length - at))]);

/** What is shown of a segment that tells about the picture. */
function jpegSegment(code: number, data: Buffer): Buffer {
  if (code === 0xe2 && startsWith(data, 'ICC_PROFILE')) return data;
  // How the colours are meant, and nothing behind it.
  if (code === 0xee && startsWith(data, 'Adobe')) return blankFrom(data, 12);
  // The resolution; the width and height of a thumbnail end it, and that may show what was cut off.
  if (code === 0xe0 && startsWith(data, 'JFIF')) return blankFrom(data, 12);
  if (code !== 0xe1 || !data.subarray(0, EXIF.length).equals(EXIF)) return Buffer.alloc(data.length);
  return Buffer.concat([EXIF, minimalExif(data.subarray(EXIF.length))]);
}

/** Application data and comments. */
const isTold = (code: number): boolean => (code >= 0xe0 && code <= 0xef) || code === 0xfe;
const isAlone = (code: number): boolean => code === 0x01 || (code >= 0xd0 && code <= 0xd8);

async function* jpeg(bytes: PieceReader): AsyncGenerator<Buffer> {
  for (;;) {
    const marker = await bytes.take(2);
    const [first, code = 0] = marker;
    if (marker.length < 2 || first !== 0xff || code === 0xd9) {
      yield marker;
      return;
    }
    if (code === 0xff) {
      yield marker.subarray(0, 1);
      bytes.unread(marker.subarray(1));
      continue;
    }
    yield marker;
    if (isAlone(code)) continue;
    const size = await bytes.take(2);
    yield size;
    if (size.length < 2) return;
    const length = Math.max(0, size.readUInt16BE() - 2);
    if (isTold(code)) yield jpegSegment(code, await bytes.take(length));
    else yield* bytes.pass(length);
    if (code === 0xda) yield* jpegScan(bytes);
  }
}

/** What a picture needs to look as it was meant; all that begins with a capital is needed as well. */
const keptChunks = new Set(
  'tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT cICP mDCv cLLi'.split(' '),
);
/** No chunk of any other meaning: readers pass it over. */
const BLANK = Buffer.from('skIp', 'latin1');

/** Zeros of a length in pieces, and their checksum behind them. */
async function* blankChunk(length: number): AsyncGenerator<Buffer> {
  let sum = crc32(BLANK);
  yield BLANK;
  for (let left = length; left > 0; left -= 65_536) {
    const zeros = Buffer.alloc(Math.min(left, 65_536));
    sum = crc32(zeros, sum);
    yield zeros;
  }
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(sum);
  yield checksum;
}

async function* png(bytes: PieceReader): AsyncGenerator<Buffer> {
  yield await bytes.take(8);
  for (;;) {
    const head = await bytes.take(8);
    if (head.length < 8) {
      yield head;
      return;
    }
    const [length, name] = [head.readUInt32BE(), head.toString('latin1', 4)];
    if (/^[A-Z]/.test(name) || keptChunks.has(name)) {
      yield head;
      yield* bytes.pass(length + 4);
      if (name === 'IEND') return;
    } else if (name === 'eXIf' && length <= MOST_EXIF) {
      const chunk = Buffer.concat([head.subarray(4), minimalExif(await bytes.take(length))]);
      await bytes.skip(4);
      const checksum = Buffer.alloc(4);
      checksum.writeUInt32BE(crc32(chunk));
      yield Buffer.concat([head.subarray(0, 4), chunk, checksum]);
    } else {
      yield head.subarray(0, 4);
      await bytes.skip(length + 4);
      yield* blankChunk(length);
    }
  }
}

const frameChunks = new Set(['VP8 ', 'VP8L', 'ALPH']);
const webpChunks = new Set([...frameChunks, 'VP8X', 'ANIM', 'ANMF', 'ICCP']);
/** Where a frame of an animation lies, how large it is and how long it is shown. */
const FRAME_HEAD = 16;
/** The bit that announces XMP. */
const XMP_FLAG = 0x04;

async function* webpExif(bytes: PieceReader, length: number): AsyncGenerator<Buffer> {
  const data = await bytes.take(length);
  const isMarked = data.subarray(0, EXIF.length).equals(EXIF);
  if (isMarked) yield EXIF;
  yield minimalExif(isMarked ? data.subarray(EXIF.length) : data);
}

/** Chunks of so many bytes in all; those of an animation's frame hold a picture and nothing that is told of it. */
async function* riffChunks(bytes: PieceReader, size: number, isFrame: boolean): AsyncGenerator<Buffer> {
  const kept = isFrame ? frameChunks : webpChunks;
  for (let left = size; left > 0;) {
    const head = await bytes.take(8);
    if (head.length < 8) {
      yield head;
      return;
    }
    const [name, length] = [head.toString('latin1', 0, 4), head.readUInt32LE(4)];
    const padded = length + (length % 2);
    left -= 8 + padded;
    const told = kept.has(name) || (name === 'EXIF' && !isFrame && length <= MOST_EXIF);
    yield told ? head : Buffer.concat([BLANK, head.subarray(4)]);
    if (told) yield* riffChunk(bytes, name, length);
    else yield* bytes.blank(padded);
  }
}

/** What is shown of a chunk whose head was. */
async function* riffChunk(bytes: PieceReader, name: string, length: number): AsyncGenerator<Buffer> {
  const padded = length + (length % 2);
  if (name === 'EXIF') yield* webpExif(bytes, padded);
  else if (name === 'VP8X') {
    const data = await bytes.take(padded);
    data[0] = (data[0] ?? 0) & ~XMP_FLAG;
    yield data;
  } else if (name === 'ANMF') {
    yield* bytes.pass(FRAME_HEAD);
    yield* riffChunks(bytes, length - FRAME_HEAD, true);
    yield* bytes.pass(length % 2);
  } else yield* bytes.pass(padded);
}

async function* webp(bytes: PieceReader): AsyncGenerator<Buffer> {
  const start = await bytes.take(12);
  yield start;
  yield* riffChunks(bytes, start.length < 12 ? 0 : start.readUInt32LE(4) - 4, false);
}

function formatOf(start: Buffer): ((bytes: PieceReader) => AsyncGenerator<Buffer>) | undefined {
  if (start.readUInt16BE() === 0xffd8) return jpeg;
  if (startsWith(start, '\x89PNG')) return png;
  return startsWith(start, 'RIFF') && start.toString('latin1', 8, 12) === 'WEBP' ? webp : undefined;
}

async function* scrubbed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const bytes = new PieceReader(source);
  const start = await bytes.take(12);
  bytes.unread(start);
  const format = start.length < 12 ? undefined : formatOf(start);
  if (format === undefined) {
    yield* bytes.pass(Infinity);
    return;
  }
  let written = 0;
  for await (const piece of format(bytes)) {
    // Of a file that breaks off within a chunk there is no more than was read.
    if (piece.length === 0) continue;
    const room = bytes.taken - written;
    if (room <= 0) break;
    yield piece.subarray(0, room);
    written += Math.min(room, piece.length);
  }
  // What stands behind a picture is no part of it: films of the moment before, further pictures, notes.
  yield* bytes.blank(Infinity);
}

/** The same picture without what it tells; a file of another type as it is. */
export const withoutMetadata = (source: AsyncIterable<Buffer>): Readable => Readable.from(scrubbed(source));

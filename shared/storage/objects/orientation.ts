/** Of the eight orientations those from here on lie on their side. */
const FIRST_ON_ITS_SIDE = 5;
const ORIENTATION_TAG = 0x0112;
const ENTRY_BYTES = 12;
/** The type of a value of four bytes. */
const LONG = 4;

/** The orientation that Exif data (a TIFF header and a directory) names; 1, upright, where it names none. */
export function exifOrientation(tiff: Buffer): number {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number): number => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = long(4);
  for (let n = 0; n < short(directory); n += 1) {
    const entry = directory + 2 + n * ENTRY_BYTES;
    if (short(entry) === ORIENTATION_TAG)
      return short(entry + 2) === LONG ? long(entry + 8) : short(entry + 8);
  }
  return 1;
}

const MARK = Buffer.from('Exif\0\0', 'latin1');

/** Exif data that stands behind a name, with or without a mark of its own. */
function exifBehind(bytes: Buffer, name: string, gap: number): Buffer | undefined {
  const at = bytes.indexOf(name, 0, 'latin1');
  if (at === -1) return undefined;
  const data = bytes.subarray(at + name.length + gap);
  return data.subarray(0, MARK.length).equals(MARK) ? data.subarray(MARK.length) : data;
}

/** A quarter turn of an AVIF picture is a property of its own: the odd ones lay it on its side. */
function isTurnedBox(bytes: Buffer): boolean {
  const at = bytes.indexOf('irot', 0, 'latin1');
  return at !== -1 && ((bytes[at + 4] ?? 0) & 1) === 1;
}

/** Where each format keeps its Exif data. */
const exifOf: Readonly<Record<string, (bytes: Buffer) => Buffer | undefined>> = {
  'image/jpeg': (bytes) => exifBehind(bytes, 'Exif\0\0', 0),
  'image/png': (bytes) => exifBehind(bytes, 'eXIf', 0),
  // The length of the chunk stands between its name and its data.
  'image/webp': (bytes) => exifBehind(bytes, 'EXIF', 4),
};

/**
 * True for a picture whose pixels lie on their side and are to be turned for showing, so that its width is their height.
 * Never fails: of damaged data nothing is told.
 */
export function isOnItsSide(type: string, bytes: Buffer): boolean {
  try {
    if (type === 'image/avif') return isTurnedBox(bytes);
    const exif = exifOf[type]?.(bytes);
    return exif !== undefined && exifOrientation(exif) >= FIRST_ON_ITS_SIDE;
  } catch {
    return false;
  }
}

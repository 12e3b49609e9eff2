import { exifOrientation } from './orientation.ts';

/** A header, and a directory of one entry. */
const BYTES = 26;
const ORIENTATION_TAG = 0x0112;
const UPRIGHT = 1;

function orientationOf(exif: Buffer): number {
  try {
    const orientation = exifOrientation(exif);
    return orientation >= 1 && orientation <= 8 ? orientation : UPRIGHT;
  } catch {
    return UPRIGHT;
  }
}

/** Exif data as long as the given, which says how the picture is to be turned and nothing else. */
export function minimalExif(exif: Buffer): Buffer {
  const made = Buffer.alloc(exif.length);
  if (exif.length < BYTES) return made;
  made.write('MM\0*\0\0\0\x08', 0, 'latin1');
  made.writeUInt16BE(1, 8);
  made.writeUInt16BE(ORIENTATION_TAG, 10);
  made.writeUInt16BE(3, 12);
  made.writeUInt32BE(1, 14);
  made.writeUInt16BE(orientationOf(exif), 18);
  return made;
}

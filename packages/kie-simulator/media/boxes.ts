const BRAND_AT = 8;

/** The same file of boxes under another brand. */
export function branded(file: Uint8Array, brand: string): Uint8Array {
  const bytes = Buffer.from(file);
  bytes.write(brand, BRAND_AT, 4, 'latin1');
  return bytes;
}

/** Wipes the moment of making out of the headers: the same film must have the same bytes tomorrow. */
export function withoutDates(film: Uint8Array): Uint8Array {
  const bytes = Buffer.from(film);
  for (const box of ['mvhd', 'tkhd', 'mdhd']) {
    const at = bytes.lastIndexOf(box);
    // After the name come version and flags (4 bytes), then both times (4 bytes each).
    if (at > 0) bytes.fill(0, at + 8, at + 16);
  }
  return bytes;
}

const MATRIX_AT = 44;
const quarterTurn = [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000];

/** The same film, to be turned clockwise by a quarter when it is shown. */
export function turnedFilm(film: Uint8Array): Uint8Array {
  const bytes = Buffer.from(film);
  const at = bytes.indexOf('tkhd');
  for (const [index, value] of quarterTurn.entries()) bytes.writeInt32BE(value, at + MATRIX_AT + index * 4);
  return bytes;
}

const FREE_BYTES = 16;

/** The same film behind a box of nothing; the places that its index names move with it. */
export function behindFreeBox(film: Uint8Array): Uint8Array {
  const bytes = Buffer.from(film);
  const at = bytes.indexOf('stco');
  // After the name come version and flags, the number of places, and the places.
  for (let n = 0; at > 0 && n < bytes.readUInt32BE(at + 8); n += 1) {
    const place = at + 12 + n * 4;
    bytes.writeUInt32BE(bytes.readUInt32BE(place) + FREE_BYTES, place);
  }
  const free = Buffer.alloc(FREE_BYTES);
  free.writeUInt32BE(FREE_BYTES, 0);
  free.write('free', 4);
  return Buffer.concat([free, bytes]);
}

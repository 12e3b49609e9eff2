const POLYNOMIAL = 0x04c11db7;
const SERIAL_AT = 14;
const CHECKSUM_AT = 22;
const SEGMENTS_AT = 26;

/** The checksum of an Ogg page: a CRC-32 that begins with nothing and turns no bits round. */
function checksum(page: Uint8Array): number {
  let crc = 0;
  for (const byte of page) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
  }
  return crc >>> 0;
}

/** The same Ogg file, its stream under number 1 in place of one drawn by chance: the same spec gives the same bytes. */
export function withSerialOne(file: Uint8Array): Uint8Array {
  const bytes = Buffer.from(file);
  for (let at = 0; at < bytes.length;) {
    const segments = bytes[at + SEGMENTS_AT] ?? 0;
    const body = at + SEGMENTS_AT + 1 + segments;
    const length = bytes.subarray(at + SEGMENTS_AT + 1, body).reduce((sum, size) => sum + size, 0);
    const page = bytes.subarray(at, body + length);
    page.writeUInt32LE(1, SERIAL_AT);
    page.writeUInt32LE(0, CHECKSUM_AT);
    page.writeUInt32LE(checksum(page), CHECKSUM_AT);
    at += page.length;
  }
  return bytes;
}

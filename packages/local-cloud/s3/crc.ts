import { crc32 } from 'node:zlib';

/** A running checksum: fed piece by piece, then asked once. */
export interface RunningHash {
  update(chunk: Uint8Array): unknown;
  digest(): Buffer;
}

const bytes32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

/** CRC-32 (IEEE), by the runtime's own routine. */
export function crc32Hash(): RunningHash {
  let crc = 0;
  return {
    update: (chunk) => {
      crc = crc32(chunk, crc);
    },
    digest: () => bytes32(crc),
  };
}

const castagnoli = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

/** CRC-32C (Castagnoli). */
export function crc32cHash(): RunningHash {
  let crc = 0xffffffff;
  return {
    update: (chunk) => {
      for (const byte of chunk) crc = (crc >>> 8) ^ (castagnoli[(crc ^ byte) & 0xff] ?? 0);
    },
    digest: () => bytes32(crc ^ 0xffffffff),
  };
}

// 64-bit arithmetic in two 32-bit halves: BigInt would make every upload crawl.
const nvmeHigh = new Uint32Array(256);
const nvmeLow = new Uint32Array(256);
for (let index = 0; index < 256; index++) {
  let high = 0;
  let low = index;
  for (let bit = 0; bit < 8; bit++) {
    const odd = low & 1;
    low = (low >>> 1) | ((high & 1) << 31);
    high >>>= 1;
    if (odd) {
      high ^= 0x9a6c9329;
      low ^= 0xac4bc9b5;
    }
  }
  nvmeHigh[index] = high;
  nvmeLow[index] = low;
}

/** CRC-64/NVME. */
export function crc64nvmeHash(): RunningHash {
  let high = 0xffffffff;
  let low = 0xffffffff;
  return {
    update: (chunk) => {
      for (const byte of chunk) {
        const index = (low ^ byte) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ (nvmeLow[index] ?? 0);
        high = (high >>> 8) ^ (nvmeHigh[index] ?? 0);
      }
    },
    digest: () => Buffer.concat([bytes32(~high), bytes32(~low)]),
  };
}

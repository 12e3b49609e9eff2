/**
 * The form of an API key: `dk_live_` or `dk_test_`, 43 random letters and digits, 6 of a checksum. Scanners know it by its
 * beginning, and a key that was mistyped or cut off is told from a good one without looking anything up.
 */

/** `live` keys are of production, all others of stages to try things out. */
export type KeyKind = 'live' | 'test';

/** The kind of the keys of a deployment. */
export const keyKindOf = (stage: string): KeyKind => (stage === 'prod' ? 'live' : 'test');

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** As many as 256 bits take. */
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

function inBase62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= 62n) text = `${DIGITS.charAt(Number(rest % 62n))}${text}`;
  return text.padStart(length, '0');
}

/** CRC-32, as in PNG and gzip: finds every mistyped letter, and any two that changed places. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const letter of text) {
    crc ^= letter.charCodeAt(0);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb88320;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const checksumOf = (text: string): string => inBase62(BigInt(crc32(text)), CHECKSUM_LENGTH);

/** The key of 64 random hex digits. */
export function keyText(kind: KeyKind, random: string): string {
  const text = `dk_${kind}_${inBase62(BigInt(`0x${random}`), RANDOM_LENGTH)}`;
  return `${text}${checksumOf(text)}`;
}

const newForm = /^dk_(?:live|test)_/;
/** Before there were kinds and checksums: as long as no key of today. */
const OLD_LENGTH = 46;
const oldForm = /^dk_[\w-]{1,125}$/;

/** False for what can be no API key, whatever is stored. */
export function canBeKey(text: string): boolean {
  if (!oldForm.test(text)) return false;
  if (!newForm.test(text) || text.length === OLD_LENGTH) return true;
  return checksumOf(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH);
}

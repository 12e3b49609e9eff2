/** Blanks of every kind, and what shows as nothing: people copy them along with an address. */
const blank = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;
const isInk = (character: string): boolean => !blank.test(character);

/** A text without the blanks at its ends, visible or not. Linear in time, unlike a regular expression for the end of a text. */
export function trimmed(text: string): string {
  const characters = Array.from(text);
  const first = characters.findIndex(isInk);
  return first === -1 ? '' : characters.slice(first, characters.findLastIndex(isInk) + 1).join('');
}

const webAddress = /^https?:/i;
const uploadId = /^[0-9a-f]{32}$/i;

/**
 * The address of a file as it is meant: without blanks at its ends and, of a web address, as a browser would read it
 * (`a b.png` is `a%20b.png`). Everybody who checks or uses an address gets this one; what is no address stays as it is.
 */
export function mendedAddress(text: string): string {
  const bare = trimmed(text);
  if (uploadId.test(bare)) return bare.toLowerCase();
  return webAddress.test(bare) ? (URL.parse(bare)?.href ?? bare) : bare;
}

import { imageSize } from 'image-size';

const isFillByte = (head: Uint8Array, at: number): boolean => head[at] === 0xff && head[at + 1] === 0xff;

/** A JPEG without the bytes that may fill the place before a marker: legal, and more than the reader of sizes bears. */
function withoutFillBytes(head: Uint8Array): Uint8Array {
  if (head[0] !== 0xff || head[1] !== 0xd8) return head;
  const parts = [head.subarray(0, 2)];
  let at = 2;
  while (head[at] === 0xff && head[at + 1] !== 0xda) {
    if (isFillByte(head, at)) {
      at += 1;
      continue;
    }
    const next = at + 2 + (head[at + 2] ?? 0) * 256 + (head[at + 3] ?? 0);
    parts.push(head.subarray(at, next));
    at = next;
  }
  return at < head.length ? Buffer.concat([...parts, head.subarray(at)]) : head;
}

/** How large a picture says that it is; undefined where it does not, as far as was read. */
export function pictureSize(head: Uint8Array): { width: number; height: number } | undefined {
  for (const form of [head, withoutFillBytes(head)]) {
    try {
      return imageSize(form);
    } catch {
      // The other form may be read.
    }
  }
  return undefined;
}

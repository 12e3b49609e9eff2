import { expect, it } from 'vitest';
import { headerFault } from '#storage/objects/file-header.ts';
import { aPicture } from '../../sample-media.ts';

/** The same picture with bytes that fill the place before its first and its second marker. */
function filled(picture: Buffer): Buffer {
  const second = 4 + picture.readUInt16BE(4);
  const fill = Buffer.alloc(3, 0xff);
  return Buffer.concat([
    picture.subarray(0, 2),
    fill,
    picture.subarray(2, second),
    fill,
    picture.subarray(second),
  ]);
}

it('a JPEG with bytes that fill the place before a marker is a picture like any other', async () => {
  const picture = await aPicture('jpeg');
  expect(headerFault('image/jpeg', picture, true)).toBeUndefined();
  expect(headerFault('image/jpeg', filled(picture), true)).toBeUndefined();
});

it('what only begins like one is still none', () => {
  const endless = Buffer.alloc(5000, 0xff);
  endless[1] = 0xd8;
  expect(headerFault('image/jpeg', endless, true)).toContain('how large it is');
});

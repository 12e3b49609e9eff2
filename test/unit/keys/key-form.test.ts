import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canBeKey, keyKindOf, keyText } from '#domain/keys/key-form.ts';

const random = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const keys = fc
  .tuple(fc.constantFrom('live' as const, 'test' as const), random)
  .map(([kind, hex]) => keyText(kind, hex));

describe('the form of an API key', () => {
  it('is its kind, 43 random letters and digits, and six of a checksum, whatever the chance', () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(key).toMatch(/^dk_(?:live|test)_[0-9A-Za-z]{49}$/);
        expect(canBeKey(key)).toBe(true);
      }),
    );
    expect(keyText('test', 'f'.repeat(64))).toHaveLength(57);
    expect(keyText('test', '0'.repeat(64))).toHaveLength(57);
  });

  it('has the CRC-32 that everybody has, so that scanners can check it', () => {
    const body = `dk_live_${'0'.repeat(43)}`;
    let rest = 0;
    for (const letter of keyText('live', '0'.repeat(64)).slice(body.length)) {
      const value = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.indexOf(letter);
      rest = rest * 62 + value;
    }
    expect(rest).toBe(crc32(body));
  });

  it('is lost by one letter mistyped, two that changed places, one too few and one too many', () => {
    fc.assert(
      fc.property(keys, fc.nat(48), fc.constantFrom('a', 'B', '7', '_'), (key, at, letter) => {
        const place = 8 + at;
        const before = key.slice(0, place);
        const [here = '', next = ''] = key.slice(place, place + 2);
        const wrong = [
          `${before}${letter}${key.slice(place + 1)}`,
          `${before}${next}${here}${key.slice(place + 2)}`,
          `${before}${key.slice(place + 1)}`,
          `${before}${letter}${key.slice(place)}`,
        ];
        for (const one of wrong) expect(canBeKey(one)).toBe(one === key);
      }),
    );
  });

  it('of before is still one, whatever it begins with', () => {
    expect(canBeKey(`dk_${'a'.repeat(43)}`)).toBe(true);
    expect(canBeKey(`dk_live_${'a'.repeat(38)}`)).toBe(true);
  });

  it.each(['', 'dk_', 'sk_live_1', 'Bearer', `dk_${'a'.repeat(200)}`, 'dk_ä', 'eyJhbGciOiJub25lIn0.e30.'])(
    'is not that of %j',
    (text) => expect(canBeKey(text)).toBe(false),
  );

  it('says whether the key is of production', () => {
    expect([keyKindOf('prod'), keyKindOf('dev'), keyKindOf('local')]).toEqual(['live', 'test', 'test']);
  });
});

import { commonTypeName } from './type-names.ts';

const wayOut = 'save it as JPEG, PNG or WebP and give that one';

/** Types that people send and no model takes, and what to do about them. */
const advice: Readonly<Record<string, string>> = {
  'text/html': 'It is a web page, not a file; give the address of the file itself',
  'image/heic': `HEIC pictures are taken by no model; ${wayOut}`,
  'image/heif': `HEIF pictures are taken by no model; ${wayOut}`,
  'image/heic-sequence': `HEIC pictures are taken by no model; ${wayOut}`,
  'image/heif-sequence': `HEIF pictures are taken by no model; ${wayOut}`,
  'image/avif': `AVIF pictures are taken by no model; ${wayOut}`,
  'image/jxl': `JPEG XL pictures are taken by no model; ${wayOut}`,
};

/** Why a file of a type that no model takes is refused, with the way out where there is one. */
export const unusableType = (name: string | undefined): string =>
  advice[commonTypeName(name ?? '')] ?? 'Its bytes are of no type that a model takes';

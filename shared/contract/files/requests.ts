import * as z from 'zod';
import { mendedAddress } from '#domain/files/file-address.ts';
import { MOST_ADDRESS_CHARS, webAddressForm } from '#domain/files/input-ref.ts';
import { uploadPathForm } from '#domain/files/upload-key.ts';
import { mostBytesOf, takenTypes } from '#domain/files/upload-type.ts';
import { flag } from '../wire/members.ts';

const nameFault = 'A file name without slashes, control characters and halves of characters';

const fileName = z
  .string()
  .min(1)
  .max(255)
  // A name is shown and offered for saving; it never becomes part of a key.
  .regex(
    /^[^/\\\u0000-\u001f\u007f-\u009f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+$/,
    nameFault,
  )
  // Rarer ones beyond the first plane, and halves of characters: tools differ in how they would write them.
  .refine((name) => !/[\p{Cf}\p{Cs}]/u.test(name), nameFault)
  .refine((name) => name !== '.' && name !== '..', 'Not a file name')
  .describe('Shown, and offered when the file is saved.');

const uploadPath = z
  .string()
  .regex(
    uploadPathForm,
    'Up to eight names of letters, digits, "-" and "_", joined by slashes, none in front or behind',
  )
  .exactOptional()
  .describe('A folder of your own below your prefix.');

const keep = flag.exactOptional().describe('True: it lives longer than the usual days.');

const strips =
  'True: a picture is kept without its metadata (place, time, camera), but for how it is turned. The usual for tokens for browsers, not for keys.';
const stripMetadata = flag.exactOptional().describe(strips);

const sizesInWords = Object.entries(mostBytesOf)
  .map(([media, bytes]) => `${bytes / 1024 / 1024} MB (${media})`)
  .join(', ');

/** The body of POST /uploads. */
/** What a signed address of a file carries. */
export const mediaQuery = z.object({
  expires: z
    .string()
    .max(12)
    .describe('When the address ends, in epoch seconds; it stands in `url` where addresses are signed.')
    .exactOptional(),
  signature: z.string().max(64).describe('It stands in `url` as well.').exactOptional(),
});

export const createUploadBody = z.strictObject({
  fileName,
  contentType: z
    .string()
    .min(3)
    .max(127)
    .describe(`One of ${takenTypes(false)}.`),
  bytes: z
    .int()
    .min(1)
    .meta({
      maximum: Math.max(...Object.values(mostBytesOf)),
      description: `The exact size; it is signed. At most ${sizesInWords}.`,
    }),
  uploadPath,
  keep,
  stripMetadata,
});

/** The body of POST /uploads/{id}/complete; none is needed. */
export const completeUploadBody = z.strictObject({ keep });

/** The body of POST /uploads/from-url. */
export const uploadFromUrlBody = z.strictObject({
  url: z
    .string()
    .overwrite(mendedAddress)
    .pipe(z.url({ protocol: /^https?$/, hostname: /./ }).max(MOST_ADDRESS_CHARS))
    .meta({ format: 'uri', pattern: webAddressForm.source, description: 'A public https address.' }),
  fileName: fileName.exactOptional(),
  uploadPath,
  keep,
  stripMetadata,
});

/** The body of POST /uploads/base64. */
export const base64UploadBody = z.strictObject({
  base64Data: z
    .string()
    .min(1)
    // The server looks closer, at where the padding stands; as a pattern, that would not be linear.
    .meta({
      pattern: '^(?:data:[^,]*;base64,)?[A-Za-z0-9+/_=\\s-]+$',
      description: 'The bytes in base64, plain or as a data URL.',
    }),
  fileName: fileName.exactOptional(),
  uploadPath,
  keep,
  stripMetadata,
});

const word = z.enum(['true', 'false']).transform((text) => text === 'true');

/** The query string of POST /uploads/stream and POST /storage/upload, whose body is the file itself. */
export const streamUploadQuery = z.strictObject({
  fileName: fileName.exactOptional(),
  uploadPath,
  keep: word.exactOptional(),
  stripMetadata: word.exactOptional().describe(strips),
});

/** What a form may say beside its file; an upload of a form that names no folder lies in `user-uploads`. */
export const formUploadFields = streamUploadQuery.extend({
  uploadPath: uploadPath.unwrap().default('user-uploads'),
});

/** The form of POST /uploads/form and POST /storage/upload. */
export const uploadForm = formUploadFields.extend({
  file: z.string().meta({ format: 'binary' }).describe('The file itself.'),
});

/** The query string of GET /storage/presigned-url. */
export const storageLinkQuery = z.strictObject({
  key: z.string().min(1).max(1024).describe('A key of your own.'),
});

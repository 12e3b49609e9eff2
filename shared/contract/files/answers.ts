import * as z from 'zod';
import type { UploadStatus } from '#domain/files/upload.ts';
import { instant, words, type Shown } from '../wire/members.ts';

/** One upload, as the API shows it. */
export const uploadView = z
  .object({
    id: z.string(),
    fileName: z.string(),
    contentType: z.string().exactOptional().describe('As its bytes say; while pending, as announced.'),
    bytes: z.int().exactOptional(),
    sha256: z.string().exactOptional(),
    status: words<Exclude<UploadStatus, 'removing' | 'unrecognized'>>({
      pending: 'an address was handed out; send the bytes, then complete it',
      fetching: 'a worker gets it from its address',
      ready: 'it can be used',
      failed: 'it will never be usable; `failMsg` says why',
    }),
    url: z.string().exactOptional().describe('Stable. Take it as an input of tasks.'),
    downloadUrl: z
      .string()
      .exactOptional()
      .describe('Reads the bytes for an hour. Taken as an input as well.'),
    uploadedAt: instant.exactOptional(),
    expiresAt: instant,
    daysUntilExpiry: z.int(),
    metadataStripped: z
      .literal(true)
      .describe('It is kept without its metadata; `sha256` is that of what is kept.')
      .exactOptional(),
    failMsg: z.string().exactOptional(),
  })
  .meta({ id: 'Upload', description: 'A file that you brought.' });

export type UploadView = Shown<typeof uploadView>;

/** The answer of POST /uploads. */
export const uploadTicket = z
  .object({
    id: z.string(),
    uploadUrl: z.string().describe('Send the bytes here.'),
    method: z.literal('PUT'),
    headers: z.record(z.string(), z.string()).describe('To be sent with the bytes, exactly so.'),
    expiresAt: instant.describe('Until then the address can be used.'),
  })
  .meta({ id: 'UploadTicket', description: 'Where to send a file, once.' });

export type UploadTicket = Shown<typeof uploadTicket>;

/** The answer of POST /uploads/parts and GET /uploads/{id}/parts. */
export const uploadPartsView = z
  .object({
    id: z.string(),
    method: z.literal('PUT'),
    partBytes: z.int().describe('How large each part is, but for the last.'),
    parts: z.array(
      z.object({
        number: z.int().describe('1 is the beginning of the file.'),
        bytes: z.int().describe('Its exact size; it is signed.'),
        uploadUrl: z
          .string()
          .describe('Send the bytes of the part here. Left out where it has arrived.')
          .exactOptional(),
      }),
    ),
    expiresAt: instant.describe('Until then the addresses can be used; afterwards ask for the parts again.'),
  })
  .meta({ id: 'UploadParts', description: 'Where to send a file in parts, in any order, several at once.' });

export type UploadPartsView = Shown<typeof uploadPartsView>;

/** What the storage routes answer about one object. */
export const storageLinkView = z
  .object({ key: z.string(), url: z.string(), expiresAt: instant })
  .meta({ id: 'StorageLink', description: 'An address that reads one object of yours.' });

export type StorageLinkView = Shown<typeof storageLinkView>;

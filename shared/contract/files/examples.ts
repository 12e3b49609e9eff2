import { dispositionOf } from '#domain/files/media-key.ts';
import type { UploadPartsView, UploadTicket, UploadView } from './answers.ts';

export const exampleUploadId = '5d0a9b1c2e3f40718293a4b5c6d7e8f9';
export const exampleKey = `uploads/ana/${exampleUploadId}_8af608ee63b86ead1bdff4166a400922.png`;

const signedUrl = `https://store.example.com/${exampleKey}?X-Amz-Signature=0f1e2d`;

const ready: UploadView = {
  id: exampleUploadId,
  fileName: 'lighthouse.png',
  contentType: 'image/png',
  bytes: 1_482_331,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  status: 'ready',
  url: `https://media.example.com/${exampleKey}`,
  downloadUrl: signedUrl,
  uploadedAt: '2026-11-21T10:00:00.000Z',
  expiresAt: '2026-11-24T10:00:00.000Z',
  daysUntilExpiry: 3,
};

const fetching: UploadView = {
  id: exampleUploadId,
  fileName: 'lighthouse.png',
  status: 'fetching',
  expiresAt: '2026-11-22T10:00:00.000Z',
  daysUntilExpiry: 1,
};

const ticket: UploadTicket = {
  id: exampleUploadId,
  uploadUrl: signedUrl,
  method: 'PUT',
  headers: {
    'content-type': 'image/png',
    'content-disposition': dispositionOf(exampleKey),
    'if-none-match': '*',
  },
  expiresAt: '2026-11-21T11:00:00.000Z',
};

const parts: UploadPartsView = {
  id: exampleUploadId,
  method: 'PUT',
  partBytes: 16_777_216,
  parts: [
    { number: 1, bytes: 16_777_216 },
    { number: 2, bytes: 3_222_784, uploadUrl: `${signedUrl}&partNumber=2` },
  ],
  expiresAt: '2026-11-21T11:00:00.000Z',
};

const link = { key: exampleKey, url: signedUrl, expiresAt: '2026-11-21T11:00:00.000Z' };

/** What the description shows of files. Each passes its schema in a test. */
export const examples = { ready, fetching, ticket, parts, link } as const;

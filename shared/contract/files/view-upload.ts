import { isoTime } from '#domain/ports.ts';
import { asSeen, LINK_SECONDS, type Upload, type UploadStatus } from '#domain/files/upload.ts';
import type { UploadPartsView, UploadTicket, UploadView } from './answers.ts';

const DAY_MS = 24 * 3600_000;

/** Where a ready upload can be read: `url` is stable, `downloadUrl` lives an hour. */
export interface UploadAddresses {
  readonly url: string;
  readonly downloadUrl: string;
}

/** What is about to vanish shows as failed, and what only a newer version understands as not here yet. */
function shownStatus(status: UploadStatus): UploadView['status'] {
  if (status === 'removing') return 'failed';
  return status === 'unrecognized' ? 'fetching' : status;
}

/** Shows an upload. `addresses` are those of a ready one. */
export function viewUpload(stored: Upload, now: number, addresses: UploadAddresses | undefined): UploadView {
  const upload = asSeen(stored, now);
  const { id, fileName, contentType, bytes, sha256, uploadedAt, expiresAt, failMsg } = upload;
  const left = Math.max(0, Date.parse(expiresAt) - now);
  return {
    id,
    fileName,
    ...(contentType === undefined ? {} : { contentType }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(sha256 === undefined ? {} : { sha256 }),
    status: shownStatus(upload.status),
    ...(upload.status === 'ready' ? addresses : {}),
    ...(uploadedAt === undefined ? {} : { uploadedAt }),
    expiresAt,
    daysUntilExpiry: Math.ceil(left / DAY_MS),
    ...(upload.stripMetadata === true && upload.status === 'ready'
      ? { metadataStripped: true as const }
      : {}),
    ...(failMsg === undefined ? {} : { failMsg }),
  };
}

/** Shows where the bytes of a new upload are to be sent. */
export const viewUploadTicket = (
  { id, createdAt }: Upload,
  { url, headers }: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
): UploadTicket => ({
  id,
  uploadUrl: url,
  method: 'PUT',
  headers,
  expiresAt: isoTime(Date.parse(createdAt) + LINK_SECONDS * 1000),
});

/** An upload that is sent in parts, as far as it is. */
interface Parted {
  readonly upload: Pick<Upload, 'id'>;
  readonly partBytes: number;
  readonly parts: readonly { readonly number: number; readonly bytes: number; readonly url?: string }[];
}

/** Shows where the parts of an upload are to be sent, those that are not here. */
export const viewUploadParts = ({ upload, partBytes, parts }: Parted, now: number): UploadPartsView => ({
  id: upload.id,
  method: 'PUT',
  partBytes,
  parts: parts.map(({ url, ...part }) => (url === undefined ? part : { ...part, uploadUrl: url })),
  expiresAt: isoTime(now + LINK_SECONDS * 1000),
});

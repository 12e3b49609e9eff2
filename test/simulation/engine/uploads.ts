import { isOwner, isUploadId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { uploadKey } from '#domain/files/upload-key.ts';
import type { UploadLife } from '#domain/files/upload.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import type { MemoryMedia } from '../ports/media.ts';
import { memoryTable, type MemoryTable } from '../ports/memory-table.ts';

export const MEDIA_URL = 'https://media.example.test';
export const UPLOAD_LIFE: UploadLife = { days: 3, keepDays: 30 };

/** Id of the upload that exists from the start. */
export const ANAS_UPLOAD = 'a'.repeat(32);

/** What a client may name as the picture to work on. */
export const pictures = {
  upload: ANAS_UPLOAD,
  /** What the first order of a scenario has made. */
  'first output': `${MEDIA_URL}/images/generated/ana/5147242470f557f711fd7b2d1c14147c_8af608ee63b86ead1bdff4166a400922.png`,
  'third party': 'https://pictures.example.test/boat.png',
  'dead link': 'https://pictures.example.test/gone.png',
  /** Its body breaks off in the middle for some minutes … */
  'breaks off at first': 'https://pictures.example.test/torn-at-first.png',
  /** … and always. */
  'breaks off': 'https://pictures.example.test/torn.png',
  'no upload': 'b'.repeat(32),
} as const;

/** Stores that upload before anything else happens. */
export async function storeAnasUpload(table: MemoryTable, media: MemoryMedia, now: number): Promise<void> {
  const [id, owner] = [ANAS_UPLOAD, 'ana'];
  if (!isUploadId(id) || !isOwner(owner)) throw new Error('Not an address of an upload');
  const key = uploadKey({ owner, id }, 'image/png');
  const { bytes, sha256 } = media.put(key, 'a picture of a boat');
  await uploadStore(memoryTable(table)).create({
    id,
    owner,
    status: 'ready',
    fileName: 'boat.png',
    key,
    contentType: 'image/png',
    bytes,
    sha256,
    createdAt: isoTime(now),
    expiresAt: isoTime(now + UPLOAD_LIFE.days * 24 * 3600_000),
    uses: 0,
  });
}

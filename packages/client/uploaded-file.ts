import type { Upload } from './api-types.gen.ts';

/** A file that was brought in. */
export interface UploadedFile {
  readonly id: string;
  /** Where its bytes can be read for an hour; an input of tasks as well. */
  readonly downloadUrl: string;
  readonly fileName: string;
  readonly fileSize: number;
  readonly expiresAt: Date;
}

/** An upload that is ready, in the words of pages. Its size and its address are known by then. */
export const uploadedFile = (upload: Upload): UploadedFile => ({
  id: upload.id,
  // A model takes the id as well.
  downloadUrl: upload.downloadUrl ?? upload.id,
  fileName: upload.fileName,
  fileSize: upload.bytes ?? 0,
  expiresAt: new Date(upload.expiresAt),
});

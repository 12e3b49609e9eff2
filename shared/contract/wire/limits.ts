import { MOST_FETCH_BYTES, MOST_INLINE_BYTES, mostBytesOf } from '#domain/files/upload-type.ts';

/** How much one request may carry or ask for, whoever sends it. */
export const requestLimits = {
  /** Bytes of a JSON body. */
  bodyBytes: 256 * 1024,
  /** Tasks of one batch or one set of quotes. */
  batchTasks: 100,
  /** Items of one page of a list. */
  pageItems: 100,
  /** Seconds of `Prefer: wait=n`. */
  waitSeconds: 25,
  /** Bytes of an uploaded file, by what it is. */
  uploadBytes: mostBytesOf,
  /** Bytes of a file that is sent within a request. */
  inlineUploadBytes: MOST_INLINE_BYTES,
  /** Bytes of a file that is fetched from elsewhere. */
  fetchedUploadBytes: MOST_FETCH_BYTES,
} as const;

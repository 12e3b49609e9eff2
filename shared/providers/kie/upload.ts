import * as z from 'zod';
import type { Reply } from '../catalog/model.ts';
import { oneLine, parseJson } from './envelope.ts';

/** A file that Kie.ai is to hold for a while. */
export interface UploadFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** A request of the upload service written down, not made. A file in it is sent from a stream that the sender opens. */
export type UploadCall =
  | { readonly path: string; readonly json: Readonly<Record<string, string>> }
  | {
      readonly path: string;
      readonly fields: Readonly<Record<string, string>>;
      readonly file: UploadFile;
    };

/** How a file gets to Kie.ai: it fetches it from us, or it comes within JSON, or as a stream. */
export type UploadWay = 'url' | 'base64' | 'stream';

/** Kie.ai advises 100 MB for what it fetches, and gives a fetch 30 seconds. */
const MOST_FETCHED_BYTES = 100 * 1024 * 1024;
/** Base64 is held in memory whole and grows by a third: only for what is small. */
const MOST_BASE64_BYTES = 1024 * 1024;
/** Where our copies lie at Kie.ai. It says nothing about whose they are. */
const UPLOAD_PATH = 'darkroom';

/** Kie.ai assures three different lives of an upload; the shortest is believed, and a bit is left to be late by. */
export const COPY_LIFE_MS = 24 * 3600_000 - 10 * 60_000;

/** The way that costs least: fetched by Kie.ai where it can reach us, else small files within JSON and large ones as a stream. */
export function uploadWay(bytes: number, isReachable: boolean): UploadWay {
  if (isReachable && bytes <= MOST_FETCHED_BYTES) return 'url';
  return bytes <= MOST_BASE64_BYTES ? 'base64' : 'stream';
}

/** Describes the upload of a file that Kie.ai fetches itself. */
export const uploadByUrl = ({ fileName }: UploadFile, fileUrl: string): UploadCall => ({
  path: '/api/file-url-upload',
  json: { fileUrl, uploadPath: UPLOAD_PATH, fileName },
});

/** Describes the upload of a small file within JSON. */
export const uploadByBase64 = ({ fileName, contentType }: UploadFile, base64: string): UploadCall => ({
  path: '/api/file-base64-upload',
  json: { base64Data: `data:${contentType};base64,${base64}`, uploadPath: UPLOAD_PATH, fileName },
});

/** Describes the upload of a file of any size. */
export const uploadByStream = (file: UploadFile): UploadCall => ({
  path: '/api/file-stream-upload',
  fields: { uploadPath: UPLOAD_PATH, fileName: file.fileName },
  file,
});

/** What came of an upload. Nothing is paid for it, so whatever is in doubt may be tried again. */
export type UploadOutcome =
  | { readonly type: 'stored'; readonly url: string }
  | { readonly type: 'refused'; readonly message: string; readonly auth?: true }
  | { readonly type: 'unavailable'; readonly reason: string; readonly retryAfterSeconds: number };

const envelope = z.object({
  code: z.number().optional().catch(undefined),
  msg: z.string().optional().catch(undefined),
  data: z.unknown().optional(),
});
const held = z.object({ downloadUrl: z.url({ protocol: /^https?$/ }) });

const PATIENCE_SECONDS = 15;

/** Reads the answer: of everything in it only `downloadUrl` is relied on. */
export function readUpload(reply: Reply): UploadOutcome {
  const unavailable = (reason: string): UploadOutcome => ({
    type: 'unavailable',
    reason,
    retryAfterSeconds: PATIENCE_SECONDS,
  });
  if (reply.type !== 'answered') return unavailable(reply.reason);
  const read = envelope.safeParse(parseJson(reply.text));
  if (!read.success) return unavailable(`HTTP ${reply.status} without readable JSON`);
  const code = read.data.code ?? reply.status;
  const message = oneLine(read.data.msg ?? '') || `code ${code}`;
  const data = held.safeParse(read.data.data);
  if (code === 200 && data.success) return { type: 'stored', url: data.data.downloadUrl };
  if (code === 401) return { type: 'refused', message, auth: true };
  if (code >= 400 && code < 500 && code !== 408 && code !== 429) return { type: 'refused', message };
  return unavailable(`code ${code}: ${message}`);
}

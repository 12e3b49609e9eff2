import * as z from 'zod';
import { untold, type Call, type Reply } from '../call.ts';
import type { CopyAnswer, CopyFile, CopySource, InputCopies, Origins } from '../service.ts';
import { isKeyRefusal } from './codes.ts';
import { oneLine, parseJson } from './envelope.ts';

/** Kie.ai advises 100 MB for what it fetches, and gives a fetch 30 seconds. */
const MOST_FETCHED_BYTES = 100 * 1024 * 1024;
/** Base64 is held in memory whole and grows by a third: only for what is small. */
const MOST_BASE64_BYTES = 1024 * 1024;
/** Where our copies lie at Kie.ai. It says nothing about whose they are. */
const UPLOAD_PATH = 'darkroom';

/** Kie.ai assures three different lives of an upload; the shortest is believed, and a bit is left to be late by. */
const COPY_LIFE_MS = 24 * 3600_000 - 10 * 60_000;

/** Fetched by Kie.ai where it can reach us, else small files within JSON and large ones as a stream; the stream when it could not fetch. */
function waysFor(bytes: number, isReachable: boolean): readonly CopySource['way'][] {
  if (isReachable && bytes <= MOST_FETCHED_BYTES) return ['url', 'stream'];
  return bytes <= MOST_BASE64_BYTES ? ['base64'] : ['stream'];
}

/** The upload of a file: fetched by Kie.ai itself, within JSON, or as a form of any size. */
function describeUpload(
  origin: string,
  { fileName, contentType, bytes }: CopyFile,
  source: CopySource,
): Call {
  const head = { method: 'POST', origin } as const;
  const place = { uploadPath: UPLOAD_PATH, fileName };
  switch (source.way) {
    case 'url':
      return { ...head, path: '/api/file-url-upload', body: { fileUrl: source.url, ...place } };
    case 'base64': {
      const base64Data = `data:${contentType};base64,${source.text}`;
      return { ...head, path: '/api/file-base64-upload', body: { base64Data, ...place } };
    }
    case 'stream': {
      const texts = Object.entries(place).map(([name, value]) => ({ name, value }));
      const file = { name: 'file', fileName, contentType, file: { length: bytes } };
      return { ...head, path: '/api/file-stream-upload', content: { form: [...texts, file] } };
    }
  }
}

const envelope = z.object({
  code: z.number().optional().catch(undefined),
  msg: z.string().optional().catch(undefined),
  data: z.unknown().optional(),
});
const held = z.object({ downloadUrl: z.url({ protocol: /^https?$/ }) });

const PATIENCE_SECONDS = 15;

/** The same upload would be refused again: neither a timeout nor a rate limit. */
const isFinalRefusal = (code: number): boolean => code >= 400 && code < 500 && code !== 408 && code !== 429;

/** Reads the answer: of everything in it only `downloadUrl` is relied on. */
function readUpload(reply: Reply): CopyAnswer {
  const unavailable = (reason: string): CopyAnswer => ({
    type: 'unavailable',
    reason,
    retryAfterSeconds: PATIENCE_SECONDS,
  });
  if (reply.type !== 'answered') return unavailable(untold(reply));
  const read = envelope.safeParse(parseJson(reply.text));
  if (!read.success) return unavailable(`HTTP ${reply.status} without readable JSON`);
  const code = read.data.code ?? reply.status;
  const message = oneLine(read.data.msg ?? '') || `code ${code}`;
  const data = held.safeParse(read.data.data);
  if (code === 200 && data.success) return { type: 'stored', url: data.data.downloadUrl };
  if (isKeyRefusal(code)) return { type: 'refused', message, auth: true };
  if (isFinalRefusal(code)) return { type: 'refused', message };
  return unavailable(`code ${code}: ${message}`);
}

/** Kie.ai's upload service: it holds copies of what a task is given for a day. */
export const kieCopies = (origins: Origins): InputCopies => ({
  lifeMs: COPY_LIFE_MS,
  ways: waysFor,
  describe: (file, source) => describeUpload(origins['upload'] ?? origins.base, file, source),
  read: readUpload,
});

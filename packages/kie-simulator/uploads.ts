import { fileTypeFromBuffer } from 'file-type';
import { extname } from 'node:path';
import { seedOf } from './random.ts';
import { textAt, type Exchange, type Reply } from './replies.ts';
import { isInside, type UploadStore } from './upload-store.ts';
import type { Simulation } from './simulation.ts';

interface Incoming {
  bytes: Uint8Array;
  path: string;
  name: string;
  type: string;
}

const account = '1000042';

/** Upload answers carry `success` in front of the usual envelope. */
const reply = (code: number, msg: string, data?: unknown): Reply => ({
  kind: 'json',
  status: 200,
  code,
  body: data === undefined ? { success: false, code, msg } : { success: true, code, msg, data },
});

/** What an upload without a valid key gets. */
export const uploadUnauthorized = (): Reply => reply(401, 'Authentication failed: Invalid API Key');

/** What an upload with another method than POST gets. */
export const uploadWrongMethod = (): Reply => reply(405, 'Method Not Allowed');

async function stored(sim: Simulation, uploadStore: UploadStore, incoming: Incoming): Promise<Reply> {
  const found = await fileTypeFromBuffer(incoming.bytes);
  const now = sim.clock.now();
  const made = `${now}-${seedOf(`${now}${sim.random()}`).toString(36)}.${found?.ext ?? 'bin'}`;
  const fileName =
    incoming.name === ''
      ? made
      : `${incoming.name}${extname(incoming.name) === '' && found !== undefined ? `.${found.ext}` : ''}`;
  const filePath = `kieai/${account}/${incoming.path}/${fileName}`;
  if (!isInside(`${incoming.path}/${fileName}`)) return reply(400, 'Invalid uploadPath');
  uploadStore.put(filePath, incoming.bytes, now);
  return reply(200, 'File uploaded successfully', {
    success: true,
    fileName,
    filePath,
    downloadUrl: `${sim.origin()}/f/u/${filePath}`,
    fileSize: incoming.bytes.length,
    mimeType: found?.mime ?? (incoming.type || 'application/octet-stream'),
    uploadedAt: new Date(now).toISOString(),
  });
}

const noPath = (): Reply => reply(400, 'Missing required parameter: uploadPath');

/** A path without the slashes around it. A regular expression would need quadratic time for many of them. */
function trimmed(path: string): string {
  const names = path.split('/');
  const isName = (name: string): boolean => name !== '';
  return names.slice(names.findIndex(isName), names.findLastIndex(isName) + 1).join('/');
}

/** POST /api/file-base64-upload */
export async function uploadBase64(
  sim: Simulation,
  uploadStore: UploadStore,
  { body }: Exchange,
): Promise<Reply> {
  const path = trimmed(textAt(body ?? {}, 'uploadPath'));
  const data = textAt(body ?? {}, 'base64Data');
  if (path === '') return noPath();
  if (data === '') return reply(400, 'Missing required parameter: base64Data');
  const [, type = '', encoded = data] = /^data:([^;,]*)(?:;[^;,]*)*;base64,(.*)$/s.exec(data) ?? [];
  if (!/^[A-Za-z0-9+/\s]+(?:={1,2}\s*)?$/.test(encoded)) {
    return reply(400, 'Base64 decoding failed: Invalid Base64 format');
  }
  const bytes = Buffer.from(encoded, 'base64');
  return stored(sim, uploadStore, { bytes, path, name: textAt(body ?? {}, 'fileName'), type });
}

const limit = 100 * 2 ** 20;

/** POST /api/file-url-upload */
export async function uploadUrl(
  sim: Simulation,
  uploadStore: UploadStore,
  { body }: Exchange,
): Promise<Reply> {
  const path = trimmed(textAt(body ?? {}, 'uploadPath'));
  const address = textAt(body ?? {}, 'fileUrl');
  if (path === '') return noPath();
  if (!/^https?:\/\//.test(address)) return reply(400, 'Missing required parameter: fileUrl');
  try {
    const source = await fetch(address, { signal: AbortSignal.timeout(30_000) });
    if (!source.ok) return reply(500, `Failed to download the file: HTTP ${source.status}`);
    const bytes = Buffer.from(await source.arrayBuffer());
    if (bytes.length > limit) return reply(400, 'The file is larger than 100 MB');
    const type = source.headers.get('content-type') ?? '';
    return await stored(sim, uploadStore, { bytes, path, name: textAt(body ?? {}, 'fileName'), type });
  } catch {
    return reply(500, 'Failed to download the file');
  }
}

/** POST /api/file-stream-upload */
export async function uploadStream(
  sim: Simulation,
  uploadStore: UploadStore,
  { headers, bytes }: Exchange,
): Promise<Reply> {
  const form = await formIn(headers['content-type'] ?? '', bytes);
  const file = form?.get('file');
  const path = form?.get('uploadPath');
  const name = form?.get('fileName');
  if (typeof path !== 'string' || trimmed(path) === '') return noPath();
  if (!(file instanceof File)) return reply(400, 'Missing required parameter: file');
  return stored(sim, uploadStore, {
    bytes: new Uint8Array(await file.arrayBuffer()),
    path: trimmed(path),
    name: typeof name === 'string' ? name : '',
    type: file.type,
  });
}

async function formIn(type: string, bytes: Buffer): Promise<FormData | undefined> {
  try {
    const body = new Uint8Array(bytes);
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch {
    return undefined;
  }
}

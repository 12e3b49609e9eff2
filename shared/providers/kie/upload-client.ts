import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { sendOnce, type RawRequest, type Send } from '../network/http.ts';
import type { Reply } from '../catalog/model.ts';
import type { KieClientOptions } from './client.ts';
import type { UploadCall } from './upload.ts';

/** Opens the bytes of the file that a call carries. */
export type OpenFile = () => Promise<Readable>;

const MAX_ANSWER_BYTES = 256 * 1024;
const keyForm = /^[\x21-\x7e]{1,512}$/;

const quoted = (name: string): string => name.replace(/[^\w.-]/g, '_');

/** A form with one file, written as it goes out: its length is known before its bytes are. */
function multipart(call: Extract<UploadCall, { file: unknown }>, open: OpenFile) {
  const boundary = `darkroom-${randomBytes(16).toString('hex')}`;
  const { fields, file } = call;
  const head = [
    ...Object.entries(fields).map(
      ([name, value]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
    ),
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${quoted(file.fileName)}"\r\n`,
    `content-type: ${file.contentType}\r\n\r\n`,
  ].join('');
  const tail = `\r\n--${boundary}--\r\n`;
  async function* parts(): AsyncGenerator<Buffer> {
    yield Buffer.from(head);
    yield* (await open()) as AsyncIterable<Buffer>;
    yield Buffer.from(tail);
  }
  const length = Buffer.byteLength(head) + file.bytes + Buffer.byteLength(tail);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: { length, stream: Readable.from(parts()) },
  };
}

const written = (
  call: UploadCall,
  open: OpenFile,
): { type: string; body: NonNullable<RawRequest['body']> } =>
  'json' in call ? { type: 'application/json', body: JSON.stringify(call.json) } : multipart(call, open);

/** The one that speaks to Kie.ai's upload service, which has a host of its own. Makes a call once, and never throws. */
export const kieUploadClient = ({
  baseUrl,
  apiKey,
  request = sendOnce,
}: KieClientOptions & { request?: Send }) => ({
  async send(call: UploadCall, open: OpenFile, timeoutMs: number): Promise<Reply> {
    const key = (await apiKey().catch(() => '')).trim();
    if (!keyForm.test(key)) return { type: 'not-sent', reason: 'no usable API key' };
    const url = new URL(new URL(baseUrl).origin);
    url.pathname = call.path;
    const { type, body } = written(call, open);
    const headers = { authorization: `Bearer ${key}`, accept: 'application/json', 'content-type': type };
    return request({ url, method: 'POST', headers, body, timeoutMs, maxBytes: MAX_ANSWER_BYTES });
  },
});

export type KieUploadClient = ReturnType<typeof kieUploadClient>;

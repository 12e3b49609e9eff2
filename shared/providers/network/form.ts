import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { CallContent, CallFile, CallLimits, FormPart, OpenFile } from '../call.ts';
import type { RawRequest } from './http.ts';

/** A body as it goes out, and its type. */
export interface Written {
  readonly type: string;
  readonly body: NonNullable<RawRequest['body']>;
}

const quoted = (name: string): string => name.replace(/[^\w.-]/g, '_');

function headOf(part: FormPart, boundary: string): string {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(part.name)}"`;
  if ('value' in part) return `${head}\r\n\r\n${part.value}`;
  return `${head}; filename="${quoted(part.fileName)}"\r\ncontent-type: ${part.contentType}\r\n\r\n`;
}

const lengthOf = (part: FormPart): number => ('value' in part ? 0 : part.file.length);

async function* bytesOf(file: CallFile, open: OpenFile | undefined): AsyncGenerator<Uint8Array> {
  if (file instanceof Uint8Array) yield file;
  else if (open === undefined) throw new Error('The call carries a file that nobody opens');
  else yield* await open();
}

/** A form, written as it goes out: its length is known before its bytes are. */
function formBody(parts: readonly FormPart[], open: OpenFile | undefined): Written {
  const boundary = `darkroom-${randomBytes(16).toString('hex')}`;
  const heads = parts.map((part) => headOf(part, boundary));
  const end = `--${boundary}--\r\n`;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (const [index, part] of parts.entries()) {
      yield Buffer.from(heads[index] ?? '');
      if ('file' in part) yield* bytesOf(part.file, open);
      yield Buffer.from('\r\n');
    }
    yield Buffer.from(end);
  }
  const lengths = parts.map((part, index) => Buffer.byteLength(heads[index] ?? '') + lengthOf(part) + 2);
  const length = lengths.reduce((sum, one) => sum + one, Buffer.byteLength(end));
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: { length, stream: Readable.from(pieces()) },
  };
}

/** Writes a body that is not JSON. */
export function writeContent(content: CallContent, { openFile }: Pick<CallLimits, 'openFile'>): Written {
  if ('form' in content) return formBody(content.form, openFile);
  const { contentType: type, file } = content;
  if (file instanceof Uint8Array) return { type, body: file };
  return { type, body: { length: file.length, stream: Readable.from(bytesOf(file, openFile)) } };
}

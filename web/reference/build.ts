import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { ReferenceIndex } from '#contract/service/reference.ts';
import { referenceDocuments } from './pages.ts';
import { pageScript, pageStyle } from './style.ts';

/** Beyond this, Brotli takes ten times as long and saves little more. */
const BROTLI_QUALITY = 6;

const sha256 = (text: string) => createHash('sha256').update(text);
const sourceOf = (text: string): string => `'sha256-${sha256(text).digest('base64')}'`;

/** Nothing runs or styles but the two texts of the page, which may ask this server and no other. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${sourceOf(pageStyle)}`,
  `script-src ${sourceOf(pageScript)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const brotli = (text: string): Buffer =>
  brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
    },
  });

/** Writes the API reference into a folder, compressed, with an index. The same code writes the same bytes. */
export function buildReference(folder: string): void {
  const write = (name: string, contents: Buffer | string): void => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  };
  const documents: Record<string, ReferenceIndex['documents'][string]> = {};
  for (const { name, type, text } of referenceDocuments()) {
    documents[name] = { type, etag: sha256(text).digest('hex').slice(0, 32) };
    write(`${name}.br`, brotli(text));
    write(`${name}.gz`, gzipSync(text, { level: constants.Z_BEST_COMPRESSION }));
  }
  const index: ReferenceIndex = { contentSecurityPolicy, documents };
  write('index.json', JSON.stringify(index));
}

const [, , folder] = process.argv;
if (import.meta.main && folder !== undefined) buildReference(folder);

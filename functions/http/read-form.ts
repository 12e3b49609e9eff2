import type * as z from 'zod';
import { formUploadFields, type streamUploadQuery } from '#contract/files/requests.ts';
import { parseOr422, pointer } from '#contract/wire/problem.ts';
import { Failure } from '#domain/error.ts';
import type { HttpRequest } from './request.ts';

/** A file that came in a form, with what the form says of it. */
export interface FormFile extends z.output<typeof streamUploadQuery> {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export const isForm = ({ headers }: HttpRequest): boolean =>
  /^multipart\/form-data\s*;/i.test(headers['content-type'] ?? '');

const refuse = (path: string, message: string, cause?: unknown): Failure =>
  new Failure('validation_failed', 'The form is not one with a file', { errors: [{ path, message }], cause });

async function formOf({ headers, bytes }: HttpRequest): Promise<FormData> {
  const type = headers['content-type'] ?? '';
  try {
    return await new Response(Buffer.from(bytes()), { headers: { 'content-type': type } }).formData();
  } catch (cause) {
    throw refuse('', 'cannot be read as multipart/form-data', cause);
  }
}

/** A browser may send the whole path of a file: its name is the last part. */
const lastPart = (name: string): string => name.split(/[/\\]/).at(-1) ?? '';

/** The one file of a form, and its other fields. Throws `validation_failed` for a form without a file, or with what is not known. */
export async function readForm(request: HttpRequest): Promise<FormFile> {
  const entries = [...(await formOf(request))];
  const files = entries.flatMap(([name, value]) =>
    typeof value === 'string' ? [] : [{ name, file: value }],
  );
  const [found] = files;
  if (found === undefined) throw refuse('/file', 'is required: a part with a file name');
  if (files.length > 1) throw refuse(`/${files[1]?.name ?? ''}`, 'is a second file; a form carries one');
  const texts = entries.flatMap(([name, value]) => (typeof value === 'string' ? [name] : []));
  const twice = texts.find((name, at) => texts.indexOf(name) !== at);
  if (twice !== undefined) throw refuse(pointer([twice]), 'is said twice; which is meant nobody knows');
  const fields = Object.fromEntries(entries.filter(([, value]) => typeof value === 'string' && value !== ''));
  const { fileName = lastPart(found.file.name) || 'file', ...order } = parseOr422(formUploadFields, fields);
  return { ...order, fileName, bytes: new Uint8Array(await found.file.arrayBuffer()) };
}

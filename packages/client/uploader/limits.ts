import type { Model } from '../api-types.gen.ts';
import { uploadable } from './file-types.ts';

/** What may be chosen. */
export interface FileLimits {
  /** Media types, such as `image/png`. */
  readonly accept: readonly string[];
  /** Bytes that a file may have; absent: what any file of its kind may have. */
  readonly maxBytes?: number;
  readonly maxFiles: number;
}

/** A field of a model that takes files. */
export interface FileInputField extends FileLimits {
  readonly field: string;
  readonly required: boolean;
}

/** As far as it is needed of a model; a deployment that is older than this client says nothing of files. */
type FormsOfModel = { readonly forms: readonly Partial<Pick<Model['forms'][number], 'files'>>[] };

const anything = ['image/*', 'video/*', 'audio/*'];

/** Every field of a model that takes files, as its catalogue entry says; of several forms the first that has it counts. */
export function fileFields({ forms }: FormsOfModel): readonly FileInputField[] {
  const known = new Map<string, FileInputField>();
  for (const { field, accept, maxFiles = Infinity, ...file } of forms.flatMap(({ files = [] }) => files)) {
    const types = uploadable(accept.length > 0 ? accept : anything);
    if (!known.has(field)) known.set(field, { ...file, field, maxFiles, accept: types });
  }
  return [...known.values()];
}

/** What one field takes: the one that is named, else the first that is required, else the first. Undefined: there is none. */
export function limitsOf(model: FormsOfModel, field?: string): FileInputField | undefined {
  const fields = fileFields(model);
  if (field !== undefined) return fields.find((one) => one.field === field);
  return fields.find(({ required }) => required) ?? fields[0];
}

/** Where no model is chosen: whatever can be uploaded. */
export const anyFile: FileLimits = { accept: uploadable(anything), maxFiles: Infinity };

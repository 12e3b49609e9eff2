import { commonTypeName } from '#domain/files/type-names.ts';
import type { Field, Fields, FileField } from './entry.ts';

/** A field that takes files, and what no schema can hold a file against. */
export interface PublicFileInput {
  readonly field: string;
  readonly required: boolean;
  /** Absent: as many as one likes. */
  readonly maxFiles?: number;
  /** Media types, or `image/*` for all of a kind; empty: whatever can be uploaded. */
  readonly accept: readonly string[];
  readonly maxBytes?: number;
}

const MEGABYTE = 1024 * 1024;

function typesOf({ accept, kind }: FileField): readonly string[] {
  if (accept) return [...new Set(accept.map(commonTypeName))];
  return kind === undefined ? [] : [`${kind}/*`];
}

function filesIn(field: Field): { readonly file: FileField; readonly maxFiles?: number } | undefined {
  if (field.type === 'file') return { file: field, maxFiles: 1 };
  if (field.type !== 'list' || field.items.type !== 'file') return undefined;
  return { file: field.items, ...(field.maxItems !== undefined && { maxFiles: field.maxItems }) };
}

/** The fields of a form that take files, in its order. */
export const fileInputsOf = (fields: Fields): readonly PublicFileInput[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const files = filesIn(field);
    if (!files) return [];
    const { file, ...count } = files;
    return [
      {
        field: name,
        required: field.required === true,
        ...count,
        accept: typesOf(file),
        ...(file.maxMegabytes !== undefined && { maxBytes: file.maxMegabytes * MEGABYTE }),
      },
    ];
  });

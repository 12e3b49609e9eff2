import * as z from 'zod';
import type { Upload, UploadUse } from '#domain/files/upload.ts';
import { isOwner, isTaskId, isUploadId, type Owner } from '#domain/ids.ts';
import { once } from '#domain/once.ts';
import type { Key, Row, Table } from '../table/table-port.ts';

export const uploadFields = once(
  () =>
    z.object({
      id: z.string().refine(isUploadId),
      owner: z.string().refine(isOwner),
      status: z
        .enum(['pending', 'fetching', 'ready', 'failed', 'removing', 'unrecognized'])
        .catch('unrecognized'),
      fileName: z.string(),
      uploadPath: z.string().exactOptional(),
      key: z.string().exactOptional(),
      sentTo: z.string().exactOptional(),
      parts: z.object({ storeId: z.string(), partBytes: z.int() }).exactOptional(),
      contentType: z.string().exactOptional(),
      bytes: z.int().exactOptional(),
      sha256: z.string().exactOptional(),
      keep: z.boolean().exactOptional(),
      stripMetadata: z.boolean().exactOptional(),
      keyPart: z.string().exactOptional(),
      token: z.string().exactOptional(),
      keyId: z.string().exactOptional(),
      createdAt: z.string(),
      uploadedAt: z.string().exactOptional(),
      expiresAt: z.string(),
      failMsg: z.string().exactOptional(),
      uses: z.int(),
    }) satisfies z.ZodType<Upload>,
);

export const useFields = once(
  () =>
    z.object({
      taskId: z.string().refine(isTaskId),
      until: z.string(),
      at: z.string().exactOptional(),
    }) satisfies z.ZodType<UploadUse>,
);
const version = z.object({ rev: z.int() });

/** Which upload: enough of it to find its rows. */
export type UploadAddress = Pick<Upload, 'owner' | 'id'>;

/** What expires is found through the due index, in one partition: its order is that of expiry. */
export const DUE = 'upload#0';
/** TTL is only the net below the cleanup. */
const NET_SECONDS = 14 * 24 * 3600;

export const partitionOf = ({ owner, id }: UploadAddress): string => `upload#${owner}#${id}`;
export const keyOf = (address: UploadAddress): Key => ({ pk: partitionOf(address), sk: 'upload' });

export const listPartition = (owner: Owner): string => `uploads#${owner}`;

export function rowOf(upload: Upload, rev: number): Row {
  const { owner, id, createdAt, expiresAt } = upload;
  return {
    ...keyOf(upload),
    listPk: listPartition(owner),
    listSk: `${createdAt}#${id}`,
    duePk: DUE,
    dueAt: expiresAt,
    expiresAtSeconds: Math.ceil(Date.parse(expiresAt) / 1000) + NET_SECONDS,
    ...upload,
    rev,
  };
}

/** Reads the row of an upload. */
export async function readUpload(
  table: Table,
  address: UploadAddress,
): Promise<{ upload: Upload; rev: number; row: Row } | undefined> {
  const row = await table.get(keyOf(address));
  return row === undefined
    ? undefined
    : { upload: uploadFields().parse(row), rev: version.parse(row).rev, row };
}

import { expect, it } from 'vitest';
import type { Owner, UploadId } from '#domain/ids.ts';
import type { Upload } from '#domain/files/upload.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const upload: Upload = {
  id: 'a'.repeat(32) as UploadId,
  owner: 'ana' as Owner,
  status: 'pending',
  fileName: 'boat.png',
  createdAt: '2026-01-05T09:00:00.000Z',
  expiresAt: '2026-01-05T11:00:00.000Z',
  uses: 0,
};

it('an upload is created though the first answer to its write was lost, and an id in use is not taken', async () => {
  const uploads = uploadStore(memoryTable(new MemoryTable()));
  expect(await uploads.create(upload)).toBe(true);
  expect(await uploads.create(upload)).toBe(true);
  expect(await uploads.create({ ...upload, createdAt: '2026-01-05T09:00:00.001Z' })).toBe(false);
});

it('an upload that is marked for removal is due at once, and one that has expired since it did', async () => {
  const uploads = uploadStore(memoryTable(new MemoryTable()));
  await uploads.create(upload);
  const now = '2026-01-05T10:00:00.000Z';
  expect((await uploads.expired(now, 10)).items).toEqual([]);
  expect(await uploads.mark(upload, now)).toBe(true);
  expect((await uploads.expired(now, 10)).items).toEqual([{ owner: upload.owner, id: upload.id }]);
});

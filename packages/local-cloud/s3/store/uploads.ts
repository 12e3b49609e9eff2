import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Error } from '../errors.ts';
import { filesBelow, freshId, readJson, removeFile, replaceJson, type IncomingFile } from './object-files.ts';
import type { PartRecord, UploadRecord } from './records.ts';
import type { Surroundings } from './surroundings.ts';

interface Upload {
  readonly record: UploadRecord;
  readonly parts: Map<number, PartRecord>;
}

/** The unfinished multipart uploads of a bucket, each in a folder of its own. */
export class Uploads {
  readonly #around: Surroundings;
  readonly #uploads = new Map<string, Upload>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  #folder(id: string): string {
    return join(this.#around.folder, 'uploads', id);
  }

  /** Loads what lies on disk, and sweeps away part files that no part owns. */
  async load(): Promise<void> {
    const files = await filesBelow(join(this.#around.folder, 'uploads'));
    const ids = new Set(files.map((path) => path.split('/')[0] ?? ''));
    for (const id of ids) {
      await this.#loadOne(
        id,
        files.filter((path) => path.startsWith(`${id}/`)).map((path) => path.slice(id.length + 1)),
      );
    }
  }

  async #loadOne(id: string, files: readonly string[]): Promise<void> {
    const record = await readJson<UploadRecord>(join(this.#folder(id), 'upload.json'));
    if (!record) {
      await rm(this.#folder(id), { recursive: true, force: true });
      return;
    }
    const described = files.filter((path) => /^\d+\.json$/.test(path));
    const parts = await Promise.all(
      described.map((path) => readJson<PartRecord>(join(this.#folder(id), path))),
    );
    const known = parts.filter((part) => part !== undefined);
    this.#uploads.set(id, { record, parts: new Map(known.map((part) => [part.number, part])) });
    const owned = new Set(known.map((part) => part.path));
    const orphans = files.filter((path) => path.endsWith('.part') && !owned.has(path));
    await Promise.all(orphans.map((path) => removeFile(this.#folder(id), path)));
  }

  /** Begins an upload. */
  async create(record: Omit<UploadRecord, 'id' | 'created'>): Promise<UploadRecord> {
    const upload = { ...record, id: freshId() + freshId(), created: this.#around.now() };
    await replaceJson(this.#around.incoming, join(this.#folder(upload.id), 'upload.json'), upload);
    this.#uploads.set(upload.id, { record: upload, parts: new Map() });
    return upload;
  }

  #find(id: string, key: string): Upload {
    const upload = this.#uploads.get(id);
    if (!upload || upload.record.key !== key) throw new S3Error('NoSuchUpload', undefined, { UploadId: id });
    return upload;
  }

  /** The upload of that id and key; throws NoSuchUpload. */
  get(id: string, key: string): UploadRecord {
    return this.#find(id, key).record;
  }

  /** Its parts by rising number. */
  parts(id: string, key: string): PartRecord[] {
    return [...this.#find(id, key).parts.values()].sort((a, b) => a.number - b.number);
  }

  /** Where the bytes of a part lie. */
  partPath(id: string, part: PartRecord): string {
    return join(this.#folder(id), part.path);
  }

  /** Keeps a part, in place of an earlier one of the same number. */
  async keepPart(
    upload: UploadRecord,
    file: IncomingFile,
    draft: Omit<PartRecord, 'path' | 'modified'>,
  ): Promise<PartRecord> {
    const { parts } = this.#find(upload.id, upload.key);
    const part = { ...draft, path: `${draft.number}-${freshId()}.part`, modified: this.#around.now() };
    const folder = this.#folder(upload.id);
    await file.moveTo(join(folder, part.path));
    await replaceJson(this.#around.incoming, join(folder, `${part.number}.json`), part);
    const before = parts.get(part.number);
    parts.set(part.number, part);
    if (before) await removeFile(folder, before.path);
    return part;
  }

  /** Ends an upload and removes its parts. */
  async remove(id: string, key: string): Promise<void> {
    this.#find(id, key);
    this.#uploads.delete(id);
    await rm(this.#folder(id), { recursive: true, force: true });
  }
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import { S3Error } from '../errors.ts';
import { checkDelete, checkWrite, type WriteConditions } from './conditions.ts';
import { hasExpired } from './lifecycle.ts';
import {
  filesBelow,
  hashedName,
  openFile,
  pathForKey,
  readJson,
  removeFile,
  replaceJson,
  type IncomingFile,
} from './object-files.ts';
import type { BucketRecord, BucketSettings, ObjectRecord } from './records.ts';
import { compareKeys } from './sorted-keys.ts';
import type { Surroundings } from './surroundings.ts';
import { Uploads } from './uploads.ts';

/** A write that has begun: it notices when its key is deleted underneath it. */
interface PendingWrite {
  overtaken: boolean;
}

/** One bucket: an index in memory of what lies on disk. Every change is one rename on disk, then one in memory. */
export class Bucket {
  readonly uploads: Uploads;
  readonly #around: Surroundings;
  readonly #objects = new Map<string, ObjectRecord>();
  readonly #pending = new Map<string, Set<PendingWrite>>();
  readonly #queues = new Map<string, Promise<unknown>>();
  #record: BucketRecord;
  #sorted: string[] | undefined;
  #removed = false;

  private constructor(around: Surroundings, record: BucketRecord) {
    this.#around = around;
    this.#record = record;
    this.uploads = new Uploads(around);
  }

  /** Loads a bucket and sweeps away files that no object owns, as a kill between two renames leaves them. */
  static async load(around: Surroundings, record: BucketRecord): Promise<Bucket> {
    const bucket = new Bucket(around, record);
    const index = await filesBelow(join(around.folder, 'index'));
    const records = await Promise.all(
      index.map((path) => readJson<ObjectRecord>(join(around.folder, 'index', path))),
    );
    const owned = new Set<string>();
    for (const object of records) {
      if (!object) continue;
      bucket.#objects.set(object.key, object);
      owned.add(object.path);
    }
    const orphans = (await filesBelow(bucket.#files)).filter((path) => !owned.has(path));
    await Promise.all(orphans.map((path) => removeFile(bucket.#files, path)));
    const expired = [...bucket.#objects.keys()].filter((key) => !bucket.find(key));
    await Promise.all(expired.map((key) => bucket.delete(key)));
    await bucket.uploads.load();
    return bucket;
  }

  get record(): BucketRecord {
    return this.#record;
  }

  get #files(): string {
    return join(this.#around.folder, 'files');
  }

  #indexPath(key: string): string {
    const name = hashedName(key);
    return join(this.#around.folder, 'index', name.slice(0, 2), `${name}.json`);
  }

  /** Replaces the settings named and leaves the others. */
  async configure(settings: BucketSettings): Promise<void> {
    this.#record = { ...this.#record, ...settings };
    await replaceJson(this.#around.incoming, join(this.#around.folder, 'bucket.json'), this.#record);
  }

  /** The object of that key, or undefined. */
  find(key: string): ObjectRecord | undefined {
    const object = this.#objects.get(key);
    if (!object || !hasExpired(object, this.#record.lifecycle, this.#around.now())) return object;
    return undefined;
  }

  /** The object of that key; throws NoSuchKey. */
  get(key: string): ObjectRecord {
    const object = this.find(key);
    if (!object) throw new S3Error('NoSuchKey', undefined, { Key: key });
    return object;
  }

  /** The keys in S3's order, expired objects left out. */
  keys(): readonly string[] {
    this.#sorted ??= [...this.#objects.keys()].sort(compareKeys);
    return this.#record.lifecycle ? this.#sorted.filter((key) => this.find(key)) : this.#sorted;
  }

  /** The object and its bytes, of one and the same version. */
  async open(key: string): Promise<{ object: ObjectRecord; handle: FileHandle }> {
    for (;;) {
      const object = this.get(key);
      const handle = await openFile(join(this.#files, object.path));
      if (handle) return { object, handle };
      // Overwritten between the two lines above: then the index has another path by now.
      if (this.find(key) === object)
        throw new S3Error('InternalError', `The bytes of ${key} are missing on disk.`);
    }
  }

  /**
   * Runs a write under its conditions: they are checked before the bytes are taken in and again when the write
   * is committed; a delete in between is a conflict.
   */
  async write(
    key: string,
    conditions: WriteConditions,
    receive: (commit: Commit) => Promise<ObjectRecord>,
  ): Promise<ObjectRecord> {
    checkWrite(this.find(key), conditions);
    const conditional = conditions.ifMatch !== undefined || conditions.ifNoneMatch !== undefined;
    const write: PendingWrite = { overtaken: false };
    const others = this.#pending.get(key) ?? new Set();
    this.#pending.set(key, others.add(write));
    try {
      return await receive((file, draft) =>
        this.#inTurn(key, async () => {
          if (conditional && write.overtaken) throw new S3Error('ConditionalRequestConflict');
          checkWrite(this.find(key), conditions);
          return this.#commit({ ...draft, key }, file);
        }),
      );
    } finally {
      others.delete(write);
      if (others.size === 0) this.#pending.delete(key);
    }
  }

  async #commit(draft: Omit<ObjectRecord, 'path' | 'modified'>, file: IncomingFile): Promise<ObjectRecord> {
    if (this.#removed) throw new S3Error('NoSuchBucket');
    const object = { ...draft, path: pathForKey(draft.key), modified: this.#around.now() };
    await file.moveTo(join(this.#files, object.path));
    await this.#keep(object);
    return object;
  }

  async #keep(object: ObjectRecord): Promise<void> {
    try {
      await replaceJson(this.#around.incoming, this.#indexPath(object.key), object);
    } catch (error) {
      // Bytes without an entry would take up room until the next start.
      await removeFile(this.#files, object.path);
      throw error;
    }
    const before = this.#objects.get(object.key);
    this.#objects.set(object.key, object);
    if (!before) this.#sorted = undefined;
    else if (before.path !== object.path) await removeFile(this.#files, before.path);
  }

  /** Deletes an object; deleting nothing is no error. */
  async delete(key: string, ifMatch?: string): Promise<void> {
    await this.#inTurn(key, async () => {
      checkDelete(this.find(key), ifMatch);
      const object = this.#objects.get(key);
      if (!object) return;
      for (const write of this.#pending.get(key) ?? []) write.overtaken = true;
      await rm(this.#indexPath(key), { force: true });
      this.#objects.delete(key);
      this.#sorted = undefined;
      await removeFile(this.#files, object.path);
    });
  }

  /** Removes the whole bucket, which must be empty. */
  async remove(): Promise<void> {
    if (this.keys().length > 0) throw new S3Error('BucketNotEmpty');
    this.#removed = true;
    await rm(this.#around.folder, { recursive: true, force: true });
  }

  async #inTurn<T>(key: string, run: () => Promise<T>): Promise<T> {
    const turn = (this.#queues.get(key) ?? Promise.resolve()).then(run, run);
    this.#queues.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#queues.get(key) === turn) this.#queues.delete(key);
    }
  }
}

/** Makes received bytes the object of the key, in one step. */
export type Commit = (
  file: IncomingFile,
  draft: Omit<ObjectRecord, 'key' | 'path' | 'modified'>,
) => Promise<ObjectRecord>;

import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Error } from '../errors.ts';
import { Bucket } from './bucket.ts';
import { IncomingFile, readJson, replaceJson } from './object-files.ts';
import type { BucketRecord, BucketSettings } from './records.ts';

const validName = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** All buckets of one data folder. Nothing outside that folder is ever touched. */
export class Store {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();
  /** Buckets are made and removed one at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  /** Opens a data folder and forgets uploads that a kill cut short. */
  static async open(folder: string, now: () => number): Promise<Store> {
    const store = new Store(folder, now);
    await rm(store.#incoming, { recursive: true, force: true });
    await mkdir(store.#incoming, { recursive: true });
    await mkdir(join(folder, 'buckets'), { recursive: true });
    for (const name of await readdir(join(folder, 'buckets'))) {
      const record = await readJson<BucketRecord>(join(folder, 'buckets', name, 'bucket.json'));
      if (record) store.#buckets.set(name, await Bucket.load(store.#surroundings(name), record));
    }
    return store;
  }

  get #incoming(): string {
    return join(this.#folder, 'incoming');
  }

  #surroundings(name: string): { folder: string; incoming: string; now: () => number } {
    return { folder: join(this.#folder, 'buckets', name), incoming: this.#incoming, now: this.#now };
  }

  /** All buckets by name. */
  buckets(): Bucket[] {
    return [...this.#buckets.keys()].sort().flatMap((name) => this.#buckets.get(name) ?? []);
  }

  /** The bucket of that name; throws NoSuchBucket. */
  bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (!bucket) throw new S3Error('NoSuchBucket', undefined, { BucketName: name });
    return bucket;
  }

  /** True when there is such a bucket. */
  has(name: string): boolean {
    return this.#buckets.has(name);
  }

  /** Makes a bucket; throws when its name is not allowed or taken. */
  async create(name: string, settings: BucketSettings & { region?: string | undefined }): Promise<void> {
    if (!validName.test(name)) throw new S3Error('InvalidBucketName', undefined, { BucketName: name });
    await this.#inTurn(async () => {
      if (this.has(name)) throw new S3Error('BucketAlreadyOwnedByYou', undefined, { BucketName: name });
      const around = this.#surroundings(name);
      const record: BucketRecord = { name, created: this.#now(), ...settings };
      await replaceJson(this.#incoming, join(around.folder, 'bucket.json'), record);
      this.#buckets.set(name, await Bucket.load(around, record));
    });
  }

  /** Removes an empty bucket. */
  async remove(name: string): Promise<void> {
    await this.#inTurn(async () => {
      await this.bucket(name).remove();
      this.#buckets.delete(name);
    });
  }

  #inTurn(run: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(run, run);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Runs `use` with a file that vanishes afterwards unless it was moved to its place. */
  async withIncoming<T>(use: (file: IncomingFile) => Promise<T>): Promise<T> {
    const file = await IncomingFile.open(this.#incoming);
    try {
      return await use(file);
    } finally {
      await file.dispose();
    }
  }
}

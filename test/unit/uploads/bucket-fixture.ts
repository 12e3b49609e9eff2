import { randomBytes } from 'node:crypto';
import { DeleteObjectsCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { deleteUpload } from '#actions/files/delete-upload.ts';
import { expireUploads } from '#actions/files/expire-uploads.ts';
import { removeOrphans } from '#actions/files/remove-orphans.ts';
import { storeUpload } from '#actions/files/store-upload.ts';
import type { CountedUploadDependencies } from '#actions/files/upload-dependencies.ts';
import type { Owner, TaskId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Upload } from '#domain/files/upload.ts';
import { uploadBytes } from '#storage/limits/upload-bytes.ts';
import { bucketMarker, MARKER_KEY } from '#storage/objects/bucket-marker.ts';
import { dropObject } from '#storage/objects/drop-object.ts';
import { objectList } from '#storage/objects/object-list.ts';
import { walkStore } from '#storage/files/walk-store.ts';
import type { Table } from '#storage/table/table-port.ts';
import { uploadParts, type PartedFile } from '#storage/objects/upload-parts.ts';
import { objectRemoval } from '#storage/objects/upload-removal.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { uploadWriter } from '#storage/objects/upload-writer.ts';
import { aLocalBucket } from '../../local-bucket.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { defaultMediaStore } from '../../media-store-name.ts';
import { aPicture } from '../../sample-media.ts';

export const ana = 'ana' as Owner;
export const aTaskId = (n: number): TaskId => n.toString(16).padStart(32, '0') as TaskId;
export const DAY_MS = 24 * 3600_000;
export const HOUR_MS = 3600_000;

type Trip = (table: Table) => Partial<Table>;

/** Tasks as far as the cleanup asks for them. */
function knownTasks() {
  const tasks = new Map<string, 'PENDING' | 'SUCCESS'>();
  /** What settled tasks have stored. */
  const stored = new Map<string, readonly string[]>();
  const load = async (_owner: Owner, id: TaskId): Promise<TaskSnapshot | undefined> => {
    const status = tasks.get(id);
    if (status === undefined) return undefined;
    const outputs = stored.get(id)?.map((key) => ({ state: 'stored', file: { key } }));
    const settlement = outputs === undefined ? undefined : { prices: [], final: true };
    return { task: { id, status, settlement }, outputs: outputs ?? [] } as unknown as TaskSnapshot;
  };
  return { tasks, stored, load };
}

/** The bucket as the cleanup sees it. After time was moved the client is another one: so each call asks for it. */
function bucketPorts(s3: Awaited<ReturnType<typeof aLocalBucket>>) {
  const bucket = () => [s3.client, 'media'] as const;
  return {
    bucket,
    objects: { removeAll: (keys: readonly string[]) => objectRemoval(...bucket()).removeAll(keys) },
    /** The client is asked for with each call. */
    parts: {
      abandon: (file: PartedFile) => uploadParts(...bucket()).abandon(file),
    },
    drop: (key: string) => dropObject(...bucket())(key),
    marker: {
      read: () => bucketMarker(...bucket()).read(),
      claim: (name: string) => bucketMarker(...bucket()).claim(name),
    },
    list: { page: (after: string, limit: number) => objectList(...bucket()).page(after, limit) },
  };
}

/** Uploads on a real local S3, strict where that is the default store, and a table in memory, on a clock that only the test moves; no function in between. */
export async function aBucketWorld(trip: Trip = () => ({})) {
  const s3 = await aLocalBucket(defaultMediaStore() === 'r2' ? { strict: 'r2' } : {});
  const memory = new MemoryTable();
  const plain = memoryTable(memory);
  const table: Table = { ...plain, ...trip(plain) };
  const counts = new Map<string, number>();
  const { tasks, stored, load } = knownTasks();
  const dependencies: CountedUploadDependencies = {
    uploads: uploadStore(table),
    uploadBytes: uploadBytes(table, {}),
    clock: { now: () => s3.clock.now(), sleep: async () => undefined },
    random: { hex128: () => randomBytes(16).toString('hex'), fraction: () => 0.5, secret256: () => '' },
    log: {
      info: () => undefined,
      warn: () => undefined,
      count: (name, by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by),
      measure: () => undefined,
    },
    life: { days: 3, keepDays: 30 },
  };
  const { bucket, drop, objects, parts, marker, list } = bucketPorts(s3);
  const place = walkStore(table, 'orphans');

  return {
    s3,
    table,
    /** Names of all partitions. */
    partitions: () => memory.partitions(''),
    dependencies,
    counts,
    tasks,
    stored,
    objects,
    store: async (more: { keep?: boolean } = {}): Promise<Upload> =>
      storeUpload({ ...dependencies, writer: uploadWriter(...bucket()), drop })({
        owner: ana,
        fileName: 'a.png',
        bytes: await aPicture(),
        ...more,
      }),
    use: (upload: Upload, taskId: TaskId, forMs: number) =>
      dependencies.uploads.use(upload, { taskId, until: isoTime(s3.clock.now() + forMs) }),
    remove: deleteUpload({ ...dependencies, objects, parts, tasks: { load } }),
    expire: (more: Partial<Parameters<typeof expireUploads>[0]> = {}, giveUpAt = Infinity) =>
      expireUploads({ ...dependencies, objects, parts, ...more })(giveUpAt),
    /** Walks through the bucket, with removal switched on unless told otherwise. */
    orphans: ({ removes = true } = {}) =>
      removeOrphans({ ...dependencies, objects, place, marker, list, removes, tasks: { load } })(),
    put: (key: string, body: string | Buffer = 'x') =>
      s3.client.send(new PutObjectCommand({ Bucket: 'media', Key: key, Body: body })),
    /** All keys but that of the marker. */
    async keys(): Promise<string[]> {
      const { Contents = [] } = await s3.client.send(new ListObjectsV2Command({ Bucket: 'media' }));
      return Contents.map(({ Key = '' }) => Key).filter((key) => key !== MARKER_KEY);
    },
    wipe: (keys: readonly string[]) =>
      s3.client.send(
        new DeleteObjectsCommand({ Bucket: 'media', Delete: { Objects: keys.map((Key) => ({ Key })) } }),
      ),
    advance: (ms: number) => s3.advance(ms),
    end: () => s3.end(),
  };
}

export type BucketWorld = Awaited<ReturnType<typeof aBucketWorld>>;

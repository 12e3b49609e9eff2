import { countArrival } from '#actions/files/count-arrival.ts';
import type { Failure } from '#domain/error.ts';
import { arrived, type Upload } from '#domain/files/upload.ts';
import type { Owner, UploadId } from '#domain/ids.ts';
import type { OwnerLimits } from '#domain/limits/owner-limits.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { limitsKey } from '#storage/limits/limit-store.ts';
import { uploadBytes } from '#storage/limits/upload-bytes.ts';
import type { Table, WriteResult } from '#storage/table/table-port.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

export const ana = 'ana' as Owner;
export const DAY = '2026-01-05';
export const NOON = Date.parse(`${DAY}T12:00:00.000Z`);
export const MIDNIGHT = Date.parse('2026-01-06T00:00:00.000Z');
const life = { days: 3, keepDays: 30 };
const log = {
  info: () => undefined,
  warn: () => undefined,
  count: () => undefined,
  measure: () => undefined,
};
const arrival = (bytes: number) => ({ key: 'k', contentType: 'image/png', bytes, sha256: '' }) as const;

/** Why something was refused. */
export const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => {
      throw new Error('It was not refused');
    },
    (error: unknown) => error as Failure,
  );

/** What is done before, or instead of, a transaction. */
type Trip = (transact: () => Promise<WriteResult>) => Promise<WriteResult>;

/** A day of ana's, over a table in memory. */
export class ByteWorld {
  now = NOON;
  slept = 0;
  readonly memory = new MemoryTable();
  /** For the next transactions. */
  meanwhile: Trip[] = [];

  counting(usual: OwnerLimits = {}) {
    const plain = memoryTable(this.memory);
    const table: Table = {
      ...plain,
      transact: async (writes) => {
        const trip = this.meanwhile.shift();
        return trip === undefined ? plain.transact(writes) : trip(() => plain.transact(writes));
      },
    };
    const sleep = async (ms: number): Promise<void> => {
      this.slept += 1;
      this.now += ms;
    };
    return countArrival({
      uploads: uploadStore(table),
      uploadBytes: uploadBytes(table, usual),
      clock: { now: () => this.now, sleep },
      random: { fraction: () => 0.5, hex128: () => '', secret256: () => '' },
      log,
      life,
    });
  }

  limit(uploadBytesPerDay: number): void {
    this.memory.write({ type: 'put', row: { ...limitsKey(ana), uploadBytesPerDay, rev: 1 } });
  }

  taken(day = DAY): unknown {
    return this.memory.get({ ...limitsKey(ana), sk: `bytes#${day}` })?.['taken'];
  }

  stored({ id }: Upload): unknown {
    return this.memory.get({ pk: `upload#ana#${id}`, sk: 'upload' })?.['status'];
  }

  pending(n: number): Upload {
    return {
      id: n.toString(16).padStart(32, '0') as UploadId,
      owner: ana,
      status: 'pending',
      fileName: 'boat.png',
      createdAt: new Date(this.now).toISOString(),
      expiresAt: new Date(this.now + 3_600_000).toISOString(),
      uses: 0,
    };
  }

  ready(n: number, bytes: number): Upload {
    return arrived(this.pending(n), arrival(bytes), { now: this.now, life });
  }

  makeReady(
    counted: ReturnType<typeof countArrival>,
    upload: Upload,
    bytes: number,
  ): Promise<Upload | undefined> {
    return counted.amend(upload, (current, at) => arrived(current, arrival(bytes), { now: at, life }));
  }
}

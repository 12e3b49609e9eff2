import type { Owner } from '#domain/ids.ts';
import { countEndsAt, type UploadBytes } from '#domain/limits/upload-bytes.ts';
import type { Key, Table, Write } from '../table/table-port.ts';
import { limitsKey, readOwnLimits } from './limit-store.ts';

const countKey = (owner: Owner, day: string): Key => ({ pk: limitsKey(owner).pk, sk: `bytes#${day}` });

/**
 * What goes with an upload that becomes ready, where its owner's bytes are limited: refused where others have taken what it
 * needs. It has to fit into what was read, for a row that is missing refuses nothing.
 */
function takingWrites(owner: Owner, { day, limit }: UploadBytes, bytes: number): readonly Write[] {
  if (limit === undefined) return [];
  return [
    {
      type: 'add',
      key: countKey(owner, day),
      add: { taken: bytes },
      set: { expiresAtSeconds: countEndsAt(day) },
      when: { belowOrMissing: { taken: limit - bytes + 1 } },
    },
  ];
}

/** Counts the bytes of uploads, where a limit is in force for their owner. `usual` holds where none is set for him. */
export const uploadBytes = (table: Table, usual: number | undefined) => {
  const readOwn = readOwnLimits(table);
  return {
    takingWrites,

    /** What holds for an owner, and what he has brought on a day. */
    async read(owner: Owner, day: string): Promise<UploadBytes> {
      const limit = (await readOwn(owner)).uploadBytesPerDay ?? usual;
      if (limit === undefined) return { day, taken: 0 };
      const taken = (await table.get(countKey(owner, day)))?.['taken'];
      return { day, limit, taken: typeof taken === 'number' ? taken : 0 };
    },
  };
};

export type UploadByteStore = ReturnType<typeof uploadBytes>;

import type { Owner } from '#domain/ids.ts';
import type { OwnerLimits } from '#domain/limits/owner-limits.ts';
import { countEndsAt, countsBytes, type CountedFile, type UploadBytes } from '#domain/limits/upload-bytes.ts';
import type { Key, Table, Write } from '../table/table-port.ts';
import { keyCount, keyCountsIn } from './key-counts.ts';
import { limitsKey, readOwnLimits } from './limit-store.ts';

const countKey = (owner: Owner, day: string): Key => ({ pk: limitsKey(owner).pk, sk: `bytes#${day}` });

/**
 * What goes with an upload that becomes ready, where its owner's bytes are limited: refused where others have taken what it
 * needs. It has to fit into what was read, for a row that is missing refuses nothing.
 */
function takingWrites(owner: Owner, seen: UploadBytes, { bytes, keyId }: CountedFile): readonly Write[] {
  if (!countsBytes(seen)) return [];
  const { day, limit, keyLimit } = seen;
  const roomIn = (most: number): number => most - bytes + 1;
  const belowOrMissing = {
    ...(limit === undefined ? {} : { taken: roomIn(limit) }),
    ...(keyLimit === undefined || keyId === undefined ? {} : { [keyCount(keyId)]: roomIn(keyLimit) }),
  };
  return [
    {
      type: 'add',
      key: countKey(owner, day),
      add: { taken: bytes, ...(keyId === undefined ? {} : { [keyCount(keyId)]: bytes }) },
      set: { expiresAtSeconds: countEndsAt(day) },
      ...(Object.keys(belowOrMissing).length === 0 ? {} : { when: { belowOrMissing } }),
    },
  ];
}

/** Counts the bytes of uploads, where a limit is in force for their owner. `usual` holds where none is set for him. */
export const uploadBytes = (table: Table, usual: OwnerLimits) => {
  const readOwn = readOwnLimits(table);
  return {
    takingWrites,

    /** What holds for an owner, and what he has brought on a day. */
    async read(owner: Owner, day: string): Promise<UploadBytes> {
      const { uploadBytesPerDay: limit, keyUploadBytesPerDay: keyLimit } = {
        ...usual,
        ...(await readOwn(owner)),
      };
      const limits: UploadBytes = {
        day,
        ...(limit === undefined ? {} : { limit }),
        ...(keyLimit === undefined ? {} : { keyLimit }),
        taken: 0,
        ofKeys: {},
      };
      if (!countsBytes(limits)) return limits;
      const row = (await table.get(countKey(owner, day))) ?? {};
      const taken: unknown = Reflect.get(row, 'taken');
      return { ...limits, taken: typeof taken === 'number' ? taken : 0, ofKeys: keyCountsIn(row) };
    },
  };
};

export type UploadByteStore = ReturnType<typeof uploadBytes>;

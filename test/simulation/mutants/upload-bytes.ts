import type { Mutant } from './mutant.ts';

const rows = 'shared/storage/limits/upload-bytes.ts';
const counting = 'shared/actions/files/count-arrival.ts';
const full = 'files that come every way until the day is full, and the next day';
const twoKeys = 'files that come with two keys, until the day of one is full';
const midnight = 'files that come at midnight';

/** Defects in how bytes of uploads are counted. */
export const uploadByteMutants: readonly Mutant[] = [
  {
    name: 'bytes are taken whatever the limit',
    patches: [
      {
        file: rows,
        find: '...(limit === undefined ? {} : { taken: roomIn(limit) }),',
        replace: '',
      },
    ],
    hint: { scenario: midnight },
  },
  {
    name: 'bytes of a key are taken whatever its limit',
    patches: [
      {
        file: rows,
        find: '...(keyLimit === undefined || keyId === undefined ? {} : { [keyCount(keyId)]: roomIn(keyLimit) }),',
        replace: '',
      },
    ],
    hint: { scenario: twoKeys },
  },
  {
    name: 'a file is not counted for its key',
    patches: [
      {
        file: counting,
        find: '...(keyId === undefined ? {} : { keyId }),',
        replace: '',
      },
    ],
    hint: { scenario: twoKeys },
  },
  {
    name: 'a file that is completed is not counted',
    patches: [
      {
        file: 'shared/actions/files/complete-upload.ts',
        find: 'await counted.amend(upload, (current, now) => arrived(current, arrival, { now, life }));',
        replace:
          'await uploads.amend(upload, (current) => arrived(current, arrival, { now: clock.now(), life }));',
      },
    ],
    hint: { scenario: full },
  },
  {
    name: 'a file that was fetched is counted once more by each visit',
    patches: [
      {
        file: 'shared/storage/files/upload-store.ts',
        find: "  if (next === seen.upload) return { outcome: 'done', upload: next };\n  const when",
        replace: '  const when',
      },
    ],
    hint: { scenario: full, at: 'fetch-upload' },
  },
  {
    name: 'the day ends an hour late',
    patches: [
      {
        file: counting,
        find: 'const seen = await uploadBytes.read(owner, dayOf(uploadedAt));',
        replace:
          'const seen = await uploadBytes.read(owner, dayOf(isoTime(Date.parse(uploadedAt) - 3_600_000)));',
      },
    ],
    hint: { scenario: midnight },
  },
  {
    name: 'the day is the one on which the address was given',
    patches: [
      {
        file: counting,
        find: 'return uploadBytes.takingWrites(address.owner, seen, file);',
        replace:
          'return uploadBytes.takingWrites(address.owner, { ...seen, day: dayOf(next.createdAt) }, file);',
      },
    ],
    hint: { scenario: midnight },
  },
  {
    name: 'what was stored although its answer was lost is dropped',
    patches: [
      {
        file: 'shared/storage/files/upload-store.ts',
        find: "  if ((await readUpload(table, upload))?.upload.createdAt === upload.createdAt) return 'done';\n  if (outcome",
        replace: '  if (outcome',
      },
    ],
    hint: { scenario: full, at: 'create-upload' },
  },
];

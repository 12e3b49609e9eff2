import type { Mutant } from './mutant.ts';

const together = { scenario: 'two versions of the code at once', seeds: 4 };

/** Defects in how rows of another version are treated. */
export const versionMutants: readonly Mutant[] = [
  {
    name: 'a task or job is written from what was read of it alone',
    patches: [
      {
        file: 'shared/storage/table/versioned-row.ts',
        find: 'stored === undefined || before === undefined ? next : rewrittenRow(stored, before, next);',
        replace: 'next ?? rewrittenRow(stored ?? next, before ?? next, next);',
      },
    ],
    hint: together,
  },
  {
    name: 'an output is written from what was read of it alone',
    patches: [
      {
        file: 'shared/storage/tasks/task-store.ts',
        find: 'before === undefined ? next : rewrittenRow(stored, before, next);',
        replace: 'next ?? rewrittenRow(stored, before ?? next, next);',
      },
    ],
    hint: together,
  },
  {
    name: 'a word without a name is written over by what it was read as',
    patches: [
      {
        file: 'shared/storage/table/rewritten-row.ts',
        find: 'if (Object.is(before, next)) return stored;',
        replace: 'if (Object.is(before, next)) return next;',
      },
    ],
    hint: together,
  },
];

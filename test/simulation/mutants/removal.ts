import type { Mutant } from './mutant.ts';

/** Defects in what becomes of the files of tasks that are removed or canceled. */
export const removalMutants: readonly Mutant[] = [
  {
    name: 'rows are removed before their objects',
    patches: [
      {
        file: 'shared/actions/tasks/delete-task.ts',
        find: 'if ((await objects.removeAll(keys)).size > 0) throw',
        replace:
          'await tasks.remove(snapshot.task);\n    if ((await objects.removeAll(keys)).size > 0) throw',
      },
    ],
    hint: { scenario: 'made and deleted', at: 'media.removeAll' },
  },
  {
    name: 'only files that a row names are removed with their task',
    patches: [
      {
        file: 'shared/actions/files/task-objects.ts',
        find: '...listed.flatMap(objectsAt)',
        replace: '',
      },
    ],
    hint: {
      scenario: 'canceled between two visits of Finalize, and deleted',
      at: 'table.write#output',
      seeds: 4,
    },
  },
  {
    name: 'an open task may be deleted',
    patches: [
      {
        file: 'shared/actions/tasks/delete-task.ts',
        find: 'if (mayDeliver(snapshot.task)) {',
        replace: 'if (snapshot.task.run > 1e9) {',
      },
      {
        file: 'shared/actions/tasks/retry-task.ts',
        find: `if (task.status !== 'FAILED' && task.status !== 'CANCELED') {`,
        replace: `if (task.run > 1e9) {`,
      },
    ],
    hint: { scenario: 'canceled while it runs, then deleted at once' },
  },
  {
    name: 'what is written for a task after its removal stays',
    patches: [
      {
        file: 'shared/actions/tasks/delete-task.ts',
        find: 'const mayBeVisited = visitedUntil(snapshot.task) > now;',
        replace: 'const mayBeVisited = visitedUntil(snapshot.task) < 0;',
      },
    ],
    hint: { scenario: 'deleted before a second invocation has recorded its file' },
  },
  {
    name: 'thumbnails outlive their task',
    patches: [
      {
        file: 'shared/domain/files/output-objects.ts',
        find: '...thumbnailSizes.flatMap((size) => thumbnailKey(key, size) ?? []),',
        replace: '...thumbnailSizes.slice(2).flatMap((size) => thumbnailKey(key, size) ?? []),',
      },
    ],
    hint: { scenario: 'made and deleted' },
  },
  {
    name: 'a file that was kept while its task was canceled stays for ever',
    patches: [
      {
        file: 'shared/actions/files/remove-orphans.ts',
        find: '(isSettled(snapshot.task) && !objectsOf(snapshot.outputs).includes(key))',
        replace: '(isSettled(snapshot.task) && objectsOf(snapshot.outputs).length > 1e9)',
      },
    ],
    hint: {
      scenario: 'canceled while its files come in, and the bucket walked through',
      at: 'finalize-task',
    },
  },
  {
    name: 'a file that an earlier task has left is taken for a new one’s',
    patches: [
      {
        file: 'shared/actions/workflow/archive-output.ts',
        find: 'const place = { keyOf: keyFor(snapshot, n), task: snapshot.task };',
        replace: 'const place = { keyOf: keyFor(snapshot, n), task: {} };',
      },
    ],
    hint: { scenario: 'made anew before a second invocation has stored the file of the one before' },
  },
];

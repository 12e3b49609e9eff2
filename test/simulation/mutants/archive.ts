import type { Mutant } from './mutant.ts';

const finalize = 'shared/actions/workflow/finalize-task.ts';
const archive = 'shared/actions/workflow/archive-output.ts';

/** Defects in how results are kept. */
export const archiveMutants: readonly Mutant[] = [
  {
    name: 'a list shows a task without the files that came with its end',
    patches: [
      {
        file: 'shared/actions/workflow/close-task.ts',
        find: 'faceOf: (task) => lastFaceOf({ ...snapshot, task, outputs }),',
        replace: 'faceOf: (task) => lastFaceOf({ ...snapshot, task }),',
      },
    ],
    hint: { scenario: 'a picture by callback' },
  },
  {
    name: 'a task succeeds before all its files are kept',
    patches: [
      {
        file: finalize,
        find: `if (results.includes('again'))`,
        replace: `if (results.length > 1e9)`,
      },
    ],
    hint: { scenario: 'five files of one call' },
  },
  {
    name: 'every file of a task has the same name',
    patches: [
      {
        file: 'shared/domain/files/archive-key.ts',
        find: "const suffix = n === 1 ? '' : `-${n}`;",
        replace: "const suffix = n === 1 ? '' : '';",
      },
    ],
    hint: { scenario: 'four pictures, two calls at a time' },
  },
  {
    name: 'a file is recorded before it is kept',
    patches: [
      {
        file: archive,
        find: '    const outcome = await outcomeOf(snapshot, wanted);',
        replace: `    const early = { key: keyFor(snapshot, n)('image/png') };
    const file = { ...early, media: 'image', contentType: 'image/png', bytes: 1, sha256: '' } as const;
    await record(snapshot, wanted, { state: 'stored', file });
    const outcome = await outcomeOf(snapshot, wanted);`,
      },
    ],
    hint: { scenario: 'a picture by callback' },
  },
  {
    name: 'the first failure of a source is final',
    patches: [
      {
        file: 'shared/domain/tasks/archive-patience.ts',
        find: `if (believed.has(fault) && isBelieved(before, tries, now))`,
        replace: `if (fault !== 'store')`,
      },
    ],
    hint: { scenario: 'a picture by callback', at: 'source.open' },
  },
  {
    name: 'a loss is final after ten minutes, whatever the reason',
    patches: [
      {
        file: 'shared/domain/tasks/archive-patience.ts',
        find: `if (believed.has(fault) && isBelieved(before, tries, now))`,
        replace: `if (isBelieved({ ...tries, isDead: true }, tries, now))`,
      },
    ],
    hint: { scenario: 'files that cannot be reached for three hours' },
  },
  {
    name: 'a fault of our store counts against the output',
    patches: [
      {
        file: 'shared/domain/tasks/archive-patience.ts',
        find: `if (fault === 'store') return { since, failures, ...tries };`,
        replace: '',
      },
      {
        file: 'shared/domain/tasks/archive-patience.ts',
        find: `if (believed.has(fault) && isBelieved(before, tries, now))`,
        replace: `if (fault === 'store' && isBelieved({ ...tries, isDead: true }, tries, now))`,
      },
    ],
    hint: { scenario: 'a store that is down for an hour' },
  },
  {
    name: 'what is given up provisionally is never looked at again',
    patches: [
      {
        file: 'shared/domain/tasks/task-end.ts',
        find: 'const openOutputs = outputs.filter(isProvisional).length;',
        replace: 'const openOutputs = outputs.filter(isProvisional).length * 0;',
      },
    ],
    hint: { scenario: 'a store that is down for an hour' },
  },
  {
    name: 'a result that came home leaves its task failed',
    patches: [
      {
        file: 'shared/domain/tasks/task-end.ts',
        find: 'const mayChange = task.status ===',
        replace: 'const mayChange = task.run > 1e9 && task.status ===',
      },
    ],
    hint: { scenario: 'a store that is down for an hour' },
  },
  {
    name: 'what was asked for anew is forgotten',
    patches: [
      {
        file: 'shared/actions/workflow/judge-check.ts',
        find: "[{ type: 'result-refreshed', result }]",
        replace: "[{ type: 'result-refreshed', result: { ...result, outputs: [] } }]",
      },
    ],
    hint: { scenario: 'files that have moved' },
  },
  {
    name: 'a success without a file is never asked about again',
    patches: [
      {
        file: 'shared/actions/workflow/judge-check.ts',
        find: 'emptyMs(checked) < EMPTY_PATIENCE_MS',
        replace: 'emptyMs(checked) < 0',
      },
    ],
    hint: { scenario: 'a job whose files are named four minutes after its end' },
  },
  {
    name: 'what came beside the result is thrown away',
    patches: [
      {
        file: 'shared/providers/kie/results.ts',
        find: '(found.length === 0 ? [] : beside)',
        replace: '(found.length === 0 ? [] : beside.slice(1e9))',
      },
    ],
    hint: { scenario: 'a file beside the result' },
  },
  {
    name: 'what came beside the result decides about the task',
    patches: [
      {
        file: 'shared/domain/tasks/task-end.ts',
        find: 'const results = outputs.filter(isResult);',
        replace: 'const results = outputs.filter((output) => output.n > 0 || isResult(output));',
      },
    ],
    hint: { scenario: 'a file beside the result that is gone' },
  },
  {
    name: 'a lost file is not worth mentioning',
    patches: [
      {
        file: 'shared/domain/tasks/task-end.ts',
        find: 'if (first === undefined) return lossOf(results);',
        replace: 'if (first === undefined) return undefined;',
      },
    ],
    hint: { scenario: 'a file that is gone' },
  },
  {
    name: 'outputs of a canceled task are kept against its owner’s wish',
    patches: [
      {
        file: 'shared/domain/tasks/finalization.ts',
        find: `task.status !== 'CANCELED' || request.keepOutputs === true`,
        replace: `task.status !== 'CANCELED' || request.keepOutputs !== true`,
      },
    ],
    hint: { scenario: 'canceled while it runs, outputs kept' },
  },
  {
    name: 'late results are not queried',
    patches: [
      {
        file: 'shared/domain/tasks/late-looks.ts',
        find: 'return next === undefined ? withoutLook(task) : { ...task, lookAt: next };',
        replace: 'return next === undefined ? task : withoutLook(task);',
      },
    ],
    hint: { scenario: 'a job that comes very late' },
  },
  {
    name: 'the provider is told of a file that it cannot read',
    patches: [
      {
        file: 'shared/actions/workflow/submit-generation.ts',
        find: 'return { ...snapshot, request: { ...snapshot.request, input: prepared.input } };',
        replace: 'return snapshot;',
      },
    ],
    hint: { scenario: 'a picture made from an upload, and another from a third party’s picture' },
  },
];

import type { Mutant } from './mutant.ts';

const scenario = 'a call that is answered with two files';

/** Defects of what is done with an answer that is the result itself. */
export const answerMutants: readonly Mutant[] = [
  {
    name: 'an answered call is made again',
    patches: [
      {
        file: 'shared/actions/workflow/send-job.ts',
        find: '        ? await recordAnswer(task, claimed, outcome)',
        replace: `        ? await recordAnswer(task, claimed, outcome).finally(() => call(snapshot, turn, claimed.secret))`,
      },
    ],
    hint: { scenario: 'a call that is answered with a file of an odd kind, and one with none' },
  },
  {
    name: 'a file of an answer is given up while it may still be kept',
    patches: [
      {
        file: 'shared/domain/tasks/finalization.ts',
        find: 'return Math.max(0, Math.ceil((inFlightUntil(claim) - now) / 1000));',
        replace: 'return Math.min(0, inFlightUntil(claim) - now);',
      },
    ],
    hint: { scenario, at: 'media.keep@submit-generation' },
  },
  {
    name: 'a file of an answer is not looked for',
    patches: [
      {
        file: 'shared/actions/workflow/archive-output.ts',
        find: '    if (file === undefined) return undefined;\n',
        replace: '    if (file === undefined || snapshot.task.run > 0) return undefined;\n',
      },
    ],
    hint: { scenario, at: 'table.write#output@submit-generation' },
  },
];

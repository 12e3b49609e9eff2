import type { Mutant } from './mutant.ts';

const repair = 'shared/domain/tasks/repair.ts';

/** Defects in what is done about executions that were never started, or have ended before their task. */
export const executionMutants: readonly Mutant[] = [
  {
    name: 'who follows an execution starts no other',
    patches: [
      {
        file: 'shared/actions/workflow/follow-execution.ts',
        find: `await workflow.start(amended.value);
    log.warn('execution followed`,
        replace: `log.warn('execution followed`,
      },
      {
        file: repair,
        find: 'return rerunTask(task, { occasion, attempt, lookAt: isoTime(now + RERUN_LOOK_MS) });',
        replace: 'return withoutLook(rerunTask(task, { occasion, attempt, lookAt: isoTime(now) }));',
      },
      {
        file: repair,
        find: 'needsVisit, withComingLook }',
        replace: 'needsVisit, withComingLook, withoutLook }',
      },
    ],
    hint: { scenario: 'a picture by callback', at: 'enter.' },
  },
];

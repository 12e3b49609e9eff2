import type { Mutant } from './mutant.ts';

const repair = 'shared/domain/tasks/repair.ts';

/** Defects in how tasks end that no execution brings to their end. */
export const stuckMutants: readonly Mutant[] = [
  {
    name: 'an execution that runs is trusted to bring its task to an end',
    patches: [
      {
        file: repair,
        find: 'now - Date.parse(task.overdueSince) >= LONGEST_VISIT_MS;',
        replace: 'now - Date.parse(task.overdueSince) >= 1e12;',
      },
    ],
    hint: { scenario: 'a query that always throws' },
  },
  {
    name: 'a late look may take as long as it likes',
    patches: [
      {
        file: repair,
        find: 'settlement !== undefined && started !== undefined',
        replace: 'settlement === undefined && started !== undefined',
      },
    ],
    hint: { scenario: 'a finalization that always throws, of a canceled task' },
  },
  {
    name: 'a task that is given up is told to nobody',
    patches: [
      {
        file: 'shared/actions/workflow/give-up-task.ts',
        find: 'const items = [stuckItem(task, isoTime(now))];',
        replace: 'const items = [stuckItem(task, isoTime(now))].slice(1);',
      },
    ],
    hint: { scenario: 'a query that always throws' },
  },
  {
    name: 'the row of a job that cannot be read keeps its task open',
    patches: [
      {
        file: 'shared/storage/tasks/job-rows.ts',
        find: "readers[String(row['state'])]?.().safeParse(row).data;",
        replace: "readers[String(row['state'])]?.().parse(row);",
      },
    ],
    hint: { scenario: 'a job whose row cannot be read' },
  },
  {
    name: 'a lost call that is found opens its task, though that was canceled',
    patches: [
      {
        file: 'shared/domain/operators/decision.ts',
        find: `if (task.status === 'CANCELED') return`,
        replace: `if (task.run > 1e9) return`,
      },
    ],
    hint: { scenario: 'an operator who finds the lost call of a canceled task' },
  },
  {
    name: 'that an operator has something looked for is told after it was begun',
    patches: [
      {
        file: 'shared/actions/operators/archive-again.ts',
        find: `      () => [told],
    );
    if (amended !== undefined) await workflow.start(amended.value);`,
        replace: `    );
    if (amended !== undefined) await workflow.start(amended.value);
    await items.tell(told);`,
      },
    ],
    hint: {
      scenario: 'a store whose keys are wrong for an hour, and an operator who sets them right',
      at: 'workflow.start',
    },
  },
];

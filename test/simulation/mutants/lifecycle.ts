import type { Mutant } from './mutant.ts';

const repair = 'shared/domain/tasks/repair.ts';
const create = 'shared/actions/tasks/create-task.ts';
const cancel = 'shared/actions/tasks/cancel-task.ts';
const plain = 'a picture by callback';

/** Defects in how tasks begin, are driven and end. */
export const lifecycleMutants: readonly Mutant[] = [
  {
    name: 'a canceled task tells nobody that the fate of its call is unknown',
    patches: [
      {
        file: 'shared/domain/tasks/finalization.ts',
        find: `!isEnded(task) || (task.status === 'CANCELED' && task.settlement === undefined);`,
        replace: '!isEnded(task);',
      },
    ],
    hint: { scenario: 'canceled while the fate of its call is unknown' },
  },
  {
    name: 'an execution that was never started is left so',
    patches: [
      {
        file: repair,
        find: `return execution === 'missing' ? 'start' : 'rerun';`,
        replace: `return execution === 'missing' ? 'none' : 'rerun';`,
      },
    ],
    hint: { scenario: plain, at: 'workflow.start' },
  },
  {
    name: 'an execution that died is left so',
    patches: [
      {
        file: repair,
        find: `return execution === 'missing' ? 'start' : 'rerun';`,
        replace: `return execution === 'missing' ? 'start' : 'none';`,
      },
    ],
    hint: { scenario: plain, at: 'enter.' },
  },
  {
    name: 'the sweeper checks once and never again',
    patches: [
      {
        file: repair,
        find: `if (repair === 'none' && overdueAt > now) return isoTime(overdueAt);`,
        replace: `if (repair === 'none' && overdueAt > now) return '2099-01-01T00:00:00.000Z';`,
      },
    ],
    hint: { scenario: 'a callback that is lost', at: 'enter.' },
  },
  {
    name: 'a second run has the name of the first',
    patches: [
      {
        file: 'shared/domain/tasks/execution.ts',
        find: `[id, ...(incarnation === undefined ? [] : [incarnation]), String(run)]`,
        replace: `[id, ...(incarnation === undefined ? [] : [incarnation]), String(run - run + 1)]`,
      },
    ],
    hint: { scenario: 'a job that comes very late' },
  },
  {
    name: 'a task made anew has the executions of the one before',
    patches: [
      {
        file: 'shared/domain/tasks/execution.ts',
        find: `[id, ...(incarnation === undefined ? [] : [incarnation]), String(run)]`,
        replace: `[id, ...(incarnation === undefined ? [] : [incarnation]).slice(1), String(run)]`,
      },
    ],
    hint: { scenario: 'made anew under the key of one that was deleted' },
  },
  {
    name: 'what is written for a deleted task counts for the one made anew',
    patches: [
      {
        file: 'shared/domain/tasks/incarnation.ts',
        find: `if (written.incarnation === undefined || written.incarnation === task.incarnation) return 'own';`,
        replace: `if (written.incarnation !== '') return 'own';`,
      },
    ],
    hint: { scenario: 'made anew before a second invocation has recorded the file of the one before' },
  },
  {
    name: 'a deadline is no end',
    patches: [
      {
        file: 'shared/domain/tasks/task.ts',
        find: 'Date.parse(task.deadlineAt) <= now;',
        replace: 'Date.parse(task.deadlineAt) <= now - 1e12;',
      },
    ],
    hint: { scenario: 'a call that was not accepted, without an answer' },
  },
  {
    name: 'a task times out before its deadline',
    patches: [
      {
        file: 'shared/domain/tasks/task.ts',
        find: 'Date.parse(task.deadlineAt) <= now;',
        replace: 'Date.parse(task.deadlineAt) - 1_770_000 <= now;',
      },
    ],
    hint: { scenario: 'a job that never ends' },
  },
  {
    name: 'an end may be ended again',
    patches: [
      {
        file: 'shared/domain/tasks/finalization.ts',
        find: 'isEnded(task) ? resettleTask(task, closing) : closeTask(task, closing)',
        replace: "closeTask({ ...task, status: 'PENDING' }, closing)",
      },
    ],
    hint: { scenario: 'canceled while it runs, outputs discarded' },
  },
  {
    name: 'a cancel does not ask whether the call was made',
    patches: [
      {
        file: cancel,
        find: 'const detached = jobs.some(mayBePaid);',
        replace: 'const detached = jobs.length > 4;',
      },
    ],
    hint: { scenario: 'canceled while it runs, outputs discarded' },
  },
  {
    name: 'a cancel leaves the jobs as they are, and a claim does not check its task',
    patches: [
      {
        file: 'shared/actions/workflow/send-job.ts',
        find: 'if (reason !== undefined) {',
        replace: 'if (reason !== undefined && task.run > 1e9) {',
      },
      {
        file: cancel,
        find: `state === 'queued' ? [{ n, event: { type: 'canceled' } }] : [],`,
        replace: `state === 'canceled' ? [{ n, event: { type: 'canceled' } }] : [],`,
      },
    ],
    hint: { scenario: 'canceled while it is being sent' },
  },
  {
    name: 'a key is as good for another body',
    patches: [
      {
        file: create,
        find: 'if (!isHashOf(order, snapshot.task.requestHash)) {',
        replace: 'if (snapshot.task.requestHash === undefined) {',
      },
    ],
    hint: { scenario: 'three equal requests at once, under a budget' },
  },
  {
    name: 'every request makes a task of its own, whatever its key',
    patches: [
      {
        file: create,
        find: 'const id = hash === undefined ? ids.fresh() : ids.keyed(order, generation);',
        replace: 'const id = ids.fresh();',
      },
    ],
    hint: { scenario: 'three equal requests at once, under a budget' },
  },
  {
    name: 'a taken id is overwritten',
    patches: [
      {
        file: 'shared/storage/tasks/task-store.ts',
        find: `{ type: 'put', row: { ...taskRow(task), ...version }, when: isAbsent },`,
        replace: `{ type: 'put', row: { ...taskRow(task), ...version } },`,
      },
    ],
    hint: { scenario: 'three equal requests at once, under a budget' },
  },
  {
    name: 'an answer is given before the task is stored',
    patches: [
      {
        file: 'shared/actions/tasks/store-task.ts',
        find: `if (outcome === 'refused') await refuseIfSpent(plain);`,
        replace: `if (outcome === 'conflict') return { outcome: 'created', task };
      if (outcome === 'refused') await refuseIfSpent(plain);`,
      },
    ],
    hint: { scenario: plain, at: 'table.transact#task' },
  },
  {
    name: 'a broken query ends the execution, and the sweeper sleeps',
    machine: (definition) => {
      const { Query } = definition.States;
      if (Query?.Type !== 'Task') throw new Error('There is no Query');
      const bare = Object.fromEntries(
        Object.entries(Query).filter(([name]) => name !== 'Catch'),
      ) as typeof Query;
      return { ...definition, States: { ...definition.States, Query: { ...bare, Retry: [] } } };
    },
    patches: [
      {
        file: repair,
        find: `return execution === 'missing' ? 'start' : 'rerun';`,
        replace: `return execution === 'over' ? 'none' : 'start';`,
      },
    ],
    hint: { scenario: 'a picture by polling', at: 'lambda.invoke@query' },
  },
  {
    name: 'the state machine waits for a time that is never set',
    machine: (definition) => {
      const { Submit } = definition.States;
      if (Submit?.Type !== 'Task') throw new Error('There is no Submit');
      const wrong = (Submit.Catch ?? []).map((one) =>
        one.Next === 'Hold' ? { ErrorEquals: one.ErrorEquals, Next: 'Hold' } : one,
      );
      return { ...definition, States: { ...definition.States, Submit: { ...Submit, Catch: wrong } } };
    },
    patches: [
      {
        file: repair,
        find: `return execution === 'missing' ? 'start' : 'rerun';`,
        replace: `return execution === 'over' ? 'none' : 'start';`,
      },
    ],
    hint: { scenario: 'four pictures, two calls at a time' },
  },
  {
    name: 'the provider is asked after every job when its time has come',
    patches: [
      {
        file: 'shared/actions/workflow/wait-for-turn.ts',
        find: 'if (asked.length === 0 || (isOverdue(snapshot, now) && !isEnded(task))) return undefined;',
        replace: 'if (asked.length < 1e6 || isOverdue(snapshot, now)) return undefined;',
      },
    ],
    hint: { scenario: 'more pictures by polling than may be asked after at a time' },
  },
];

import { executionName } from '#domain/tasks/execution.ts';
import type { Task } from '#domain/tasks/task.ts';
import type { Records } from './reconciliation-records.ts';
import { jobsOf, outputsOf } from './rule-context.ts';

/** What has to be true of a task at the end of a run, whatever it came to. */

/** A call of which nobody knows what became has to be decided by somebody, also where its task was canceled. */
export function checkItems(records: Records, task: Task): void {
  if (task.settlement?.final !== false || records.watch.removing.has(task.id)) return;
  for (const { n, state } of jobsOf(records, task)) {
    if (state !== 'unknown') continue;
    const item = records.table.get({ pk: 'items', sk: `outcome_unknown:${task.id}:${n}` });
    if (item === undefined)
      records.watch.problem(`nobody is told that the fate of job ${n} of task ${task.id} is unknown`);
  }
}

/** A task is started when it is created, and driven to its end: where nothing has gone wrong, no sweeper has to. */
export function checkDriving(records: Records, { id, history, ending, deadlineAt }: Task): void {
  const until = ending !== undefined && ending.at < deadlineAt ? ending.at : deadlineAt;
  const isSwept = history.some(
    ({ type, actor, at }) => type === 'run-started' && actor === 'sweeper' && at < until,
  );
  if (isSwept && !records.isFaulty)
    records.watch.problem(`task ${id} had to be started by the sweeper, and nothing had gone wrong`);
}

/** A task is given up only where an execution of it could not end it, and a person is told of one that had to be stopped. */
export function checkGivenUp(records: Records, task: Task): void {
  const { id, overdueSince } = task;
  const execution = executionName(task);
  const isAborted = records.machine.wasStopped(execution);
  const item = records.table.get({ pk: 'items', sk: `stuck:${id}:1` });
  if (item !== undefined && records.machine.state(execution) === 'missing')
    records.watch.problem(`task ${id} was given up, and was never started`);
  if (overdueSince !== undefined && isAborted && item === undefined)
    records.watch.problem(`nobody is told that task ${id} had to be stopped`);
}

/** What failed in archiving only stays so while something of it is missing. */
export function checkFailure(records: Records, task: Task): void {
  if (task.ending?.failure?.stage !== 'archiving') return;
  const outputs = outputsOf(records, task).filter(({ role }) => role === undefined);
  if (outputs.length > 0 && outputs.every(({ stored }) => stored !== undefined))
    records.watch.problem(`task ${task.id} has all its files and is ${task.status}`);
}

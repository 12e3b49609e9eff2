import { executionName } from '#domain/tasks/execution.ts';
import { isSettled, type Task } from '#domain/tasks/task.ts';
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
  const isAborted = records.machine.wasStopped(executionName(task));
  // Later runs may never have begun: they look for what could not be drawn, so often and no more.
  const runs = Array.from({ length: task.run + 1 }, (_, run) => executionName({ ...task, run }));
  const item = records.table.get({ pk: 'items', sk: `stuck:${id}:1` });
  if (item !== undefined && runs.every((run) => records.machine.state(run) === 'missing'))
    records.watch.problem(`task ${id} was given up, and was never started`);
  if (overdueSince !== undefined && isAborted && item === undefined)
    records.watch.problem(`nobody is told that task ${id} had to be stopped`);
}

/** So often thumbnails are tried again after a task is settled. */
const DRAWING_TRIES = 3;

/** What is kept of a settled task can be shown, or could not be drawn however often that was tried. */
export function checkShown(records: Records, task: Task): void {
  const request = records.table.get({ pk: `task#${task.owner}#${task.id}`, sk: 'request' });
  // What comes late of a canceled task is kept, and shown, only where its owner asked for that.
  const isUnwanted = task.status === 'CANCELED' && request?.['keepOutputs'] !== true;
  if (isUnwanted || !isSettled(task) || records.watch.removing.has(task.id)) return;
  const shown = new Set((task.previews ?? []).map(({ n }) => n));
  const bare = outputsOf(records, task).filter(({ n, stored }) => stored !== undefined && !shown.has(n));
  if (bare.length > 0 && task.undrawn !== DRAWING_TRIES)
    records.watch.problem(
      `${bare.length} outputs of task ${task.id} have no thumbnails, and nobody tries again`,
    );
}

/** What an operator has set going stands in the audit, wherever whoever did it for him has died. */
export function checkTold(records: Records, { id, history }: Task): void {
  const done = history.filter(
    ({ actor, type }) => actor === 'operator' && (type === 'run-started' || type === 'task-reopened'),
  );
  if (done.length === 0) return;
  const lines = records.table.partitions('audit#').flatMap((month) => records.table.partition(month));
  const told = lines.filter(({ subject }) => typeof subject === 'string' && subject.includes(id));
  if (told.length < done.length)
    records.watch.problem(`${done.length} acts of an operator on task ${id} left ${told.length} lines`);
}

/** What failed in archiving only stays so while something of it is missing. */
export function checkFailure(records: Records, task: Task): void {
  if (task.ending?.failure?.stage !== 'archiving') return;
  const outputs = outputsOf(records, task).filter(({ role }) => role === undefined);
  if (outputs.length > 0 && outputs.every(({ stored }) => stored !== undefined))
    records.watch.problem(`task ${task.id} has all its files and is ${task.status}`);
}

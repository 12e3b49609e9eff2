import { executionName } from '#domain/tasks/execution.ts';
import type { Row } from '#storage/table/table-port.ts';
import type { Fault, Point } from '../engine/fault.ts';
import { START } from '../engine/limits.ts';
import { isOut } from '../engine/outage.ts';
import { asTask, type Watched } from '../rules/rule-context.ts';
import type { SimulationOptions } from '../scenarios/simulation-options.ts';

/** What a situation is read off: the run as it is, and what its scenario makes fail by itself. */
export interface Seen extends Watched {
  readonly scenario: Pick<SimulationOptions, 'outage' | 'spoiled'>;
}

/** Members of a row that say how far what it stands for has come, by being there. */
const progress = ['stored', 'lost', 'readyAt', 'mailbox'];
const DEEPEST_STACK = 50;
const firstPart = (key: string): string => key.split('#', 1)[0] ?? key;

/** A task, job, output or upload: its kind, its state, and how far it has come. */
function stateOf(row: Row): string {
  const kind = row.pk.startsWith('task#') ? firstPart(row.sk) : firstPart(row.pk);
  const state = row['status'] ?? row['state'] ?? '';
  return [kind, state, ...progress.filter((name) => row[name] !== undefined)].map(String).join(' ');
}

const known = new WeakMap<Row, string>();

/** Rows are frozen: what is read off one stays true. */
function knownStateOf(row: Row): string {
  const before = known.get(row);
  if (before !== undefined) return before;
  const state = stateOf(row);
  known.set(row, state);
  return state;
}

const inOrder = (words: readonly string[]): string => [...new Set(words)].toSorted().join(', ');

/** What is stored of the task, and of all uploads; of all tasks where it is about none in particular. */
function storedOf({ table }: Watched, taskId: string | undefined): string {
  const isMeant = (pk: string): boolean => taskId === undefined || pk.endsWith(taskId);
  const names = [...table.partitions('task#').filter(isMeant), ...table.partitions('upload#')];
  return inOrder(names.flatMap((pk) => table.partition(pk).map(knownStateOf)));
}

/** What the provider would say of the task's jobs. */
function toldOf({ provider, now }: Watched, taskId: string | undefined): string {
  const jobs = [...provider.jobs.values()].filter(
    ({ callbackUrl }) => taskId === undefined || callbackUrl === undefined || callbackUrl.includes(taskId),
  );
  return inOrder(jobs.map(({ endsAt, behaviour }) => (endsAt > now() ? 'runs' : behaviour.end)));
}

/** How the executions of the task are, where there are any. */
function executionsOf({ table, machine }: Watched, taskId: string | undefined): string {
  const names = taskId === undefined ? [] : table.partitions('task#').filter((pk) => pk.endsWith(taskId));
  const rows = names.flatMap((pk) => table.get({ pk, sk: 'task' }) ?? []);
  const nameOf = (row: Row): string => executionName(asTask(row));
  return inOrder(rows.map((row) => machine.state(nameOf(row))));
}

/** Who waits for a turn at the provider, as far as it matters, and whether an execution gives out turns. */
function queueOf({ table, dispatcher }: Watched): string {
  const rows = table.partitions('queue#').flatMap((pk) => table.partition(pk).map(({ sk }) => firstPart(sk)));
  const waiting = ['none', 'one'][rows.filter((kind) => kind === 'job').length] ?? 'several';
  return rows.length === 0 && dispatcher.running === 0
    ? ''
    : `${inOrder(rows)} ${waiting} ${dispatcher.running}`;
}

/** What does not work at this moment, whatever fault is tried. */
function brokenIn({ scenario: { outage, spoiled }, now }: Seen): string {
  const since = now() - START;
  const out = outage !== undefined && isOut(outage, since, outage.what) ? [outage.what] : [];
  if (spoiled === undefined || ('seconds' in spoiled && since >= spoiled.seconds * 1000)) return inOrder(out);
  return inOrder([...out, spoiled.what, ...('action' in spoiled ? [spoiled.action] : [])]);
}

/** The lines of our sources from which the call that is under way is made, the innermost first. */
function placeOfCall(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = DEEPEST_STACK;
  const { stack = '' } = new Error('here');
  Error.stackTraceLimit = limit;
  return [...stack.matchAll(/\/shared\/(\S+?:\d+:\d+)/g)].map(([, place]) => place).join(' < ');
}

/**
 * The moment in which an await is reached, as far as it matters for what a fault does there: the function and the
 * operation, the lines of our sources that have led to it, the states of the task's rows and of the uploads, its execution,
 * what the provider would say of its jobs, who waits for a turn there, and what does not work just then. Two awaits in the same situation, in whatever
 * scenarios, are the same code over the same records. Not part of it: ids, times, amounts, texts, how many rows are in the
 * same state, and what a scenario has in store for later. To be called while the call is made.
 */
export function situationAt({ action, operation }: Point, about: string, seen: Seen): string {
  const taskId = /[0-9a-f]{32}/.exec(about)?.[0];
  const records = [storedOf(seen, taskId), executionsOf(seen, taskId), toldOf(seen, taskId), queueOf(seen)];
  return [`${operation}@${action}`, placeOfCall(), ...records, brokenIn(seen)].join('\n');
}

const JOB = /^job (\S+)/;
/** What a scenario makes impossible to work on: see `Spoiled`. */
const SPOILED = /\b(?:function|job|task)\b/;

/**
 * What matters most of a situation: the call and the lines that have led to it, the states of the task's jobs, its execution,
 * what the provider would say, and what cannot be worked on. Left out is what else is stored, who waits for a turn, and who
 * else does not answer just then.
 */
export function roughly(situation: string): string {
  const [call, place, stored = '', executions, told, , broken = ''] = situation.split('\n');
  const jobs = stored.split(', ').flatMap((row) => JOB.exec(row)?.[1] ?? []);
  return [call, place, inOrder(jobs), executions, told, SPOILED.test(broken) ? broken : ''].join('\n');
}

/** Whether this fault in this situation, or after these, is the first of its like. */
export type IsFirst = (fault: Fault, ...situations: readonly (string | undefined)[]) => boolean;

/** `likenessOf`: what two situations that are alike have in common. */
export function firstOfItsLike(likenessOf: (situation: string) => string): IsFirst {
  const tried = new Set<string>();
  return (fault, ...situations) => {
    const before = tried.size;
    const likeness = situations.map((one) => (one === undefined ? '' : likenessOf(one)));
    return tried.add([fault, ...likeness].join('\n\n')).size > before;
  };
}

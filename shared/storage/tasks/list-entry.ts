import { hash } from 'node:crypto';
import type { Task } from '#domain/tasks/task.ts';

/**
 * The key of a task in its owner's list: time and id, by which it is ordered, and marks of what it can be told from others
 * by, none of which ever changes. So one read of the list tells of thousands of tasks whether they may fit a filter.
 */

/** Where in an owner's list a page ended. */
export interface ListPosition {
  readonly createdAt: string;
  readonly id: string;
}

/** A task as the list has it; without marks where an earlier version made it. */
export interface ListEntry extends ListPosition {
  readonly marks?: string;
}

/** What of a filter the list can tell. */
export interface ListFilter {
  readonly service?: string;
  /** Our name of the model, or the service's. */
  readonly model?: string;
  readonly media?: string;
  readonly priority?: string;
  readonly promptId?: string;
}

/** What a task is marked with, in this order, and how many hex digits of a SHA-256 each mark has. */
const marked = { service: 4, model: 4, wireModel: 4, media: 4, priority: 4, promptId: 8 } as const;
type Marked = keyof typeof marked;
const names = Object.keys(marked) as Marked[];

/** A mark is short, for every write of the task carries it: whatever seems to fit is read, and looked at itself. */
const markOf = (name: Marked, value = ''): string => hash('sha256', value).slice(0, marked[name]);

/** The beginning of a task's key, and a place to go on behind it. */
export const listSort = (createdAt: string, id: string): string => `${createdAt}#${id}`;

/** The key of a task. Later versions may add to its end. */
export const entryOf = (task: Pick<Task, Marked | 'createdAt' | 'id'>): string =>
  `${listSort(task.createdAt, task.id)}#${names.map((name) => markOf(name, task[name])).join('')}`;

/** Reads a key. */
export function readEntry(sort: string): ListEntry {
  const [createdAt = '', id = '', marks] = sort.split('#');
  return marks === undefined ? { createdAt, id } : { createdAt, id, marks };
}

/** What has to stand in the marks for a value of a member. */
function markAt(name: Marked, value: string): (marks: string) => boolean {
  const begin = names.slice(0, names.indexOf(name)).reduce((sum, before) => sum + marked[before], 0);
  const mark = markOf(name, value);
  return (marks) => marks.startsWith(mark, begin);
}

/** Tells of tasks whether they may fit a filter: all do that the key says nothing of. */
export function mayFit(filter: ListFilter): (entry: ListEntry) => boolean {
  const { model, ...others } = filter;
  const exact = Object.entries(others).flatMap(([member, value]) => {
    const name = names.find((known) => known === member);
    return name === undefined ? [] : [markAt(name, value)];
  });
  const ofModel = model === undefined ? [] : [markAt('model', model), markAt('wireModel', model)];
  const isOfModel = (marks: string): boolean =>
    ofModel.length === 0 || ofModel.some((isThere) => isThere(marks));
  return ({ marks }) => marks === undefined || (isOfModel(marks) && exact.every((isThere) => isThere(marks)));
}

import type { Owner, TaskId } from '#domain/ids.ts';
import type { Table } from '../table/table-port.ts';
import { taskKey } from './task-rows.ts';

/** Tells whether an owner has a task with this id, without reading what belongs to it. */
export const taskPresence =
  (table: Pick<Table, 'get'>) =>
  async (owner: Owner, id: TaskId): Promise<boolean> =>
    (await table.get(taskKey(owner, id))) !== undefined;

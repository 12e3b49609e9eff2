import { limitsOfOwner } from '#actions/limits/owner-limits.ts';
import { readOwnLimits } from '#storage/limits/limit-store.ts';
import { openTasks, type OpenTaskStore } from '#storage/limits/open-tasks.ts';
import type { Table } from '#storage/table/table-port.ts';
import { readSettings } from './settings.ts';

/** What owners may do where nothing else is set for them. */
export const usualLimits = () => readSettings('OWNER_LIMITS').OWNER_LIMITS;

/** Reads what an owner may do. */
export const connectOwnerLimits = (table: Table) =>
  limitsOfOwner({ own: readOwnLimits(table), usual: usualLimits() });

/** Counts the tasks that owners have open. */
export const connectOpenTasks = (table: Table): OpenTaskStore => openTasks(table, usualLimits());

import { waiterSlots } from '#storage/compute/waiter-slots.ts';
import type { Table } from '#storage/table/table-port.ts';
import { waiting, type Waiting } from '../http/waiting.ts';
import { readSettings } from './settings.ts';
import { systemClock } from './system-ports.ts';

/** Keeps callers waiting who prefer it, as many at once as the deployment allows. */
export const connectWaiting = (table: Table): Waiting =>
  waiting(waiterSlots(table, readSettings('MOST_WAITERS').MOST_WAITERS), systemClock);

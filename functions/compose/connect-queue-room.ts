import { queueRoom, type QueueRoom } from '#actions/tasks/queue-room.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import type { Table } from '#storage/table/table-port.ts';
import { rateOf } from './service-limits.ts';
import { readSettings } from './settings.ts';
import { systemClock } from './system-ports.ts';

/** What refuses tasks that would wait too long for their turn. */
export const connectQueueRoom = (table: Table): QueueRoom =>
  queueRoom({
    gate: admissionGate(table, rateOf),
    clock: systemClock,
    mostSeconds: readSettings('MAX_QUEUE_SECONDS').MAX_QUEUE_SECONDS,
  });

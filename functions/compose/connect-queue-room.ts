import { queueRoom, type QueueRoom } from '#actions/tasks/queue-room.ts';
import { gateViewer } from '#storage/tasks/gate-view.ts';
import type { Table } from '#storage/table/table-port.ts';
import { connectOwnerLimits } from './connect-owner-limits.ts';
import { rateOf } from './service-limits.ts';
import { readSettings } from './settings.ts';
import { systemClock } from './system-ports.ts';

/** What refuses tasks that would wait too long for their turn. */
export function connectQueueRoom(table: Table): QueueRoom {
  const read = connectOwnerLimits(table);
  return queueRoom({
    gate: gateViewer(table, rateOf),
    // Beside the bundle: few queues are ever that long.
    shortestWait: async (...asked) =>
      (await import('./connect-shortest-wait.ts')).shortestWait(table)(...asked),
    limitsOf: async (owner) => (await read(owner)).limits,
    clock: systemClock,
    mostSeconds: readSettings('MAX_QUEUE_SECONDS').MAX_QUEUE_SECONDS,
  });
}

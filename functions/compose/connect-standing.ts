import { withStanding } from '#actions/tasks/read-standing.ts';
import { gateViewer } from '#storage/tasks/gate-view.ts';
import type { Table } from '#storage/table/table-port.ts';
import { rateOf } from './service-limits.ts';
import { systemClock } from './system-ports.ts';

/** What says where tasks stand that wait for their turn. */
export const connectStanding = (table: Table) =>
  withStanding({ gate: gateViewer(table, rateOf), ruleOf: rateOf, clock: systemClock });

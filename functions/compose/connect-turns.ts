import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { DispatchDependencies } from '#actions/workflow/begin-dispatch.ts';
import { turnWeights } from '#actions/workflow/turn-weights.ts';
import type { SubmitOrder } from '#actions/workflow/submit-generation.ts';
import { dispatchMachine } from '#storage/compute/dispatch.ts';
import { calledFunction } from '#storage/compute/functions.ts';
import { readManyOwnLimits } from '#storage/limits/limit-store.ts';
import type { Table } from '#storage/table/table-port.ts';
import { turnLeases } from '#storage/tasks/turn-lease.ts';
import { usualLimits } from './connect-owner-limits.ts';
import { cloudLog } from './cloud-log.ts';
import { requestTimeouts } from './request-timeouts.ts';
import { readSettings } from './settings.ts';
import { systemClock } from './system-ports.ts';

/** What starts the machine that gives out the places of an account. */
export function connectDispatch(table: Table): DispatchDependencies {
  const { DISPATCH_ARN } = readSettings('DISPATCH_ARN');
  return {
    dispatch: dispatchMachine(new SFNClient({ requestHandler: requestTimeouts }), DISPATCH_ARN),
    leases: turnLeases(table),
    clock: systemClock,
    log: cloudLog,
  };
}

/** What has a call made whose turn has come: it goes on at once. */
export function connectSubmits(): (order: SubmitOrder) => Promise<void> {
  const { SUBMIT_FUNCTION } = readSettings('SUBMIT_FUNCTION');
  const submitter = calledFunction(new LambdaClient({ maxAttempts: 3 }), SUBMIT_FUNCTION);
  return (order) => submitter.callLater(order);
}

/** What says how many turns owners have where others have one. */
export const connectTurnWeights = (table: Table) =>
  turnWeights({ ownLimits: readManyOwnLimits(table), usual: usualLimits(), clock: systemClock });

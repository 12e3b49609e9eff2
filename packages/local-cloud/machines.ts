import { join } from 'node:path';
import type { Clock } from './clock.ts';
import type { EventBuses } from './events/bus.ts';
import { executionEvent } from './events/execution-event.ts';
import { denialText, type Access } from './iam/access.ts';
import { identity } from './identity.ts';
import type { Functions, InvokeResult } from './lambda/functions.ts';
import type { LogEntry } from './log.ts';
import type { MeterWriter } from './meter.ts';
import { onPort } from './on-port.ts';
import { startStates, type StatesServer } from './states/server.ts';

interface MachinesOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly port: number | undefined;
  readonly access: Access;
  readonly meter: Pick<MeterWriter, 'transition'>;
  readonly buses: Pick<EventBuses, 'send'>;
  readonly functions: Functions;
  readonly log: (entry: LogEntry) => void;
}

/** Step Functions whose tasks are the hosted functions, called under the roles of their machines. */
export function startMachines(options: MachinesOptions): Promise<StatesServer> {
  const { dataDir, clock, access, meter, buses, functions, log } = options;
  return onPort('Step Functions endpoint', options.port, (port) =>
    startStates({
      dataDir: join(dataDir, 'states'),
      clock,
      port,
      accountId: identity.accountId,
      region: identity.region,
      access,
      invoke: async (arn, payload, machineArn) =>
        refusedTask(access, machineArn, arn) ?? (await functions.invoke(arn, payload)),
      onStatus: (execution) => void buses.send(executionEvent(execution)),
      onTransition: (detail) => {
        meter.transition();
        log({ type: 'transition', at: clock.now(), detail });
      },
    }),
  );
}

/** What a task fails with when the role of its state machine may not call its function. */
function refusedTask(access: Access, machineArn: string, functionArn: string): InvokeResult | undefined {
  const need = { action: 'lambda:InvokeFunction', resource: functionArn };
  const actor = access.actorOf(machineArn);
  const denial =
    actor === undefined
      ? { ...need, caller: machineArn, reason: 'because it is no longer in the template' }
      : access.deniedTo(actor, need);
  if (denial === undefined) return undefined;
  const cause = `${denialText(denial)} (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException)`;
  return { ok: false, service: true, error: 'AWSLambdaException', cause };
}

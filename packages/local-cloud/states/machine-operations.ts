import * as z from 'zod';
import { describeMachine, listedMachine } from './describe.ts';
import { ServiceError } from './failure.ts';
import { readPage, writePage } from './pages.ts';
import type { Operation } from './protocol.ts';
import { arn, paging, parsed } from './requests.ts';
import { checkDefinition } from './rules.ts';
import type { MachineRecord, Store } from './store.ts';

/** The machine with this ARN, which may be that of an alias, or AWS's answer when there is none. */
export function machineOf(store: Store, machineArn: string): MachineRecord {
  const parts = machineArn.split(':');
  const [qualifier] = parts.slice(7);
  const machine = store.machine(parts.slice(0, 7).join(':'));
  const isKnown = qualifier === undefined || machine?.aliases?.includes(qualifier) === true;
  if (machine === undefined || !isKnown)
    throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machineArn}'`);
  return machine;
}

/** The operations that read state machines. */
export function machineOperations(store: Store): Record<string, Operation> {
  return {
    async DescribeStateMachine(body) {
      const { stateMachineArn } = z.object({ stateMachineArn: arn }).parse(body);
      const machine = machineOf(store, stateMachineArn);
      return describeMachine(machine, store.definition(machine.definitionId));
    },

    async ListStateMachines(body) {
      const page = readPage(z.object(paging).parse(body), 'machines');
      const machines = store.machines();
      const end = (page.from ?? 0) + page.size;
      return {
        stateMachines: machines.slice(page.from ?? 0, end).map(listedMachine),
        ...writePage(page, machines.length > end ? end : undefined),
      };
    },

    async ValidateStateMachineDefinition(body) {
      const { definition } = z.object({ definition: z.string() }).parse(body);
      const problems = checkDefinition(parsed(definition, 'ValidationException', 'Invalid definition'));
      return {
        result: problems.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK',
        diagnostics: problems.map(({ severity, code, message, state }) => ({
          severity,
          code,
          message,
          ...(state === undefined ? {} : { location: `/States/${state}` }),
        })),
        truncated: false,
      };
    },
  };
}

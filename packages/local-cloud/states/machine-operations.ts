import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { Engine } from './engine.ts';
import { describeMachine, listedMachine } from './describe.ts';
import { ServiceError } from './failure.ts';
import { readPage, writePage } from './pages.ts';
import type { Operation } from './protocol.ts';
import { arn, checkName, paging, parsed } from './requests.ts';
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

/** What a machine may be created with: every other member would change what it does, and is refused by name. */
const newMachine = z.strictObject({
  name: z.string(),
  definition: z.string(),
  roleArn: arn,
  type: z.literal('STANDARD').default('STANDARD'),
});

function createMachine(
  store: Store,
  { name, definition }: z.infer<typeof newMachine>,
  { region, accountId, now }: Engine['place'] & { readonly now: number },
): MachineRecord {
  checkName(name);
  const problems = checkDefinition(
    parsed(definition, 'InvalidDefinition', 'Invalid State Machine Definition'),
  );
  const wrong = problems.filter(({ severity }) => severity === 'ERROR');
  if (wrong.length > 0) {
    const told = wrong.map(({ code, message }) => `${code}: ${message}`).join(', ');
    throw new ServiceError('InvalidDefinition', `Invalid State Machine Definition: '${told}'`);
  }
  const machineArn = `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
  const known = store.machine(machineArn);
  if (known !== undefined && store.definition(known.definitionId) !== definition)
    throw new ServiceError('StateMachineAlreadyExists', `State Machine Already Exists: '${machineArn}'`);
  const machine = known ?? {
    arn: machineArn,
    name,
    definitionId: store.saveDefinition(definition),
    createdAt: now,
    logging: { level: 'OFF', includeExecutionData: false },
  };
  store.saveMachine(machine);
  return machine;
}

/** The operations on state machines. */
export function machineOperations(
  store: Store,
  clock: Clock,
  place: Engine['place'],
): Record<string, Operation> {
  return {
    async CreateStateMachine(body) {
      const request = newMachine.parse(body);
      const { arn: stateMachineArn, createdAt } = createMachine(store, request, {
        ...place,
        now: clock.now(),
      });
      return { stateMachineArn, creationDate: createdAt / 1000 };
    },

    async DeleteStateMachine(body) {
      const { stateMachineArn } = z.object({ stateMachineArn: arn }).parse(body);
      store.removeMachine(stateMachineArn);
      return {};
    },

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

import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { describeExecution, listedExecution } from './describe.ts';
import type { Engine } from './engine.ts';
import type { Execution } from './execution.ts';
import { ServiceError } from './failure.ts';
import { HISTORY_LIMIT, wireEvent } from './history.ts';
import type { Json } from './json.ts';
import { machineOf } from './machine-operations.ts';
import { readPage, writePage } from './pages.ts';
import type { Operation } from './protocol.ts';
import { arn, checkName, paging, parsed, payload, reason } from './requests.ts';
import type { Store } from './store.ts';

const startRequest = z.object({
  stateMachineArn: arn,
  name: z.string().optional(),
  input: payload.default('{}'),
  traceHeader: z.string().optional(),
});
const listRequest = z.object({
  stateMachineArn: arn,
  statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']).optional(),
  redriveFilter: z.enum(['REDRIVEN', 'NOT_REDRIVEN']).optional(),
  ...paging,
});
const historyRequest = z.object({
  executionArn: arn,
  reverseOrder: z.boolean().default(false),
  includeExecutionData: z.boolean().default(true),
  ...paging,
});

function executionOf(store: Store, executionArn: string): Execution {
  const execution = store.execution(executionArn);
  if (execution === undefined)
    throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  return execution;
}

function startExecution(body: unknown, engine: Engine, store: Store): Record<string, Json> {
  const { stateMachineArn, name = randomUUID(), input } = startRequest.parse(body);
  checkName(name);
  const machine = machineOf(store, stateMachineArn);
  const value = parsed(input, 'InvalidExecutionInput', 'Invalid State Machine Execution Input');
  const executionArn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
  const known = store.execution(executionArn);
  // AWS answers a repeat as it answered the first, but only while the first still runs.
  if (known !== undefined && (known.status !== 'RUNNING' || known.input !== input))
    throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
  const { startedAt } =
    known ??
    engine.start({
      machine,
      arn: executionArn,
      name,
      input: { text: input, value },
      ...(stateMachineArn === machine.arn ? {} : { aliasArn: stateMachineArn }),
    });
  return { executionArn, startDate: startedAt / 1000 };
}

function listExecutions(body: unknown, store: Store): Record<string, Json> {
  const query = listRequest.parse(body);
  const { arn: machineArn } = machineOf(store, query.stateMachineArn);
  const page = readPage(query, `executions ${machineArn}`);
  const found = store.list({
    machineArn,
    status: query.statusFilter,
    redriven: query.redriveFilter && query.redriveFilter === 'REDRIVEN',
    before: page.from,
    limit: page.size + 1,
  });
  const shown = found.slice(0, page.size);
  return {
    executions: shown.map(({ execution }) => listedExecution(execution)),
    ...writePage(page, found.length > page.size ? shown.at(-1)?.number : undefined),
  };
}

function getHistory(body: unknown, store: Store): Record<string, Json> {
  const query = historyRequest.parse(body);
  const { arn: executionArn } = executionOf(store, query.executionArn);
  const page = readPage(query, `history ${executionArn} ${String(query.reverseOrder)}`);
  const from = page.from ?? (query.reverseOrder ? HISTORY_LIMIT + 1 : 0);
  const found = store.events(executionArn, { from, limit: page.size + 1, reverse: query.reverseOrder });
  const shown = found.slice(0, page.size);
  return {
    events: shown.map((event) => wireEvent(event, query.includeExecutionData)),
    ...writePage(page, found.length > page.size ? shown.at(-1)?.id : undefined),
  };
}

/** The operations that start, read, end and restart executions. */
export function executionOperations(engine: Engine, store: Store, clock: Clock): Record<string, Operation> {
  return {
    StartExecution: async (body) => startExecution(body, engine, store),
    ListExecutions: async (body) => listExecutions(body, store),
    GetExecutionHistory: async (body) => getHistory(body, store),

    async DescribeExecution(body) {
      const { executionArn } = z.object({ executionArn: arn }).parse(body);
      return describeExecution(executionOf(store, executionArn), clock.now());
    },

    async StopExecution(body) {
      const { executionArn, ...why } = z.object({ executionArn: arn, ...reason }).parse(body);
      executionOf(store, executionArn);
      await engine.abort(executionArn, why);
      const { stoppedAt = clock.now() } = executionOf(store, executionArn);
      return { stopDate: stoppedAt / 1000 };
    },

    async RedriveExecution(body) {
      const request = z.object({ executionArn: arn, clientToken: z.string().optional() }).parse(body);
      const { redrivenAt = clock.now() } = engine.redrive(executionOf(store, request.executionArn));
      return { redriveDate: redrivenAt / 1000 };
    },
  };
}

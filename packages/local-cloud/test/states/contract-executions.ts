import {
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import type { Given } from './given.ts';
import { askAbout, createMachine, runStates } from './subject.ts';

const pass = { QueryLanguage: 'JSONata', StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } };
const sleeping = {
  QueryLanguage: 'JSONata',
  StartAt: 'Sleep',
  States: { Sleep: { Type: 'Wait', Seconds: 3600, End: true } },
};

function startContract(given: Given): void {
  describe('StartExecution', () => {
    it('answers a repeat with the first execution while that one runs', async () => {
      const { subject, client } = given();
      const stateMachineArn = await createMachine({ subject, client }, 'repeating', sleeping);
      const start = new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"a":1}' });
      const first = await client.send(start);
      expect(first.executionArn).toBe(`${stateMachineArn.replace(':stateMachine:', ':execution:')}:one`);
      expect(await client.send(start)).toMatchObject({
        executionArn: first.executionArn,
        startDate: first.startDate,
      });
      expect(await askAbout(client, first.executionArn ?? '').describe()).toMatchObject({
        startDate: first.startDate,
      });
    });

    it('refuses a name that is taken, by another input or by an execution that has ended', async () => {
      const { subject, client } = given();
      const stateMachineArn = await createMachine({ subject, client }, 'taken', sleeping);
      const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'one' }));
      const other = client.send(
        new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"a":1}' }),
      );
      await expect(other).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
      await client.send(new StopExecutionCommand({ executionArn }));
      const again = client.send(new StartExecutionCommand({ stateMachineArn, name: 'one' }));
      await expect(again).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    });

    it.each([
      ['InvalidName', { name: 'a b' }],
      ['InvalidName', { name: 'a:b' }],
      ['InvalidName', { name: 'x'.repeat(81) }],
      ['InvalidExecutionInput', { input: 'not json' }],
      ['ValidationException', { input: JSON.stringify('x'.repeat(262_144)) }],
    ])('refuses with %s', async (name, wrong) => {
      const { subject, client } = given();
      const stateMachineArn = await createMachine({ subject, client }, 'strict', pass);
      const start = client.send(new StartExecutionCommand({ stateMachineArn, ...wrong }));
      await expect(start).rejects.toMatchObject({ name });
    });

    it('refuses a machine that is not there', async () => {
      const { subject, client } = given();
      const stateMachineArn = `${await createMachine({ subject, client }, 'there', pass)}-not`;
      const start = client.send(new StartExecutionCommand({ stateMachineArn }));
      await expect(start).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    });
  });
}

function readingContract(given: Given): void {
  describe('what can be read of an execution', () => {
    it('is its input, output, times and status', async () => {
      const { subject, client } = given();
      const states = { Nap: { Type: 'Wait', Seconds: 2, End: true } };
      const execution = await runStates({ subject, client }, states, { input: { a: 1 } });
      const running = await execution.describe();
      expect(running).toMatchObject({ status: 'RUNNING', input: '{"a":1}' });
      await subject.advance(2_000);
      await subject.ends(execution);
      const ended = await execution.describe();
      expect(ended).toMatchObject({
        status: 'SUCCEEDED',
        startDate: running.startDate,
        output: '{"a":1}',
        redriveCount: 0,
        redriveStatus: 'NOT_REDRIVABLE',
      });
      const [started, , , last] = await execution.history();
      expect(ended.startDate).toEqual(started?.timestamp);
      expect(ended.stopDate).toEqual(last?.timestamp);
    });

    it('is a list by status, newest first, page by page', async () => {
      const { subject, client } = given();
      const stateMachineArn = await createMachine({ subject, client }, 'listed', sleeping);
      for (const name of ['a', 'b', 'c'])
        await client.send(new StartExecutionCommand({ stateMachineArn, name }));
      const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:b`;
      await client.send(new StopExecutionCommand({ executionArn }));
      const list = async (more: object): Promise<{ names: unknown[]; nextToken: string | undefined }> => {
        const { executions, nextToken } = await client.send(
          new ListExecutionsCommand({ stateMachineArn, ...more }),
        );
        return { names: executions?.map(({ name }) => name) ?? [], nextToken };
      };
      // What has just changed may be listed a little later.
      const soon = { timeout: 20_000 };
      await expect.poll(() => list({}), soon).toEqual({ names: ['c', 'b', 'a'], nextToken: undefined });
      await expect.poll(() => list({ statusFilter: 'ABORTED' }), soon).toMatchObject({ names: ['b'] });
      await expect.poll(() => list({ statusFilter: 'RUNNING' }), soon).toMatchObject({ names: ['c', 'a'] });
      const first = await list({ maxResults: 2 });
      expect(first.names).toEqual(['c', 'b']);
      expect(await list({ maxResults: 2, nextToken: first.nextToken })).toEqual({
        names: ['a'],
        nextToken: undefined,
      });
      await expect(list({ nextToken: 'invented' })).rejects.toMatchObject({ name: 'InvalidToken' });
    });

    it('is its history, page by page, backwards, and without data', async () => {
      const { subject, client } = given();
      const { arn: executionArn } = await runStates({ subject, client }, pass.States, {
        input: { secret: 1 },
      });
      const read = (more: object) => client.send(new GetExecutionHistoryCommand({ executionArn, ...more }));
      const backwards = await read({ reverseOrder: true, maxResults: 3 });
      expect(backwards.events?.map(({ id }) => id)).toEqual([4, 3, 2]);
      const rest = await read({ reverseOrder: true, maxResults: 3, nextToken: backwards.nextToken });
      expect(rest.events?.map(({ type }) => type)).toEqual(['ExecutionStarted']);
      expect(rest.nextToken).toBeUndefined();
      const bare = await read({ includeExecutionData: false });
      expect(JSON.stringify(bare.events)).not.toContain('secret');
      expect(bare.events?.[1]).toMatchObject({ stateEnteredEventDetails: { name: 'Only' } });
    });

    it('is an error when there is no such execution', async () => {
      const { subject, client } = given();
      const { arn } = await runStates({ subject, client }, pass.States);
      const asking = askAbout(client, `${arn}-not`).describe();
      await expect(asking).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    });
  });
}

function endingContract(given: Given): void {
  describe('StopExecution', () => {
    it('ends a wait, with its reason, and changes nothing when repeated', async () => {
      const { subject, client } = given();
      const nap = { Nap: { Type: 'Wait', Seconds: 2, End: true } };
      const execution = await runStates({ subject, client }, nap);
      const stop = new StopExecutionCommand({
        executionArn: execution.arn,
        error: 'Enough',
        cause: 'of this',
      });
      const { stopDate } = await client.send(stop);
      await subject.advance(3_000);
      expect(await client.send(stop)).toMatchObject({ stopDate });
      expect(await execution.describe()).toMatchObject({
        status: 'ABORTED',
        error: 'Enough',
        cause: 'of this',
      });
      expect(await execution.types()).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionAborted']);
    });
  });

  describe('RedriveExecution', () => {
    it('is refused for an execution that succeeded', async () => {
      const { subject, client } = given();
      const { arn: executionArn } = await runStates({ subject, client }, pass.States);
      const redrive = client.send(new RedriveExecutionCommand({ executionArn }));
      await expect(redrive).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });
    });
  });

  describe('TimeoutSeconds of a machine', () => {
    it('ends an execution whatever it is doing', async () => {
      const { subject, client } = given();
      const execution = await runStates({ subject, client }, sleeping.States, {
        input: {},
        machine: { TimeoutSeconds: 2 },
      });
      await subject.advance(2_000);
      await subject.ends(execution);
      expect(await execution.describe()).toMatchObject({ status: 'TIMED_OUT' });
      expect((await execution.types()).at(-1)).toBe('ExecutionTimedOut');
    });
  });
}

function machineContract(given: Given): void {
  describe('state machines', () => {
    it('can be described and listed', async () => {
      const { subject, client } = given();
      const stateMachineArn = await createMachine({ subject, client }, 'described', pass);
      const machine = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
      const name = `${subject.prefix}described`;
      expect(machine).toMatchObject({ name, status: 'ACTIVE', type: 'STANDARD' });
      expect(JSON.parse(machine.definition ?? '')).toEqual(pass);
      const { stateMachines } = await client.send(new ListStateMachinesCommand({ maxResults: 1000 }));
      expect(stateMachines?.map((one) => one.name)).toContain(name);
    });

    it('are created once by their name, and not of what is no definition', async () => {
      const { subject, client } = given();
      const stateMachineArn = await createMachine({ subject, client }, 'created', pass);
      expect(await createMachine({ subject, client }, 'created', pass)).toBe(stateMachineArn);
      const other = createMachine({ subject, client }, 'created', sleeping);
      await expect(other).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
      const unsound = createMachine({ subject, client }, 'unsound', { ...pass, StartAt: 'Nowhere' });
      await expect(unsound).rejects.toMatchObject({ name: 'InvalidDefinition' });
      const unnamed = createMachine({ subject, client }, 'two words', pass);
      await expect(unnamed).rejects.toMatchObject({ name: 'InvalidName' });
    });

    it('are gone once they are deleted, soon if not at once', async () => {
      const { subject, client } = given();
      const stateMachineArn = await createMachine({ subject, client }, 'deleted', pass);
      await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
      const start = (): Promise<unknown> => client.send(new StartExecutionCommand({ stateMachineArn }));
      await expect
        .poll(() => start().then(String, ({ name }: Error) => name), { timeout: 60_000 })
        .toMatch(/^StateMachineD(?:oesNotExist|eleting)$/);
    });

    it('can be validated without being defined', async () => {
      const { client } = given();
      const validate = (definition: object) =>
        client.send(new ValidateStateMachineDefinitionCommand({ definition: JSON.stringify(definition) }));
      expect(await validate(pass)).toMatchObject({ result: 'OK' });
      expect(await validate({ ...pass, StartAt: 'Nowhere' })).toMatchObject({
        result: 'FAIL',
        diagnostics: [{ code: 'MISSING_TRANSITION_TARGET', severity: 'ERROR' }],
      });
    });
  });
}

/** Starting, reading, ending and restarting. */
export function executionContract(given: Given): void {
  startContract(given);
  readingContract(given);
  endingContract(given);
  machineContract(given);
}

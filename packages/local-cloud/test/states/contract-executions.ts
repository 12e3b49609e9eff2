import {
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  PublishStateMachineVersionCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import type { Given } from './given.ts';
import { askAbout, failure, runStates, task } from './subject.ts';

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
      const stateMachineArn = await subject.define('repeating', sleeping);
      const start = new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"a":1}' });
      const first = await client.send(start);
      expect(first.executionArn).toBe(`${stateMachineArn.replace(':stateMachine:', ':execution:')}:one`);
      expect(first.startDate).toEqual(new Date(subject.now()));
      expect(await client.send(start)).toMatchObject({
        executionArn: first.executionArn,
        startDate: first.startDate,
      });
    });

    it('refuses a name that is taken, by another input or by an execution that has ended', async () => {
      const { subject, client } = given();
      const stateMachineArn = await subject.define('taken', sleeping);
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
      [
        'StateMachineDoesNotExist',
        { stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:none' },
      ],
    ])('refuses with %s', async (name, wrong) => {
      const { subject, client } = given();
      const stateMachineArn = await subject.define('strict', pass);
      const start = client.send(new StartExecutionCommand({ stateMachineArn, ...wrong }));
      await expect(start).rejects.toMatchObject({ name });
    });
  });
}

function readingContract(given: Given): void {
  describe('what can be read of an execution', () => {
    it('is its input, output, times and status', async () => {
      const { subject, client } = given();
      const states = { Nap: { Type: 'Wait', Seconds: 5, End: true } };
      const execution = await runStates({ subject, client }, states, { input: { a: 1 } });
      const startDate = new Date(subject.now());
      expect(await execution.describe()).toMatchObject({ status: 'RUNNING', startDate, input: '{"a":1}' });
      await subject.advance(5_000);
      expect(await execution.describe()).toMatchObject({
        status: 'SUCCEEDED',
        stopDate: new Date(startDate.getTime() + 5_000),
        output: '{"a":1}',
        redriveCount: 0,
        redriveStatus: 'NOT_REDRIVABLE',
      });
    });

    it('is a list by status, newest first, page by page', async () => {
      const { subject, client } = given();
      const stateMachineArn = await subject.define('listed', sleeping);
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
      expect(await list({})).toEqual({ names: ['c', 'b', 'a'], nextToken: undefined });
      expect(await list({ statusFilter: 'ABORTED' })).toMatchObject({ names: ['b'] });
      expect(await list({ statusFilter: 'RUNNING' })).toMatchObject({ names: ['c', 'a'] });
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
      const { client } = given();
      const asking = askAbout(client, 'arn:aws:states:us-east-1:000000000000:execution:none:none').describe();
      await expect(asking).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    });
  });
}

function endingContract(given: Given): void {
  describe('StopExecution', () => {
    it('ends a wait, with its reason, and changes nothing when repeated', async () => {
      const { subject, client } = given();
      const execution = await runStates({ subject, client }, sleeping.States);
      const stop = new StopExecutionCommand({
        executionArn: execution.arn,
        error: 'Enough',
        cause: 'of this',
      });
      const { stopDate } = await client.send(stop);
      await subject.advance(3_600_000);
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
    it('starts again at the state that failed, with its input and variables', async () => {
      const { subject, client } = given();
      subject.behave('fickle', () => {
        throw failure('Broken');
      });
      const states = {
        Remember: { Type: 'Pass', Assign: { kept: 'yes' }, Output: { n: 1 }, Next: 'Try' },
        Try: task('fickle', { Output: { kept: '{% $kept %}', result: '{% $states.result.Payload %}' } }),
      };
      const execution = await runStates({ subject, client }, states);
      expect(await execution.describe()).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });
      subject.behave('fickle', (payload) => payload);
      await client.send(new RedriveExecutionCommand({ executionArn: execution.arn }));
      await subject.settle();
      expect(await execution.output()).toEqual({ kept: 'yes', result: { n: 1 } });
      expect(await execution.describe()).toMatchObject({ redriveCount: 1 });
      expect((await execution.types()).slice(4)).toEqual([
        ...['TaskScheduled', 'TaskStarted', 'TaskFailed', 'ExecutionFailed', 'ExecutionRedriven'],
        ...['TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
      ]);
    });

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
        machine: { TimeoutSeconds: 60 },
      });
      await subject.advance(60_000);
      expect(await execution.describe()).toMatchObject({ status: 'TIMED_OUT' });
      expect((await execution.types()).at(-1)).toBe('ExecutionTimedOut');
    });
  });
}

function machineContract(given: Given): void {
  describe('state machines', () => {
    it('can be described and listed', async () => {
      const { subject, client } = given();
      const stateMachineArn = await subject.define('described', pass);
      const machine = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
      expect(machine).toMatchObject({ name: 'described', status: 'ACTIVE', type: 'STANDARD' });
      expect(JSON.parse(machine.definition ?? '')).toEqual(pass);
      const { stateMachines } = await client.send(new ListStateMachinesCommand({ maxResults: 1000 }));
      expect(stateMachines?.map(({ name }) => name)).toContain('described');
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

    it('refuse by name what is not implemented', async () => {
      const { client } = given();
      const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:none';
      const publish = client.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
      await expect(publish).rejects.toThrow(/PublishStateMachineVersion/);
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

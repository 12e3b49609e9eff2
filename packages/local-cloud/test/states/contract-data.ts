import { describe, expect, it } from 'vitest';
import type { Given } from './given.ts';
import { flowContract } from './contract-flow.ts';
import { pass, runStates } from './subject.ts';

function expressionContract(given: Given): void {
  describe('expressions', () => {
    const evaluate = async (Output: unknown, input: unknown = {}): Promise<unknown> => {
      const { subject, client } = given();
      return (await runStates({ subject, client }, { Only: pass({ Output }) }, { input })).output();
    };

    it('are evaluated wherever they stand; other texts are left alone', async () => {
      const template = {
        sum: '{% $sum($states.input.n) %}',
        list: [1, '{% $states.input.n[1] %}', { deep: '{% true %}' }],
        plain: ' {% $states.input %} ',
        dollar: '$states.input',
        nothing: null,
      };
      expect(await evaluate(template, { n: [1, 2, 3] })).toEqual({
        sum: 6,
        list: [1, 2, { deep: true }],
        plain: ' {% $states.input %} ',
        dollar: '$states.input',
        nothing: null,
      });
    });

    it("have AWS's own functions", async () => {
      const template = {
        parse: `{% $parse('{"a":[1]}').a %}`,
        partition: '{% $partition([1, 2, 3, 4, 5], 2) %}',
        range: '{% $range(0, 10, 5) %}',
        hash: "{% $hash('darkroom', 'MD5') %}",
        uuid: '{% $length($uuid()) %}',
        seeded: '{% $random(7) = $random(7) %}',
        random: '{% $random() < 1 %}',
      };
      expect(await evaluate(template)).toEqual({
        parse: [1],
        partition: [[1, 2], [3, 4], [5]],
        range: [0, 5, 10],
        hash: '77daacc483817a398128b7e3be65ce48',
        uuid: 36,
        seeded: true,
        random: true,
      });
    });

    it('tell the time, in words and in milliseconds', async () => {
      const { subject, client } = given();
      const Output = { now: '{% $now() %}', millis: '{% $millis() %}' };
      const execution = await runStates({ subject, client }, { Only: pass({ Output }) });
      const { now, millis } = (await execution.output()) as { now: string; millis: number };
      expect(now).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      const { startDate } = await execution.describe();
      for (const time of [Date.parse(now), millis])
        expect(Math.abs(time - Number(startDate))).toBeLessThanOrEqual(subject.promptMs);
    });

    it('see the context', async () => {
      const { subject, client } = given();
      const Output = '{% $states.context %}';
      const execution = await runStates({ subject, client }, { Only: pass({ Output }) }, { input: { a: 1 } });
      const { name, stateMachineArn, startDate } = await execution.describe();
      const [, entered] = await execution.history();
      expect(await execution.output()).toMatchObject({
        Execution: {
          Id: execution.arn,
          Name: name,
          Input: { a: 1 },
          StartTime: startDate?.toISOString(),
          RedriveCount: 0,
        },
        StateMachine: { Id: stateMachineArn },
        State: { Name: 'Only', EnteredTime: entered?.timestamp?.toISOString() },
      });
    });

    it.each([
      ['{% $states.input.missing %}', /returned nothing \(undefined\)/],
      ["{% 1 + 'a' %}", /T2002/],
      ["{% $error('out of paper') %}", /out of paper/],
    ])('fail the execution when %s', async (text, cause) => {
      const { subject, client } = given();
      const execution = await runStates({ subject, client }, { Only: pass({ Output: { a: text } }) });
      expect(await execution.describe()).toMatchObject({
        status: 'FAILED',
        error: 'States.QueryEvaluationError',
      });
      const [failed, ended] = (await execution.history()).slice(-2);
      expect(failed).toMatchObject({
        type: 'EvaluationFailed',
        evaluationFailedEventDetails: {
          error: 'States.QueryEvaluationError',
          location: 'Output/a',
          state: 'Only',
          cause: expect.stringMatching(cause) as string,
        },
      });
      expect(failed?.evaluationFailedEventDetails?.cause).toContain(
        "the state 'Only' (entered at the event id #2)",
      );
      expect(ended?.type).toBe('ExecutionFailed');
    });

    it('must not yield more than 256 KiB', async () => {
      const { subject, client } = given();
      const Output = "{% $pad('x', 300000) %}";
      const execution = await runStates({ subject, client }, { Only: pass({ Output }) });
      expect(await execution.describe()).toMatchObject({
        status: 'FAILED',
        error: 'States.DataLimitExceeded',
      });
    });
  });
}

function variableContract(given: Given): void {
  describe('variables', () => {
    it('are assigned from the values before, and seen from the next state on', async () => {
      const { subject, client } = given();
      const states = {
        First: pass({ Assign: { x: 1, y: 10 }, Next: 'Swap' }),
        Swap: pass({
          Assign: { x: '{% $y %}', y: '{% $x %}' },
          Output: ['{% $x %}', '{% $y %}'],
          Next: 'Last',
        }),
        Last: pass({ Output: { before: '{% $states.input %}', after: ['{% $x %}', '{% $y %}'] } }),
      };
      const execution = await runStates({ subject, client }, states);
      expect(await execution.output()).toEqual({ before: [1, 10], after: [10, 1] });
      const exited = (await execution.history()).find(({ type }) => type === 'PassStateExited');
      expect(exited?.stateExitedEventDetails?.assignedVariables).toEqual({ x: '1', y: '10' });
    });
  });
}

/** What happens to data on its way. */
export function dataContract(given: Given): void {
  expressionContract(given);
  variableContract(given);
  flowContract(given);
}

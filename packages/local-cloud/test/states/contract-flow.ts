import { describe, expect, it } from 'vitest';
import type { Given } from './given.ts';
import { pass, runStates } from './subject.ts';

/** How an execution goes from state to state. */
export function flowContract(given: Given): void {
  describe('Choice', () => {
    const states = {
      Which: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n > 10 %}', Assign: { size: 'big' }, Next: 'Told' },
          {
            Condition: '{% $states.input.n > 5 %}',
            Assign: { size: 'middling' },
            Output: 'shaped',
            Next: 'Told',
          },
        ],
        Assign: { size: 'small' },
        Default: 'Told',
      },
      Told: pass({ Output: { size: '{% $size %}', input: '{% $states.input %}' } }),
    };

    it.each([
      [11, { size: 'big', input: { n: 11 } }],
      [6, { size: 'middling', input: 'shaped' }],
      [1, { size: 'small', input: { n: 1 } }],
    ])('takes the first way that is open for %i', async (n, expected) => {
      const { subject, client } = given();
      const execution = await runStates({ subject, client }, states, { input: { n } });
      expect(await execution.output()).toEqual(expected);
      expect(await execution.types()).toEqual([
        ...['ExecutionStarted', 'ChoiceStateEntered', 'ChoiceStateExited'],
        ...['PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'],
      ]);
    });

    it('fails when no way is open', async () => {
      const { subject, client } = given();
      const { Default, ...Which } = states.Which;
      void Default;
      const execution = await runStates({ subject, client }, { ...states, Which }, { input: { n: 1 } });
      expect(await execution.describe()).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
    });

    it('fails when a condition is no truth value', async () => {
      const { subject, client } = given();
      const Choices = [{ Condition: '{% 1 %}', Next: 'Told' }];
      const execution = await runStates(
        { subject, client },
        {
          Which: { ...states.Which, Choices },
          Told: states.Told,
        },
      );
      expect(await execution.describe()).toMatchObject({ error: 'States.QueryEvaluationError' });
    });
  });

  describe('Wait', () => {
    const floored = '$floor($millis() / 1000) * 1000 + 2000';

    it.each([
      ['seconds', { Seconds: 2 }],
      ['computed seconds', { Seconds: '{% $states.input.n + 1 %}' }],
    ])('waits for %s', async (_, how) => {
      const { subject, client } = given();
      const states = { Nap: { Type: 'Wait', ...how, End: true } };
      const execution = await runStates({ subject, client }, states, { input: { n: 1 } });
      expect(await execution.describe()).toMatchObject({ status: 'RUNNING' });
      await subject.advance(2_000);
      await subject.ends(execution);
      expect(await execution.output()).toEqual({ n: 1 });
      const [, entered, exited] = await execution.history();
      const waited = Number(exited?.timestamp) - Number(entered?.timestamp);
      expect(waited).toBeGreaterThanOrEqual(2_000);
      expect(waited).toBeLessThanOrEqual(2_000 + subject.promptMs);
      expect(await execution.types()).toEqual([
        ...['ExecutionStarted', 'WaitStateEntered', 'WaitStateExited', 'ExecutionSucceeded'],
      ]);
    });

    it.each([
      ['a computed time', `$fromMillis(${floored})`],
      [
        'a time, without its fraction of a second',
        `$fromMillis(${floored}, '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].999Z')`,
      ],
    ])('waits for %s', async (_, until) => {
      const { subject, client } = given();
      const states = {
        Set: pass({ Assign: { due: `{% ${floored} %}`, until: `{% ${until} %}` }, Next: 'Nap' }),
        Nap: { Type: 'Wait', Timestamp: '{% $until %}', Output: '{% $due %}', End: true },
      };
      const execution = await runStates({ subject, client }, states);
      await subject.advance(2_000);
      await subject.ends(execution);
      const due = await execution.output();
      const exited = (await execution.history()).find(({ type }) => type === 'WaitStateExited');
      const late = Number(exited?.timestamp) - Number(due);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThanOrEqual(subject.promptMs);
    });

    it('does not wait for a time that has passed', async () => {
      const { subject, client } = given();
      const Nap = { Type: 'Wait', Timestamp: '2001-01-01T00:00:00Z', End: true };
      const execution = await runStates({ subject, client }, { Nap });
      await subject.ends(execution);
      expect(await execution.describe()).toMatchObject({ status: 'SUCCEEDED' });
    });

    it.each([
      ['Seconds', '{% 1.5 %}'],
      ['Seconds', "{% 'soon' %}"],
      ['Timestamp', "{% 'tomorrow' %}"],
    ])('fails when %s is %s', async (field, text) => {
      const { subject, client } = given();
      const execution = await runStates(
        { subject, client },
        { Nap: { Type: 'Wait', [field]: text, End: true } },
      );
      await subject.ends(execution);
      expect(await execution.describe()).toMatchObject({ error: 'States.QueryEvaluationError' });
    });
  });

  describe('Succeed and Fail', () => {
    it('end the execution with what they say', async () => {
      const { subject, client } = given();
      const well = await runStates({ subject, client }, { Well: { Type: 'Succeed', Output: '{% 1 + 1 %}' } });
      expect(await well.output()).toBe(2);
      expect(await well.types()).toContain('SucceedStateExited');
      const Badly = { Type: 'Fail', Error: "{% 'No' & 'pe' %}", Cause: 'because' };
      const badly = await runStates({ subject, client }, { Badly });
      expect(await badly.describe()).toMatchObject({ status: 'FAILED', error: 'Nope', cause: 'because' });
      expect(await badly.types()).toEqual(['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed']);
    });
  });
}

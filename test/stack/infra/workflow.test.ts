import { describe, expect, it } from 'vitest';
import { MOST_LOOKS } from '#domain/tasks/limits.ts';
import { dispatch } from '../../../infra/dispatch.ts';
import { workflow } from '../../../infra/workflow.ts';
import { checkDefinition } from '@darkroom/local-cloud/states/rules';

const states = workflow.States;

describe('the task workflow', () => {
  it('is a definition that Step Functions accepts', () => {
    // asl-validator, and the rules it misses.
    expect(checkDefinition(workflow)).toEqual([]);
  });

  it('never repeats the paid call', () => {
    expect(states.Submit).not.toHaveProperty('Retry');
    expect(states.Submit.Resource).toMatch(/\.waitForTaskToken$/);
  });

  it('leaves Submit by what was decided, and by asking whenever that is not known', () => {
    const ways = states.Submit.Catch.map((way) => [way.ErrorEquals[0], way.Next]);
    expect(ways).toEqual([
      ['Held', 'Hold'],
      ['Queued', 'Queue'],
      ['PollOnly', 'Wait'],
      ['States.Timeout', 'Query'],
      ['States.ALL', 'Query'],
    ]);
    expect(states.Submit.Next).toBe('Finalize');
  });

  it('waits for the token at least ten seconds longer than the submit function may run', () => {
    expect(states.Submit.TimeoutSeconds).toBe(
      '{% $max([$states.context.Execution.Input.firstLookSeconds, 70]) %}',
    );
  });

  it('lets a task wait for its turn in Queue, and has its call made from there: one transition more, however long it waits', () => {
    const { Queue, Submit } = states;
    expect(Queue).not.toHaveProperty('Retry');
    expect(Queue.Resource).toBe(Submit.Resource);
    expect([Queue.Next, Queue.Catch]).toEqual([Submit.Next, Submit.Catch]);
    expect(Queue.TimeoutSeconds).toBe(
      '{% $queueSeconds + $max([$states.context.Execution.Input.firstLookSeconds, 70]) %}',
    );
  });

  it('takes two transitions when the callback comes, and three for each question', () => {
    expect([states.Submit.Next, states.Finalize.End]).toEqual(['Finalize', true]);
    expect([states.Wait.Next, states.Query.Next, states['Settled?'].Choices[0].Next]).toEqual([
      'Query',
      'Settled?',
      'Wait',
    ]);
  });

  it('does not repeat Finalize when it only asks for patience', () => {
    expect(states.Finalize.Retry[0]).toEqual({ ErrorEquals: ['NotReady'], MaxAttempts: 0 });
    expect(states.Finalize.Catch[0].Next).toBe('Wait');
  });

  it('tells of failed attempts of Finalize, but of none that only asked for patience', () => {
    const [patience, failure] = states.Finalize.Catch;
    expect(patience.Assign).not.toHaveProperty('finalizeFailed');
    expect(failure.Assign.finalizeFailed).toBe(true);
    expect(states.Query.Arguments.Payload.finalizeFailed).toBe('{% $finalizeFailed %}');
    expect(states.Query.Assign.finalizeFailed).toBe(false);
    expect(states.Finalize.Arguments.Payload.retries).toBe(
      '{% $max([0, $states.context.State.RetryCount]) %}',
    );
  });

  it('never gives a task up because asking or archiving failed', () => {
    expect(states.Query.Catch.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], Next: 'Wait' });
    expect(states.Finalize.Catch.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], Next: 'Wait' });
  });
});

describe('the machine that gives out turns', () => {
  const { States } = dispatch;

  it('is a definition that Step Functions accepts', () => {
    expect(checkDefinition(dispatch)).toEqual([]);
  });

  it('takes three transitions for a look, however many have their turn by it', () => {
    const [again] = States['Somebody waits?'].Choices;
    expect([States.Look.Next, again.Next, States.Wait.Next]).toEqual(['Somebody waits?', 'Wait', 'Look']);
    expect(States['Somebody waits?'].Default).toBe('Nobody waits');
  });

  it('hands over long before an execution has 25,000 events', () => {
    // A task that is called has five, a choice and a wait two each, and each attempt after the first three more.
    const eventsOfALook = 5 + 2 + 2 + 3 * States.Look.Retry[0].MaxAttempts;
    expect(MOST_LOOKS * eventsOfALook).toBeLessThan(25_000 / 2);
  });

  it('ends where a look fails again and again: who joins next, or the sweeper, begins anew', () => {
    expect(States.Look).not.toHaveProperty('Catch');
  });
});

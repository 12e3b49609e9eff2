import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { evaluate, isExpression, type Scope } from './expression.ts';
import { facts } from '../engine/facts.ts';

function expressionsIn(value: unknown): string[] {
  if (isExpression(value)) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(expressionsIn);
}

const scope: Scope = {
  now: Date.parse('2026-01-05T09:00:00.000Z'),
  variables: {
    ...{ polls: 3, finalizeFailed: true, seconds: 17, queueSeconds: 340 },
    until: '2026-01-05T09:01:00.000Z',
  },
  states: {
    context: {
      Execution: { Name: 'a-0mk-2', Input: { taskId: 'a', owner: 'ana', run: 2, firstLookSeconds: 60 } },
      Task: { Token: 'token' },
      State: { RetryCount: 1 },
    },
    input: { outcome: 'pending', seconds: 12, until: '2026-01-05T08:59:00.000Z' },
    result: { Payload: { status: 'SUCCESS' } },
    errorOutput: {
      Error: 'Held',
      Cause: '{"until":"2026-01-05T10:00:00.000Z","seconds":5,"errorMessage":"{\\"seconds\\":9}"}',
    },
  },
};

/** What the real language makes of it, with the functions that Step Functions adds. */
async function truly(expression: string): Promise<unknown> {
  const compiled = jsonata(expression.slice(2, -2));
  compiled.registerFunction('parse', (text: string) => JSON.parse(text) as unknown);
  compiled.registerFunction('millis', () => scope.now);
  const value: unknown = await compiled.evaluate({}, { states: scope.states, ...scope.variables });
  return value;
}

describe('the state machine’s expressions', () => {
  it.each([...new Set(expressionsIn([facts.definition, facts.dispatch]))])(
    '%s means what JSONata says',
    async (expression) => {
      expect(evaluate(expression, scope)).toEqual(await truly(expression));
    },
  );

  it('are refused by name where the simulation does not understand them', () => {
    expect(() => evaluate('{% $states.input[0] %}', scope)).toThrow('does not understand');
  });
});

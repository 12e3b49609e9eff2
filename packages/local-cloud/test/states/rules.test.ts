import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../states/rules.ts';
import { INVOKE, machine, pass, task, whole } from './definitions.ts';

const codes = (definition: unknown): string[] => checkDefinition(definition).map((problem) => problem.code);

describe('a definition that is sound', () => {
  it('has no problems, placeholders, line breaks and empty texts included', () => {
    expect(checkDefinition(whole)).toEqual([]);
  });

  it('is left as it was', () => {
    const before = structuredClone(whole);
    checkDefinition(whole);
    expect(whole).toEqual(before);
  });

  it('may use names of its own inside an expression, and relative fields inside a path', () => {
    const Output = {
      a: '{% ($n := 2; $map([1, 2], function($v) { $v * $n })) %}',
      b: "{% $states.input.items[status = 'x' and $ != 1].{'q': name} %}",
      c: '{% $states.input.items@$item#$at.{"n": $item.name, "at": $at}^(>n) %}',
      d: '{% $states.input.items{kind: $count($)} %}',
      e: "{% $hash($uuid(), 'MD5') & $string($range(1, 3, 1)) & $now() %}",
    };
    expect(checkDefinition(machine({ Only: pass({ Output, End: true }) }))).toEqual([]);
  });
});

describe('a definition that AWS refuses', () => {
  it.each<[string, unknown, string]>([
    ['no object', 'text', 'NOT_AN_OBJECT'],
    ['no states', { QueryLanguage: 'JSONata', StartAt: 'A', States: {} }, 'NO_STATES'],
    ['no query language', { StartAt: 'A', States: { A: pass() } }, 'QUERY_LANGUAGE'],
    [
      'JSONPath in one state',
      machine({ A: pass({ QueryLanguage: 'JSONPath', End: true }) }),
      'QUERY_LANGUAGE',
    ],
    ['a field of JSONPath', machine({ A: pass({ InputPath: '$.a', End: true }) }), 'JSONPATH_FIELD'],
    ['a result path', machine({ A: task({ ResultPath: '$.a' }) }), 'JSONPATH_FIELD'],
    ['a Map', machine({ A: { Type: 'Map', End: true } }), 'UNSUPPORTED_STATE'],
    ['a Parallel', machine({ A: { Type: 'Parallel', End: true } }), 'UNSUPPORTED_STATE'],
    ['an unknown field', machine({ A: pass({ Surprise: 1, End: true }) }), 'SCHEMA_VALIDATION_FAILED'],
    ['an unknown start', machine({ A: pass() }, { StartAt: 'B' }), 'MISSING_TRANSITION_TARGET'],
    ['an unknown target', machine({ A: pass({ Next: 'B' }) }), 'MISSING_TRANSITION_TARGET'],
    [
      'an unknown target of a Catch',
      machine({ A: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] }) }),
      'MISSING_TRANSITION_TARGET',
    ],
    ['an unreachable state', machine({ A: pass(), B: pass() }), 'UNREACHABLE_STATE'],
    ['Next beside End', machine({ A: pass({ Next: 'A', End: true }) }), 'TRANSITION'],
    ['neither Next nor End', machine({ A: pass({}) }), 'TRANSITION'],
    ['an end after Succeed', machine({ A: { Type: 'Succeed', End: true } }), 'TRANSITION'],
    ['a Retry outside a Task', machine({ A: pass({ Retry: [], End: true }) }), 'NOT_A_TASK'],
    [
      'Seconds beside Timestamp',
      machine({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true } }),
      'WAIT_DURATION',
    ],
    [
      'a loop without an end',
      machine({ A: pass({ Next: 'B' }), B: pass({ Next: 'A' }) }),
      'MISSING_TERMINAL_STATE',
    ],
  ])('is named for %s', (_, definition, code) => {
    expect(codes(definition)).toContain(code);
  });

  const catching = (...rules: string[][]): unknown =>
    machine({ A: task({ Catch: rules.map((ErrorEquals) => ({ ErrorEquals, Next: 'B' })) }), B: pass() });

  it('is named for States.ALL that is not alone or not last', () => {
    expect(codes(catching(['States.ALL', 'Held']))).toEqual(['STATES_ALL']);
    expect(codes(catching(['States.ALL'], ['Held']))).toEqual(['STATES_ALL']);
    expect(codes(catching(['Held'], ['States.ALL']))).toEqual([]);
    const retrying = task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['Held'] }] });
    expect(codes(machine({ A: retrying }))).toEqual(['STATES_ALL']);
  });

  it('is named for reserved error names that do not exist', () => {
    expect(codes(catching(['States.Held']))).toEqual(['ERROR_EQUALS']);
  });

  it('is named for retry numbers out of range', () => {
    const retrying = (more: Record<string, unknown>): string[] =>
      codes(machine({ A: task({ Retry: [{ ErrorEquals: ['States.ALL'], ...more }] }) }));
    expect(retrying({ IntervalSeconds: 0 })).toEqual(['RETRY']);
    expect(retrying({ BackoffRate: 0.5 })).toEqual(['RETRY']);
    expect(retrying({ MaxAttempts: 1.5 })).toEqual(['RETRY']);
    expect(retrying({ IntervalSeconds: 5, MaxDelaySeconds: 5 })).toEqual(['RETRY']);
    expect(retrying({ JitterStrategy: 'SOME' })).toEqual(['RETRY']);
  });

  it('is named for a token that is not handed over, or that does not exist', () => {
    const token = { FunctionName: 'f', Payload: '{% $states.context.Task.Token %}' };
    expect(codes(machine({ A: task({ Resource: `${INVOKE}.waitForTaskToken` }) }))).toEqual(['TASK_TOKEN']);
    expect(codes(machine({ A: task({ Arguments: token }) }))).toEqual(['TASK_TOKEN']);
    expect(codes(machine({ A: task({ Resource: `${INVOKE}.waitForTaskToken`, Arguments: token }) }))).toEqual(
      [],
    );
  });

  it('is named for a heartbeat that is no shorter than the timeout', () => {
    expect(codes(machine({ A: task({ TimeoutSeconds: 10, HeartbeatSeconds: 10 }) }))).toEqual(['HEARTBEAT']);
    expect(codes(machine({ A: task({ TimeoutSeconds: 10, HeartbeatSeconds: 9 }) }))).toEqual([]);
  });

  it('is named for resources and arguments that are not supported', () => {
    expect(codes(machine({ A: task({ Resource: 'arn:aws:states:::sqs:sendMessage' }) }))).toEqual([
      'UNSUPPORTED_RESOURCE',
    ]);
    expect(codes(machine({ A: task({ Arguments: { FunctionName: 'f', Qualifier: '1' } }) }))).toEqual([
      'UNSUPPORTED_ARGUMENT',
    ]);
    expect(codes(machine({ A: task({ Arguments: {} }) }))).toEqual(['ARGUMENTS']);
  });

  const output = (Output: unknown): string[] => codes(machine({ A: pass({ Output, End: true }) }));

  it.each([
    ['{% $states.input.a ?? 1 %}', 'JSONATA_SYNTAX'],
    ['{% $states.input. %}', 'JSONATA_SYNTAX'],
    ['{% $eval("1") %}', 'JSONATA_UNSUPPORTED'],
    ['{% $ %}', 'JSONATA_UNSUPPORTED'],
    ['{% $.a %}', 'JSONATA_UNSUPPORTED'],
    ['{% $$.a %}', 'JSONATA_UNSUPPORTED'],
    ['{% taskId %}', 'JSONATA_UNSUPPORTED'],
    ['{% {"a": taskId} %}', 'JSONATA_UNSUPPORTED'],
    ['{% $sum(*) %}', 'JSONATA_UNSUPPORTED'],
    ['{% $map([1], function($v) { $v + other }) %}', 'JSONATA_UNSUPPORTED'],
    ['{% $nothingLikeIt(1) %}', 'JSONATA_UNSUPPORTED'],
    ['{% $states.output %}', 'JSONATA_UNSUPPORTED'],
    ['{% $states.result %}', 'STATES_RESULT'],
    ['{% $states.errorOutput %}', 'STATES_ERROR_OUTPUT'],
    ['{% $states.input', 'JSONATA_MARKS'],
    ['{% $neverAssigned %}', 'UNASSIGNED_VARIABLE'],
  ])('is named for the expression %s', (text, code) => {
    expect(output({ deep: [text] })).toEqual([code]);
  });

  it('is named for a variable read in the state that assigns it', () => {
    const own = pass({ Assign: { x: 1 }, Output: '{% $x %}', End: true });
    expect(codes(machine({ A: own }))).toEqual(['UNASSIGNED_VARIABLE']);
  });

  it('is named for assigning what cannot be assigned', () => {
    expect(codes(machine({ A: pass({ Assign: { states: 1 }, End: true }) }))).toEqual(['ASSIGN']);
    expect(codes(machine({ A: pass({ Assign: { 'a-b': 1 }, End: true }) }))).toEqual(['ASSIGN']);
    expect(codes(machine({ A: pass({ Assign: '{% {"a": 1} %}', End: true }) }))).toEqual(['ASSIGN']);
  });
});

describe('a definition that fails only on some ways', () => {
  const reading = (Output: string): unknown =>
    machine({
      A: task({
        End: undefined,
        Next: 'C',
        Assign: { x: 1 },
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }],
      }),
      C: pass({ Output, End: true }),
    });

  it('is warned of a variable that a Catch forgot to assign', () => {
    expect(checkDefinition(reading('{% $x %}'))).toEqual([
      {
        severity: 'WARNING',
        code: 'PERHAPS_UNASSIGNED_VARIABLE',
        message: '$x, used in Output, is not assigned on every way here',
        state: 'C',
      },
    ]);
  });

  it('is not warned where the expression asks whether it exists', () => {
    expect(codes(reading('{% $exists($x) ? $x : 0 %}'))).toEqual([]);
  });
});

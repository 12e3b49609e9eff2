import { describe, expect, it } from 'vitest';
import { facts } from '../engine/facts.ts';
import type { Point } from '../engine/fault.ts';
import { optionsOf } from '../scenarios/scenario-options.ts';
import { scenarios } from '../scenarios/scenarios.ts';
import { Simulation } from '../simulation.ts';
import { firstOfItsLike, roughly, situationAt } from './situation.ts';

/** The situations of a scenario's awaits, by what they call. */
async function situationsOf(name: string): Promise<Map<string, string[]>> {
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario ${name}`);
  const found = new Map<string, string[]>();
  const note = ({ operation, action }: Point, situation: string): void => {
    const call = `${operation}@${action}`;
    found.set(call, [...(found.get(call) ?? []), situation]);
  };
  await new Simulation({
    ...optionsOf(scenario, facts),
    injector: (_chance, look) => (point, about) => {
      note(point, situationAt(point, about, { ...look(), scenario }));
      return undefined;
    },
  }).run();
  return found;
}

describe('the situation of an await', () => {
  it('is the same in two scenarios that have gone the same way so far', async () => {
    const [one, other] = await Promise.all(
      ['a picture by callback', 'a callback that is lost'].map(situationsOf),
    );
    for (const call of ['workflow.start@create-task', 'provider.create@submit-generation']) {
      expect(one?.get(call)).toHaveLength(1);
      expect(other?.get(call)).toEqual(one?.get(call));
    }
  });

  it('is another one where it is reached from elsewhere, or rows or the provider say something else', async () => {
    const callback = await situationsOf('a picture by callback');
    const failed = await situationsOf('a job that fails');
    // The job is written before it is sent, and after.
    expect(new Set(callback.get('table.write#job@submit-generation')).size).toBe(2);
    expect(failed.get('table.write#job@provider-callback')?.[0]).not.toBe(
      callback.get('table.write#job@provider-callback')?.[0],
    );
  });

  it('says what does not work just then', async () => {
    const spoiled = await situationsOf('a submission that always throws');
    const [call = ''] = spoiled.get('lambda.invoke@submit-generation') ?? [];
    expect(call.split('\n').at(-1)).toBe('function, submit-generation');
    const down = await situationsOf('a store that is down for an hour');
    const keeps = (down.get('media.keep@finalize-task') ?? []).map((one) => one.split('\n').at(-1));
    expect([keeps[0], keeps.at(-1)]).toEqual(['store', '']);
  });

  it('names the lines, the states and the answer, and nothing of one run', async () => {
    const [situation = ''] =
      (await situationsOf('a picture by callback')).get('table.write#job@provider-callback') ?? [];
    const [call, place, stored, executions, told, queue, ...more] = situation.split('\n');
    expect(call).toBe('table.write#job@provider-callback');
    expect(place).toMatch(/^storage\/\S+:\d+:\d+ < .*actions\/workflow\/provider-callback\.ts:\d+:\d+$/);
    expect(stored).toBe('job submitted, request , task PENDING, upload ready');
    expect([executions, told, queue]).toEqual(['running', 'success', '']);
    expect(more).toEqual(['']);
  });
});

it('of a situation, what else is stored, the queue and who does not answer matter less', () => {
  const situation = ['a@b', 'x.ts:1:1', 'job submitted stored, request , task PENDING', 'running', 'success'];
  const rough = ['a@b', 'x.ts:1:1', 'submitted', 'running', 'success'];
  const roughlyAs = (...more: string[]): string => roughly([...situation, ...more].join('\n'));
  expect(roughlyAs('job one 1', 'store')).toBe([...rough, ''].join('\n'));
  expect(roughlyAs('', '')).toBe([...rough, ''].join('\n'));
  expect(roughlyAs('', 'finalize-task, function')).toBe([...rough, 'finalize-task, function'].join('\n'));
});

it('a fault is tried once in a situation, and every other one there too', () => {
  const isFirst = firstOfItsLike((situation) => situation);
  expect([isFirst('lost', 'a'), isFirst('lost', 'a'), isFirst('slow', 'a'), isFirst('lost', 'b')]).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect([isFirst('lost', 'a', 'refused'), isFirst('lost', 'a', 'slow')]).toEqual([true, true]);
});

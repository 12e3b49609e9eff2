import { describe, expect, it } from 'vitest';
import { facts } from '../engine/facts.ts';
import { entering, invoking, pointName, type Fault, type Point } from '../engine/fault.ts';
import { scenarios } from '../scenarios/scenarios.ts';
import { pointsOf } from './enumerate.ts';
import { faultChoices, standIns } from './fault-choice.ts';

const at = (operation: string, nth: number, more: Partial<Point> = {}): Point => ({
  ...{ ordinal: nth, action: 'submit-generation', operation, nth, invocation: 1 },
  ...{ follows: true, givesUp: false, ...more },
});
const begun: Point = { ordinal: 0, ...invoking('submit-generation', 1) };

const choicesAt = (...points: readonly Point[]): readonly (readonly Fault[])[] =>
  faultChoices([begun, ...points])
    .slice(1)
    .map(({ faults }) => faults);

describe('faults that are tried', () => {
  it('kill once between two changes, and hang once', () => {
    expect(
      choicesAt(
        at('table.get#job', 1),
        at('table.write#job', 2),
        at('table.get#task', 3),
        at('table.partition#task', 4),
        at('table.write#output', 5),
      ),
    ).toEqual([
      ['refused', 'slow'],
      ['refused', 'lost', 'crash-after', 'slow', 'late', 'twice'],
      ['refused'],
      ['refused'],
      ['refused', 'lost', 'crash-after', 'slow', 'late', 'twice'],
    ]);
  });

  it('are all there where awaits overlap, or time has passed between them', () => {
    const apart = at('table.write#task', 2, { follows: false });
    expect(choicesAt(at('table.write#job', 1), apart)[1]).toContain('crash-before');
  });

  it('hang a read after a call whose caller gives up waiting', () => {
    const create = at('provider.create', 1, { givesUp: true });
    expect(choicesAt(create, at('table.get#job', 2))[1]).toEqual(['refused', 'slow']);
  });

  it('fail a call of a function once before it runs: which error says so, the state machine does not ask', () => {
    const [choice] = faultChoices([begun]);
    expect(choice?.faults).toEqual(['refused', 'crash-after', 'slow', 'late', 'twice']);
    expect(JSON.stringify(facts.definition)).not.toMatch(/TooManyRequests|ExitError|Lambda\./);
  });

  it('stop an execution, and go on with it or not', () => {
    const [choice] = faultChoices([{ ordinal: 0, ...entering('Query') }]);
    expect(choice?.faults).toEqual(['crash-before', 'crash-after']);
  });

  it('come in loops at the first and the last time', () => {
    const rounds = [1, 2, 3].map((round) => ({
      ...at('table.write#job', 1),
      ordinal: round,
      invocation: round,
    }));
    expect(faultChoices(rounds).map(({ point }) => point.ordinal)).toEqual([1, 3]);
  });

  it.each(['a picture by callback', 'a picture by polling', 'canceled while it runs, outputs discarded'])(
    'leave out only deaths after which it goes on as after the one that stands for them: %s',
    { timeout: 60_000 },
    async (name) => {
      const scenario = scenarios.find((one) => one.name === name);
      if (scenario === undefined) throw new Error(`There is no scenario ${name}`);
      const points = await pointsOf(scenario, facts);
      // A read takes its milliseconds: what happens elsewhere may come in another order, and a turn be waited for.
      const isOfTurns = ({ operation }: Point): boolean => /#questions$|^clock\.sleep$/.test(operation);
      const after = async (ordinal: number, fault: Fault): Promise<string[]> => {
        const all = await pointsOf(scenario, facts, new Map([[ordinal, fault]]));
        const rest = all.filter((point) => point.ordinal > ordinal && !isOfTurns(point));
        return [...new Set(rest.map(({ operation, action }) => `${operation}@${action}`))].toSorted();
      };
      const standIn = standIns(points);
      let compared = 0;
      for (const { point, faults } of faultChoices(points)) {
        const instead = standIn(point, 0);
        if (point.action === 'machine' || faults.includes('crash-before') || instead === undefined) continue;
        const wasChange = instead.nth > 0;
        const same = await after(instead.ordinal, wasChange ? 'crash-after' : 'crash-before');
        expect(await after(point.ordinal, 'crash-before'), pointName(point)).toEqual(same);
        compared += 1;
      }
      expect(compared).toBeGreaterThan(10);
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verdict } from './check.ts';
import { checks } from './checks.ts';
import { everyModel, judge, openKit, type Kit } from './kit.ts';
import { staleDifferences } from './known-differences.ts';
import { wrongDialects } from './defects-of-dialects.ts';
import { wrongEntries } from './defects-of-entries.ts';
import { wrongInputs } from './defects-of-inputs.ts';

const models = everyModel();
const plantedDefects = [...wrongEntries, ...wrongInputs, ...wrongDialects];

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit.close());

describe('every model of the catalogue', () => {
  it.each(checks)('$name', async (check) => {
    const verdicts: { model: string; verdict: Verdict }[] = [];
    for (const model of models) verdicts.push({ model: model.name, verdict: await judge(check, model, kit) });
    expect(verdicts.filter(({ verdict }) => verdict.type === 'failed')).toEqual([]);
    const applied = verdicts.filter(({ verdict }) => verdict.type === 'passed');
    expect(applied.length).toBeGreaterThanOrEqual(check.fewest);
  });

  it('differs from the simulator only where it is known to, and still does there', () => {
    expect(staleDifferences()).toEqual([]);
  });
});

describe('the kit', () => {
  it('has at least 25 checks, each of its own name', () => {
    expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
    expect(checks.length).toBeGreaterThanOrEqual(25);
  });

  it.each(plantedDefects)('finds $what', async ({ found, subject }) => {
    for (const name of found) {
      const check = checks.find((one) => one.name === name) ?? expect.fail(`no check is called ${name}`);
      const verdict = await judge(check, subject, kit);
      expect({ name, type: verdict.type }).toEqual({ name, type: 'failed' });
    }
  });

  it('has no check that cannot fail', () => {
    const found = new Set(plantedDefects.flatMap((defect) => defect.found));
    expect(checks.map(({ name }) => name).filter((name) => !found.has(name))).toEqual([]);
  });
});

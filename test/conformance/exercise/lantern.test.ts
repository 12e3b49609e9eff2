import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findModel, listModels } from '#providers/catalog.ts';
import { describeModel } from '#providers/catalog/describe.ts';
import { planFrom } from '#providers/catalog/plan.ts';
import type { Verdict } from '../check.ts';
import { checks } from '../checks.ts';
import { judge, openKit, type Kit } from '../kit.ts';
import { Subject, today } from '../subject.ts';
import { lantern, lanternThere } from './lantern.ts';

const catalogue = [...listModels(), lantern];
const ask = (input: Record<string, unknown>) =>
  planFrom(catalogue, { service: 'KIE', model: 'lantern', input }, { allowRetired: false, now: today });

let kit: Kit;
const verdicts = new Map<string, Verdict>();
beforeAll(async () => {
  kit = await openKit();
  await kit.simulator.learn(lanternThere);
  const subject = new Subject(lantern, catalogue);
  for (const check of checks) verdicts.set(check.name, await judge(check, subject, kit));
});
afterAll(() => kit.close());

const named = (type: Verdict['type']): string[] =>
  [...verdicts].filter(([, verdict]) => verdict.type === type).map(([name]) => name);

describe('a model that is added by its entry alone', () => {
  it('is in no catalogue yet', () => {
    expect(findModel(lantern.id)).toBeUndefined();
    expect(findModel('lantern')).toBeUndefined();
  });

  it('passes the whole kit', () => {
    expect([...verdicts].filter(([, verdict]) => verdict.type === 'failed')).toEqual([]);
    expect(named('passed').length).toBeGreaterThan(55);
  });

  it('is spared only the checks of what it does not have', () => {
    expect(named('not applicable')).toEqual([
      'names a living successor when it is dying',
      'is refused with its successor once it is gone',
      'refuses what is too much together, at the field that is named for it',
      'refuses a span that is too long, or ends before it begins, at its end',
      'makes as many paid calls as are asked for where its wire form has no count',
      'is estimated at its dearest where the request leaves to the provider what decides its price',
      'prices what it assumes where the request does not say how much',
    ]);
  });

  it('ends at the simulator with files and a bill', () => {
    const last = verdicts.get(
      'ends at the simulator with files and a bill, its answers read by its own dialect',
    );
    expect(last).toEqual({ type: 'passed' });
  });

  it('is planned and priced by its own rule, under its older spelling too', () => {
    const prompt = 'a lantern in fog';
    expect(ask({ prompt })).toMatchObject({
      wireModel: 'somebody/lantern-1',
      dialect: 'kie-jobs',
      estimate: 3500,
    });
    expect(ask({ prompt, resolution: '2K', num_images: 4, ratio: '16:9' })).toMatchObject({
      estimate: 29_000,
      input: { prompt, resolution: '2K', num_images: '4', aspect_ratio: '16:9' },
    });
  });

  it('says what it takes, what it costs and what it can do', () => {
    expect(describeModel(lantern)).toMatchObject({
      id: 'somebody/lantern-1',
      status: 'active',
      capabilities: ['text-to-image', 'image-to-image', 'batch', 'seed', 'callback'],
      forms: [{ rules: ['reference_urls: is required with reference_weight'] }],
      inputSchema: { properties: { input: { required: expect.arrayContaining(['prompt']) as string[] } } },
    });
  });

  it('is refused by the simulator where its facts there say otherwise', async () => {
    await kit.simulator.learn({
      ...lanternThere,
      input: { ...lanternThere.input, style: { type: 'string', required: true } },
    });
    const isTaken = checks.find(({ name }) => name.startsWith('is taken by the simulator')) ?? expect.fail();
    expect((await judge(isTaken, new Subject(lantern, catalogue), kit)).type).toBe('failed');
  });
});

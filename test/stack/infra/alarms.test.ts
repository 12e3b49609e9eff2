import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAssembly, ofType, type Assembly } from './assembly.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let assembly: Assembly;
beforeAll(async () => {
  assembly = await anAssembly();
});
afterAll(() => assembly.remove());

describe('the stack', () => {
  it('alarms when a run fails, a function without a caller fails, the API answers 5xx or Lambda throttles', () => {
    const alarms = ofType(assembly.service, 'AWS::CloudWatch::Alarm');
    expect(alarms).toHaveLength(11);
    for (const [, { Properties }] of alarms) {
      expect(Properties).toMatchObject({ TreatMissingData: 'notBreaching' });
      expect(Properties['AlarmActions']).toHaveLength(1);
    }
  });

  it('alarms on every count that our code makes for a person to hear of', () => {
    const metrics = ofType(assembly.service, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) =>
      JSON.stringify(Properties),
    );
    const sources = ['shared/actions', 'functions'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => readFileSync(join(root, folder, file), 'utf8')),
    );
    for (const name of ['ProviderAuthRefused', 'OrphanJob', 'OutcomeUnknown', 'CatalogueDrift']) {
      expect(sources.some((source) => source.includes(`'${name}'`))).toBe(true);
      expect(metrics.filter((metric) => metric.includes(`"${name}"`))).toHaveLength(1);
    }
  });

  it('watches few enough metrics to cost cents at rest', () => {
    const watched = ofType(assembly.service, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => {
      const several = Properties['Metrics'] as { MetricStat?: unknown }[] | undefined;
      return several?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1;
    });
    const FREE = 10;
    const cents = 10 * Math.max(0, watched.reduce((sum, count) => sum + count, 0) - FREE);
    expect(cents).toBeLessThanOrEqual(50);
  });
});

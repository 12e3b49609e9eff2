import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemMetrics } from '#domain/operators/operator-item.ts';
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

  it('lets CloudWatch publish each alarm on its topic, and nobody of another account', () => {
    const policies = ofType(assembly.service, 'AWS::SNS::TopicPolicy').map(
      ([, { Properties }]) =>
        Properties as { Topics: unknown[]; PolicyDocument: { Statement: Record<string, unknown>[] } },
    );
    const statementsOn = (topic: unknown) =>
      policies
        .filter(({ Topics }) => Topics.some((named) => isDeepStrictEqual(named, topic)))
        .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    for (const [, { Properties }] of ofType(assembly.service, 'AWS::CloudWatch::Alarm')) {
      const [topic] = Properties['AlarmActions'] as unknown[];
      // A policy replaces the default that lets everybody of the account publish: what it does not allow is denied.
      expect(statementsOn(topic).filter(({ Effect }) => Effect === 'Allow')).toEqual([
        {
          Sid: 'AllowCloudWatchAlarms',
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: topic,
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ]);
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
    const counted = {
      ProviderAuthRefused: "'ProviderAuthRefused'",
      CatalogueDrift: "'CatalogueDrift'",
      [itemMetrics.orphan]: 'itemMetrics.orphan',
      [itemMetrics.outcome_unknown]: 'itemMetrics.outcome_unknown',
    };
    for (const [name, text] of Object.entries(counted)) {
      expect(sources.some((source) => source.includes(text))).toBe(true);
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

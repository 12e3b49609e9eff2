import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countAlarms } from '#domain/operators/alarm-counts.ts';
import { itemMetrics } from '#domain/operators/operator-item.ts';
import { anAssembly, ofType, type Assembly } from './assembly.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let assembly: Assembly;
beforeAll(async () => {
  assembly = await anAssembly();
});
afterAll(() => assembly.remove());

interface AlarmProperties {
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  readonly TreatMissingData: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

/** By construct id: the logical id without the hash that CDK appends. */
const alarmsById = () =>
  new Map(
    ofType(assembly.service, 'AWS::CloudWatch::Alarm').map(([id, { Properties }]) => [
      id.replace(/[0-9A-F]{8}$/, ''),
      Properties as unknown as AlarmProperties,
    ]),
  );

const sources = ['shared/actions', 'shared/domain', 'functions'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('alarm-counts.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);

describe('the stack', () => {
  it('alarms when a run fails, the workflow or the API fails, Lambda throttles or a call is left undone', () => {
    const alarms = alarmsById();
    expect([...alarms.keys()].sort()).toEqual(
      [
        ...['ApiErrors', 'DeadLetters', 'RunsFailed', 'SweeperBehind', 'Throttles'],
        ...['QueryGenerationErrors', 'SubmitGenerationErrors'],
        ...Object.keys(countAlarms),
      ].sort(),
    );
    for (const { AlarmActions } of alarms.values()) expect(AlarmActions).toHaveLength(1);
  });

  it('alarms when the sweeper is silent, and takes silence for good of everything else', () => {
    const heartbeats = [...alarmsById()].filter(
      ([, { TreatMissingData }]) => TreatMissingData === 'breaching',
    );
    expect(heartbeats.map(([id]) => id)).toEqual(['SweeperBehind']);
    expect(heartbeats[0]?.[1]).toMatchObject({
      MetricName: 'OldestDueTaskSeconds',
      Threshold: 600,
      Statistic: 'Maximum',
    });
    const rest = [...alarmsById().values()].filter((alarm) => alarm !== heartbeats[0]?.[1]);
    for (const { TreatMissingData } of rest) expect(TreatMissingData).toBe('notBreaching');
  });

  it('tells the metrics of its alarms from those of another stage of the same account', () => {
    for (const id of Object.keys(countAlarms))
      expect(alarmsById().get(id)).toMatchObject({
        MetricName: id,
        Namespace: 'Darkroom',
        Dimensions: [{ Name: 'service', Value: 'darkroom-dev' }],
      });
    for (const [, { Properties }] of ofType(assembly.service, 'AWS::Lambda::Function'))
      expect(Properties).toMatchObject({ Environment: { Variables: { STAGE: 'dev' } } });
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

  it('alarms on every count that says somebody has to look, and only on those that the code makes', () => {
    const named = Object.values(countAlarms).flatMap(({ counts }) => [...counts]);
    expect(new Set(named).size).toBe(named.length);
    expect(named).toEqual(
      expect.arrayContaining([
        ...['ProviderAuthRefused', 'ProviderCreditRefused', 'AccountDiffers', ...Object.values(itemMetrics)],
        ...['OutputLost', 'OutputRejected', 'ResultHostRefused', 'ArchiveMismatch'],
        ...['UnknownStateWord', 'CatalogueDrift', 'SweepFailed', 'UnexpectedError', 'FinalizeFailed'],
      ]),
    );
    const written = named.filter((count) => count !== 'ResultHostRefused');
    for (const count of written)
      expect([count, sources.some((source) => source.includes(`'${count}'`))]).toEqual([count, true]);
  });

  it('alarms when the account at the provider has less than the setting says, where it says so', async () => {
    const watching = await anAssembly('dev', { balanceAlarmCredits: '500.5' });
    const [, alarm] = ofType(watching.service, 'AWS::CloudWatch::Alarm').find(([id]) =>
      id.startsWith('ProviderBalanceLow'),
    ) ?? ['', { Properties: {} }];
    watching.remove();
    expect(alarm.Properties).toMatchObject({
      MetricName: 'ProviderBalance',
      Namespace: 'Darkroom',
      Dimensions: [{ Name: 'service', Value: 'darkroom-dev' }],
      Statistic: 'Minimum',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 500.5,
      Period: 1800,
      TreatMissingData: 'notBreaching',
    });
    expect([...alarmsById().keys()]).not.toContain('ProviderBalanceLow');
  });

  it('watches few enough metrics to cost cents at rest', () => {
    const watched = ofType(assembly.service, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => {
      const several = Properties['Metrics'] as { MetricStat?: unknown }[] | undefined;
      return several?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1;
    });
    const FREE = 10;
    const cents = 10 * Math.max(0, watched.reduce((sum, count) => sum + count, 0) - FREE);
    expect(cents).toBeLessThanOrEqual(60);
  });
});

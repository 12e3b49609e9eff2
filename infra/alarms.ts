import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  MathExpression,
  Metric,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { itemMetrics } from '#domain/operators/operator-item.ts';
import { explain } from './checks.ts';
import type { Functions } from './function.ts';
import { allFunctions, type AlarmMetric } from './functions.ts';

interface Watched {
  readonly api: HttpApi;
  readonly workflow: StateMachine;
  readonly functions: Functions;
  /** Who is told; nobody is subscribed when absent. */
  readonly email: string | undefined;
}

interface AlarmSettings {
  readonly id: string;
  readonly description: string;
  readonly metric: IMetric;
  /** The least value within one period that raises it; 1 where absent. */
  readonly threshold?: number;
}

const period = Duration.minutes(5);
/** As the functions write it into their embedded metrics. */
const NAMESPACE = 'Darkroom';

/** The alarm on each metric of ours: its construct id, and what it means to whoever is told. */
const metricAlarms: Readonly<Record<AlarmMetric, readonly [id: string, description: string]>> = {
  ProviderAuthRefused: [
    'ProviderRefusesKey',
    'The provider refuses our key: nothing is sent until it is good again.',
  ],
  [itemMetrics.orphan]: [
    'Orphans',
    'The provider names a job that our records do not: money may have been spent twice.',
  ],
  [itemMetrics.outcome_unknown]: [
    'UnknownOutcomes',
    'A paid call whose fate nobody knows waits for an operator: GET /api/v1/admin/items.',
  ],
  CatalogueDrift: [
    'CatalogueDrift',
    'The provider lists other models than our catalogue: the log of compare-models names them.',
  ],
};

/**
 * Alarms for what must not happen, all on one topic. Fourteen metrics in all: the first ten of an account are free, the
 * others cost ten cents a month each. Failures of functions behind the API are the API's 5xx; others have an alarm
 * where their row says so.
 */
export function createAlarms(scope: Construct, { api, workflow, functions, email }: Watched): void {
  const action = new SnsAction(alarmTopic(scope, email));
  const alarm = ({ id, description, metric, threshold = 1 }: AlarmSettings): void => {
    new Alarm(scope, id, {
      alarmDescription: description,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // Nothing happened, nothing is wrong.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(action);
  };

  alarm({
    id: 'RunsFailed',
    description: 'A task run ended FAILED or TIMED_OUT: its task may not have reached an end.',
    metric: executionsUnfinished(workflow),
  });
  alarm({
    id: 'ApiErrors',
    description: 'The API answered with 5xx.',
    metric: api.metricServerError({ period, statistic: 'Sum' }),
    threshold: 5,
  });
  alarm({
    id: 'Throttles',
    description: 'Functions of this account were throttled.',
    metric: throttles(),
  });
  for (const { name } of allFunctions.filter(({ errorAlarm }) => errorAlarm)) {
    const lambda = functions[name];
    const metric = lambda.metricErrors({ period });
    alarm({ id: `${lambda.node.id}Errors`, description: `${name} failed.`, metric });
  }
  for (const [name, [id, description]] of Object.entries(metricAlarms))
    alarm({ id, description, metric: sumOf(name) });
}

/**
 * The topic of all alarms. `enforceSSL` gives it a policy that only denies, and a policy replaces the default one, which
 * lets the account publish: without a statement of its own CloudWatch could not deliver any alarm.
 */
function alarmTopic(scope: Construct, email: string | undefined): Topic {
  const topic = new Topic(scope, 'Alarms', { enforceSSL: true });
  if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AllowCloudWatchAlarms',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  explain(topic, {
    'AwsSolutions-SNS2':
      'Alarm texts hold names and counts only; a key of our own would cost more than all else at rest.',
    'Serverless-SNSRedrivePolicy': 'Mail is a notice; the alarm itself stays visible in CloudWatch.',
  });
  return topic;
}

/** A metric of ours, summed over the functions that write it; each writes it under its own name. */
function sumOf(metricName: string): IMetric {
  const writers = allFunctions.filter(({ metrics }) => metrics?.some((name) => name === metricName));
  const metrics = writers.map(({ name: service }) => {
    const dimensionsMap = { service };
    return new Metric({ namespace: NAMESPACE, metricName, dimensionsMap, statistic: 'Sum', period });
  });
  const [only] = metrics;
  if (only !== undefined && metrics.length === 1) return only;
  const usingMetrics = Object.fromEntries(metrics.map((metric, i) => [`m${String(i)}`, metric]));
  const expression = Object.keys(usingMetrics)
    .map((name) => `FILL(${name}, 0)`)
    .join(' + ');
  return new MathExpression({ expression, usingMetrics, period });
}

function executionsUnfinished(workflow: StateMachine): IMetric {
  return new MathExpression({
    expression: 'FILL(failed, 0) + FILL(timedOut, 0)',
    usingMetrics: {
      failed: workflow.metricFailed({ period }),
      timedOut: workflow.metricTimedOut({ period }),
    },
    period,
  });
}

/** One metric over all functions of the account; one for each would cost ten times as much. */
function throttles(): IMetric {
  return new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: 'Sum', period });
}

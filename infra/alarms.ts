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
import { explain } from './checks.ts';
import type { Door } from './doors.ts';
import type { ServiceFunction } from './service-function.ts';

interface Watched {
  readonly api: HttpApi;
  readonly workflow: StateMachine;
  readonly functions: Readonly<Record<Door, ServiceFunction>>;
  /** Who is told; nobody is subscribed when absent. */
  readonly email: string | undefined;
}

const period = Duration.minutes(5);
/** As the functions write it into their embedded metrics. */
const NAMESPACE = 'Darkroom';

/** What our own code counts and a person has to hear of, and the functions that count it. */
const counted: readonly { id: string; description: string; metric: string; doors: readonly Door[] }[] = [
  {
    id: 'ProviderRefusesKey',
    description: 'The provider refuses our key: nothing is sent until it is good again.',
    metric: 'ProviderAuthRefused',
    doors: ['submit-generation', 'query-generation'],
  },
  {
    id: 'Orphans',
    description: 'The provider names a job that our records do not: money may have been spent twice.',
    metric: 'OrphanJob',
    doors: ['submit-generation', 'kie-callback'],
  },
  {
    id: 'UnknownOutcomes',
    description: 'A paid call whose fate nobody knows waits for an operator: GET /api/v1/admin/items.',
    metric: 'OutcomeUnknown',
    doors: ['finalize-task'],
  },
  {
    id: 'CatalogueDrift',
    description: 'The provider lists other models than our catalogue: the log of compare-models names them.',
    metric: 'CatalogueDrift',
    doors: ['compare-models'],
  },
];

/**
 * Alarms for what must not happen, all on one topic. Fourteen metrics in all: the first ten of an account are free, the
 * others cost ten cents a month each. Failures of functions behind the API are the API's 5xx; those behind the workflow
 * and the schedule have an alarm each.
 */
export function watch(scope: Construct, { api, workflow, functions, email }: Watched): void {
  const topic = alarmTopic(scope);
  if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
  const action = new SnsAction(topic);
  const alarm = (id: string, description: string, metric: IMetric, threshold = 1): void => {
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

  alarm(
    'RunsFailed',
    'A task run ended FAILED or TIMED_OUT: its task may not have reached an end.',
    unfinished(workflow),
  );
  alarm('ApiErrors', 'The API answered with 5xx.', api.metricServerError({ period, statistic: 'Sum' }), 5);
  alarm('Throttles', 'Functions of this account were throttled.', throttles());
  for (const door of ['submit-generation', 'query-generation', 'finalize-task', 'sweep-tasks'] as const) {
    const called = functions[door];
    alarm(`${called.node.id}Errors`, `${door} failed.`, called.metricErrors({ period }));
  }
  for (const { id, description, metric, doors } of counted) alarm(id, description, countOf(metric, doors));
}

/**
 * The topic of all alarms. `enforceSSL` gives it a policy that only denies, and a policy replaces the default one, which
 * lets the account publish: without a statement of its own CloudWatch could not deliver any alarm.
 */
function alarmTopic(scope: Construct): Topic {
  const topic = new Topic(scope, 'Alarms', { enforceSSL: true });
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

/** A count of ours over the functions that make it; each writes it under its own name. */
function countOf(metricName: string, doors: readonly Door[]): IMetric {
  const metrics = doors.map((service) => {
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

function unfinished(workflow: StateMachine): IMetric {
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

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
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import {
  alarmService,
  BALANCE_METRIC,
  OLDEST_DUE_METRIC,
  type CountAlarmName,
} from '#domain/operators/alarm-counts.ts';
import { explain } from './checks.ts';
import { alarmMeanings } from './alarm-meanings.ts';
import type { Functions } from './function.ts';
import { allFunctions } from './functions.ts';
import type { Settings } from './settings.ts';

interface Watched {
  readonly api: HttpApi;
  /** The ARN of the state machine. Not the machine itself: what it calls may wait for these alarms. */
  readonly workflowArn: string;
  readonly functions: Functions;
  readonly deadLetters: Queue;
  /** Who is told; nobody is subscribed where there is no address. */
  readonly settings: Pick<Settings, 'stage' | 'alarmEmail' | 'balanceAlarmCredits'>;
}

/** One alarm: an id of its own, which names its page, what it means, and what raises it. */
interface AlarmRow {
  readonly id: string;
  readonly meaning: string;
  readonly metric: IMetric;
  /** The least value within one period that raises it; 1 where absent. */
  readonly threshold?: number;
  /** Raised by what lies below the threshold instead. */
  readonly isFloor?: true;
  /** Raised also where nothing was measured. */
  readonly isHeartbeat?: true;
  /** Whether it stops the shift of traffic to new versions, and turns it back. */
  readonly isBrake?: true;
}

const period = Duration.minutes(5);
/** The balance is asked for every quarter of an hour: each half hour has a value. */
const BALANCE_PERIOD = Duration.minutes(30);
/** As the functions write it into their embedded metrics. */
const NAMESPACE = 'Darkroom';
/** A tick comes every minute, and what is due is swept in it: a task that waits longer has been missed by several. */
const LONGEST_DUE = Duration.minutes(10);

/** Alarms on counts that tell of the code. */
const brakes: ReadonlySet<string> = new Set<CountAlarmName>(['FinalizeTaskErrors', 'UnexpectedErrors']);

/** The page of an alarm: `RunsFailed` is `docs/runbooks/runs-failed.md`. */
export const runbookOf = (id: string): string =>
  `docs/runbooks/${id.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()}.md`;

/**
 * Alarms for what must not happen, all on one topic, each with a page that says what to do. They watch few metrics: the
 * first ten of an account are free, the others cost ten cents a month each. Answers with the brakes of deployments: what
 * tells of the code, and falls silent by itself. One that rings until a person has decided would stop every deployment.
 */
export function createAlarms(scope: Construct, watched: Watched): readonly Alarm[] {
  const action = new SnsAction(alarmTopic(scope, watched.settings.alarmEmail));
  const rows = [...alarmsOnAws(watched), ...alarmsOnCounts(watched.settings)];
  return rows.flatMap(({ id, meaning, metric, threshold = 1, isFloor, isHeartbeat, isBrake }) => {
    const alarm = new Alarm(scope, id, {
      alarmDescription: `${meaning} See ${runbookOf(id)}`,
      metric,
      threshold,
      // What was measured arrives with a delay: one period without a heartbeat proves nothing yet.
      evaluationPeriods: isHeartbeat ? 2 : 1,
      comparisonOperator: isFloor
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // Nothing happened, nothing is wrong; but for a heartbeat.
      treatMissingData: isHeartbeat ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(action);
    return isBrake === true ? [alarm] : [];
  });
}

/** Alarms on what AWS measures by itself. */
function alarmsOnAws({ api, workflowArn, functions, deadLetters }: Watched): AlarmRow[] {
  const errors = allFunctions.filter(({ errorAlarm }) => errorAlarm).map(({ name }) => functions[name]);
  return [
    {
      id: 'RunsFailed',
      meaning: 'A task run ended FAILED or TIMED_OUT: its task may not have reached an end.',
      metric: executionsUnfinished(workflowArn),
      isBrake: true,
    },
    {
      id: 'ApiErrors',
      meaning: 'The API answered with 5xx.',
      metric: api.metricServerError({ period, statistic: 'Sum' }),
      threshold: 5,
      isBrake: true,
    },
    { id: 'Throttles', meaning: 'Functions of this account were throttled.', metric: throttles() },
    {
      id: 'DeadLetters',
      meaning: 'A scheduled or asynchronous call failed, or could not be made: the queue holds it.',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
    },
    ...errors.map((lambda) => ({
      id: `${lambda.node.id}Errors`,
      meaning: `${lambda.node.id} failed: the workflow tries again, but something is wrong.`,
      metric: lambda.metricErrors({ period }),
      isBrake: true as const,
    })),
  ];
}

/** Alarms on what our own code counts and measures. */
function alarmsOnCounts({ stage, balanceAlarmCredits }: Watched['settings']): AlarmRow[] {
  const metric = (metricName: string, statistic: string, over = period): IMetric => {
    const dimensionsMap = { service: alarmService(stage) };
    return new Metric({ namespace: NAMESPACE, metricName, dimensionsMap, statistic, period: over });
  };
  const balance: AlarmRow[] =
    balanceAlarmCredits === undefined
      ? []
      : [
          {
            id: 'ProviderBalanceLow',
            meaning: `Our account at the provider has less than ${String(balanceAlarmCredits)} credits left.`,
            metric: metric(BALANCE_METRIC, 'Minimum', BALANCE_PERIOD),
            threshold: balanceAlarmCredits,
            isFloor: true,
          },
        ];
  return [
    {
      id: 'SweeperBehind',
      meaning: 'The sweeper does not run, or tasks that are due wait for it: what is stuck stays stuck.',
      metric: metric(OLDEST_DUE_METRIC, 'Maximum'),
      threshold: LONGEST_DUE.toSeconds(),
      isHeartbeat: true,
    },
    ...balance,
    ...Object.entries(alarmMeanings).map(([id, meaning]): AlarmRow => {
      const row = { id, meaning, metric: metric(id, 'Sum') };
      return brakes.has(id) ? { ...row, isBrake: true } : row;
    }),
  ];
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

function executionsUnfinished(workflowArn: string): IMetric {
  const metric = (metricName: string): IMetric => {
    const dimensionsMap = { StateMachineArn: workflowArn };
    return new Metric({ namespace: 'AWS/States', metricName, dimensionsMap, statistic: 'Sum', period });
  };
  return new MathExpression({
    expression: 'FILL(failed, 0) + FILL(timedOut, 0)',
    usingMetrics: { failed: metric('ExecutionsFailed'), timedOut: metric('ExecutionsTimedOut') },
    period,
  });
}

/** One metric over all functions of the account; one for each would cost ten times as much. */
function throttles(): IMetric {
  return new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: 'Sum', period });
}

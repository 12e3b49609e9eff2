import { join } from 'node:path';
import { Duration, RemovalPolicy, SymlinkFollowMode } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  Architecture,
  Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
  type IVersion,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Service } from '#providers/service.ts';
import { explain } from './checks.ts';
import {
  constructId,
  isHandedEvents,
  timeoutOf,
  type FunctionEntry,
  type FunctionName,
} from './functions.ts';
import { scheduleOf } from './function-row.ts';
import { LIVE } from './live.ts';
import { usefulFor } from './schedules.ts';

const DEFAULT_MEMORY = 512;

/** All functions of the stack. */
export type Functions = Readonly<Record<FunctionName, ServiceFunction>>;

interface FunctionProps {
  /** The folder with a bundle for each function. */
  readonly bundles: string;
  readonly environment: Record<string, string>;
  /** How many executions of it the account keeps free, and the most that it may have; absent: what others leave. */
  readonly reservedConcurrency?: number;
  /** Those that are called. */
  readonly services: readonly Service[];
  /** Keeps what an asynchronous call left undone. */
  readonly deadLetters: Queue;
}

const ANSWERED = 'It is called by what waits for its answer: the gateway, the workflow or another function.';

/** One Lambda function with its log group and its role, which allows nothing but logs and traces yet. */
export class ServiceFunction extends LambdaFunction {
  /** What everything calls: it points to the version that is live. */
  readonly live: Alias;

  constructor(scope: Construct, row: FunctionEntry, props: FunctionProps) {
    const { bundles, environment, services, deadLetters, reservedConcurrency } = props;
    const { name, memory, retries } = row;
    const id = constructId(name);
    const schedule = scheduleOf(row.trigger);
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // The managed policy would let a function write into every log group of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(scope, id, {
      description: `Darkroom: ${name}`,
      role,
      logGroup,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // A link to packages with native code is valid on this machine only; deployments have the packages themselves.
      code: Code.fromAsset(join(bundles, name), { followSymlinks: SymlinkFollowMode.NEVER }),
      handler: 'index.handler',
      timeout: Duration.seconds(timeoutOf(row, services)),
      memorySize: memory ?? DEFAULT_MEMORY,
      tracing: Tracing.ACTIVE,
      ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
      // A version that nobody points to any more is what a rollback goes back to.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
      environment: { ...environment, POWERTOOLS_SERVICE_NAME: name },
    });
    this.live = new Alias(scope, `${id}Live`, {
      aliasName: LIVE,
      version: this.currentVersion as IVersion,
      // How an asynchronous call is repeated is said of what is called, which is the alias. Of those that are only asked and
      // answered nothing is said: each such word is a resource, of 500 that a stack may have.
      ...(isHandedEvents(row) && {
        retryAttempts: retries ?? 0,
        onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
      }),
      ...(schedule !== undefined && { maxEventAge: usefulFor(schedule) }),
      ...(row.isHanded === true && { maxEventAge: Duration.minutes(1) }),
    });
    // Lambda sends the message, as the function. CDK's own destination would let it read the queue as well.
    if (isHandedEvents(row)) this.allow(['sqs:SendMessage'], [deadLetters.queueArn]);
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    this.explain({ 'AwsSolutions-IAM5[Resource::*]': 'X-Ray has no resource-level permissions.' });
    if (isHandedEvents(row)) {
      const destination = 'Its failure destination keeps the same event, and says why it failed.';
      explain(this, { 'Serverless-LambdaDLQ': destination });
    } else {
      explain(this, { 'Serverless-LambdaDLQ': ANSWERED });
      explain(this.live, { 'Serverless-LambdaAsyncFailureDestination': ANSWERED });
    }
  }

  /** Adds these actions on these resources to what it may do. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    const statement = { effect: Effect.ALLOW, actions: [...actions], resources: [...resources] };
    this.addToRolePolicy(new PolicyStatement(statement));
  }

  /** Accepts findings of the rule packs on its role, each with the reason why. */
  explain(reasons: Record<string, string>): void {
    explain(this.role ?? this, reasons);
  }
}

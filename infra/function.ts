import { join } from 'node:path';
import { Duration, RemovalPolicy, SymlinkFollowMode } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { explain, objectsFinding, runsFinding } from './checks.ts';
import { memories, repeats, timeouts, type Door } from './doors.ts';
import type { MediaPlace } from './media-storage.ts';

type TableAction =
  'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';

type ObjectAction = 'GetObject' | 'PutObject' | 'AbortMultipartUpload' | 'DeleteObject';

/** Where finished outputs lie; uploads are elsewhere in the bucket. */
const archive = ['images/*', 'videos/*', 'audio/*', 'project_*'];

/** One Lambda function under our build settings. Its methods say what it may do, and tell it where. */
export class ServiceFunction extends LambdaFunction {
  constructor(
    scope: Construct,
    door: Door,
    settings: { bundle: string; environment: Record<string, string> },
  ) {
    const id = pascalCase(door);
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // The managed policy would let a function write into every log group of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(scope, id, {
      description: `Darkroom: ${door}`,
      role,
      logGroup,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // A link to packages with native code is one on this machine only; deployments have the packages themselves.
      code: Code.fromAsset(join(settings.bundle, door), { followSymlinks: SymlinkFollowMode.NEVER }),
      handler: 'index.handler',
      timeout: Duration.seconds(timeouts[door]),
      memorySize: memories[door] ?? 512,
      tracing: Tracing.ACTIVE,
      retryAttempts: repeats[door] ?? 0,
      environment: { ...settings.environment, POWERTOOLS_SERVICE_NAME: door },
    });
    this.may(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    explain(role, { 'AwsSolutions-IAM5[Resource::*]': 'X-Ray has no resource-level permissions.' });
    const synchronous = 'The function is called synchronously: the caller sees the failure and acts on it.';
    explain(this, {
      'Serverless-LambdaDLQ': synchronous,
      'Serverless-LambdaAsyncFailureDestination': synchronous,
    });
  }

  usesTasks(table: Table, ...actions: TableAction[]): this {
    this.may(
      actions.map((action) => `dynamodb:${action}`),
      [table.tableArn],
    );
    return this.knows('TASK_TABLE', table.tableName);
  }

  looksUpTasksBy(table: Table, index: string): this {
    this.may(['dynamodb:Query'], [`${table.tableArn}/index/${index}`]);
    return this;
  }

  startsRunsOf(workflowArn: string): this {
    this.may(['states:StartExecution'], [workflowArn]);
    return this.belongsTo(workflowArn);
  }

  wakesRunsOf(workflowArn: string): this {
    this.may(['states:SendTaskSuccess'], [workflowArn]);
    return this.belongsTo(workflowArn);
  }

  interruptsRunsOf(workflowArn: string): this {
    this.may(['states:SendTaskFailure'], [workflowArn]);
    return this.belongsTo(workflowArn);
  }

  /** May ask how a run is; a run is an execution, with a name of its own below the machine's. */
  watchesRunsOf(workflowArn: string): this {
    const [head = '', name = ''] = workflowArn.split(':stateMachine:');
    this.may(['states:DescribeExecution'], [`${head}:execution:${name}:*`]);
    explain(this.role ?? this, {
      [runsFinding(name)]:
        'Runs are named after task ids, without end; the machine is named, no other is open.',
    });
    return this.belongsTo(workflowArn);
  }

  /** Knows the workflow, and may do nothing with it. */
  belongsTo(workflowArn: string): this {
    return this.knows('WORKFLOW_ARN', workflowArn);
  }

  isCalledBy(workflow: StateMachine): this {
    workflow.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.functionArn] }),
    );
    return this;
  }

  readsKeysFrom(secret: Secret): this {
    this.may(['secretsmanager:GetSecretValue'], [secret.secretArn]);
    return this.knows('KIE_SECRET_ARN', secret.secretArn);
  }

  readsMediaIn(media: MediaPlace): this {
    return this.mayInArchive(media, 's3:GetObject');
  }

  removesMediaIn(media: MediaPlace): this {
    return this.mayInArchive(media, 's3:DeleteObject');
  }

  archivesInto(media: MediaPlace): this {
    // A file of unknown length goes up in parts, which are taken back when its source breaks off.
    return this.mayInArchive(media, 's3:PutObject', 's3:AbortMultipartUpload');
  }

  writesThumbnailsIn(media: MediaPlace): this {
    // Thumbnails lie below the archive, at whose beginning a production's own path may stand.
    return this.mayInArchive(media, 's3:PutObject');
  }

  /** May do this with objects below `uploads/`. */
  usesUploadsIn(media: MediaPlace, ...actions: ObjectAction[]): this {
    const wanted = actions.map((action) => `s3:${action}`);
    return this.mayInPlace(
      media,
      wanted,
      ['uploads/*'],
      'Uploads are a prefix: object names are made of upload ids.',
    );
  }

  lists(media: MediaPlace): this {
    if (media.elsewhere === undefined) this.may(['s3:ListBucket'], [media.bucket.bucketArn]);
    return this.findsMediaIn(media);
  }

  /** Calls another function of ours, and knows it by this name. */
  calls(other: ServiceFunction, name: string): this {
    this.may(['lambda:InvokeFunction'], [other.functionArn]);
    return this.knows(name, other.functionName);
  }

  knows(name: string, value: string): this {
    this.addEnvironment(name, value);
    return this;
  }

  private may(actions: string[], resources: string[]): void {
    this.addToRolePolicy(new PolicyStatement({ effect: Effect.ALLOW, actions, resources }));
  }

  private mayInArchive(media: MediaPlace, ...actions: string[]): this {
    const reason = 'The archive is a prefix: object names are made of task ids.';
    return this.mayInPlace(media, actions, archive, reason);
  }

  /** A store elsewhere knows no permissions of ours: its keys open all of it, and nothing of our bucket is opened. */
  private mayInPlace(
    media: MediaPlace,
    actions: readonly string[],
    prefixes: readonly string[],
    reason: string,
  ): this {
    const { bucket } = media;
    if (media.elsewhere !== undefined) return this.findsMediaIn(media);
    this.may(
      [...actions],
      prefixes.map((prefix) => bucket.arnForObjects(prefix)),
    );
    for (const prefix of prefixes) explain(this.role ?? this, { [objectsFinding(bucket, prefix)]: reason });
    return this.findsMediaIn(media);
  }

  private findsMediaIn({ bucket, elsewhere }: MediaPlace): this {
    if (elsewhere === undefined) return this.knows('MEDIA_BUCKET', bucket.bucketName);
    this.may(['secretsmanager:GetSecretValue'], [elsewhere.keys.secretArn]);
    return this.knows('MEDIA_BUCKET', elsewhere.bucket)
      .knows('MEDIA_ENDPOINT', elsewhere.endpoint)
      .knows('MEDIA_REGION', elsewhere.region)
      .knows('MEDIA_SECRET_ARN', elsewhere.keys.secretArn);
  }
}

function pascalCase(door: string): string {
  return door.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

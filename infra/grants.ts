import { Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { MARKER_KEY } from '#storage/objects/bucket-marker.ts';
import { accountSecretsFinding, executionsFinding, objectsFinding } from './checks.ts';
import { FETCHED } from '#domain/files/fetched-key.ts';
import type { Functions, ServiceFunction } from './function.ts';
import type { FunctionRow, ObjectAction, WorkflowAction } from './function-row.ts';
import { LIVE } from './live.ts';
import { allowToSpeak, type LiveApi } from './live-api.ts';
import type { MediaStorage } from './media-storage.ts';
import type { ServiceSecret } from './storage.ts';

/** What functions may be allowed to use. */
export interface GrantedResources {
  readonly tasks: Table;
  readonly media: MediaStorage;
  readonly serviceSecrets: readonly ServiceSecret[];
  /** Below this name lie the secrets of accounts that are not the first. */
  readonly accountSecrets: string;
  readonly workflowArn: string;
  readonly dispatchArn: string;
  readonly functions: Functions;
  readonly live: LiveApi;
  /** The event bus of the stage. */
  readonly bus: { readonly name: string; readonly arn: string };
}

/** Where finished outputs lie; `project_` begins the path of an output with a project. */
const ARCHIVE = ['images/*', 'videos/*', 'audio/*', 'project_*'];
const ARCHIVE_REASON = 'The archive is a prefix: object names are made of task ids.';
/** What was sent and has not been looked at yet lies apart: nothing opens it to readers. */
const UPLOADS = ['uploads/*', 'pending/*'];
const UPLOADS_REASON = 'Uploads are a prefix: object names are made of upload ids.';
const FETCHED_REASON = 'What was fetched arrives below a prefix, under random names.';

/** Allows a function exactly what its row says, and tells it the names of what it may use. */
export function grant(lambda: ServiceFunction, row: FunctionRow, resources: GrantedResources): void {
  const { tasks, serviceSecrets, workflowArn, media } = resources;
  if (row.table !== undefined) {
    if (row.table.length > 0) lambda.allow(prefixed('dynamodb', row.table), [tasks.tableArn]);
    lambda.addEnvironment('TASK_TABLE', tasks.tableName);
  }
  for (const index of row.indexes ?? [])
    lambda.allow(['dynamodb:Query'], [`${tasks.tableArn}/index/${index}`]);
  const readsSecrets = row.serviceSecrets === true || row.accountSecrets === 'write';
  for (const { names, secret } of readsSecrets ? serviceSecrets : []) {
    lambda.allow(['secretsmanager:GetSecretValue'], [secret.secretArn]);
    lambda.addEnvironment(names.variable, secret.secretArn);
  }
  grantAccounts(lambda, row, resources.accountSecrets);
  if (row.workflow !== undefined) grantWorkflow(lambda, row.workflow, workflowArn);
  if (row.startsDispatch === true) {
    lambda.allow(['states:StartExecution'], [resources.dispatchArn]);
    lambda.addEnvironment('DISPATCH_ARN', resources.dispatchArn);
  }
  grantMedia(lambda, row, media);
  grantFetched(lambda, row, media);
  grantEventBus(lambda, row, resources.bus);
  grantCalls(lambda, row, resources);
}

/** The secrets of further accounts lie below one name: whoever calls with them reads there, and few functions write there. */
function grantAccounts(
  lambda: ServiceFunction,
  { accountSecrets, serviceSecrets, table }: FunctionRow,
  name: string,
): void {
  // Whoever cannot read which accounts there are calls with the first ones only.
  const reads = serviceSecrets === true && table !== undefined;
  if (!reads && accountSecrets === undefined) return;
  const { partition, region, account } = Stack.of(lambda);
  const actions = {
    read: ['GetSecretValue'],
    write: ['GetSecretValue', 'CreateSecret', 'PutSecretValue', 'DeleteSecret', 'RestoreSecret'],
    remove: ['DeleteSecret'],
  };
  lambda.allow(prefixed('secretsmanager', actions[accountSecrets ?? 'read']), [
    `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}/*`,
  ]);
  if (accountSecrets !== undefined) lambda.addEnvironment('ACCOUNT_SECRETS', name);
  lambda.explain({
    [accountSecretsFinding(lambda, name)]:
      'Secrets of further accounts at providers are made by operators, and by owners.',
  });
}

/** Other functions of ours, and who is connected. */
function grantCalls(lambda: ServiceFunction, row: FunctionRow, { functions, live }: GrantedResources): void {
  if (row.speaksToConnected === true) allowToSpeak(lambda, live);
  for (const [variable, name] of Object.entries(row.invokes ?? {})) {
    const target = Object.entries(functions).find(([known]) => known === name)?.[1];
    if (target === undefined) throw new Error(`${lambda.node.id} invokes ${name}, which is no function.`);
    lambda.allow(['lambda:InvokeFunction'], [target.live.functionArn]);
    lambda.addEnvironment(variable, target.live.functionArn);
  }
}

function grantEventBus(lambda: ServiceFunction, row: FunctionRow, bus: GrantedResources['bus']): void {
  if (row.sendsEvents !== true) return;
  lambda.allow(['events:PutEvents'], [bus.arn]);
  lambda.addEnvironment('EVENT_BUS_NAME', bus.name);
}

const prefixed = (service: string, actions: readonly string[]): string[] =>
  actions.map((action) => `${service}:${action}`);

/** What is done to one execution; all else is done to the machine. */
const executionActions: ReadonlySet<WorkflowAction> = new Set(['DescribeExecution', 'StopExecution']);

function grantWorkflow(lambda: ServiceFunction, actions: readonly WorkflowAction[], arn: string): void {
  // Step Functions authorizes what is done through an alias by the ARN of the machine.
  lambda.addEnvironment('WORKFLOW_ARN', `${arn}:${LIVE}`);
  const onExecutions = actions.filter((action) => executionActions.has(action));
  const onMachine = actions.filter((action) => !executionActions.has(action));
  for (const action of onMachine) lambda.allow([`states:${action}`], [arn]);
  if (onExecutions.length === 0) return;
  const [head = '', machine = ''] = arn.split(':stateMachine:');
  lambda.allow(prefixed('states', onExecutions), [`${head}:execution:${machine}:*`]);
  lambda.explain({
    [executionsFinding(lambda, machine)]:
      'Executions are named after task ids, without end; those of other machines are not included.',
  });
}

/** An external store has no IAM: its keys open all of it, and nothing of our own bucket is opened then. */
function grantMedia(
  lambda: ServiceFunction,
  { archive = [], uploads = [], listsBucket = false, marksBucket = false }: FunctionRow,
  { bucket, external }: MediaStorage,
): void {
  if (archive.length === 0 && uploads.length === 0 && !listsBucket) return;
  if (external !== undefined) {
    lambda.allow(['secretsmanager:GetSecretValue'], [external.keys.secretArn]);
    lambda.addEnvironment('MEDIA_BUCKET', external.bucket);
    lambda.addEnvironment('MEDIA_ENDPOINT', external.endpoint);
    lambda.addEnvironment('MEDIA_REGION', external.region);
    lambda.addEnvironment('MEDIA_SECRET_ARN', external.keys.secretArn);
    return;
  }
  lambda.addEnvironment('MEDIA_BUCKET', bucket.bucketName);
  const allowObjects = (
    actions: readonly ObjectAction[],
    prefixes: readonly string[],
    reason: string,
  ): void => {
    if (actions.length === 0) return;
    lambda.allow(
      prefixed('s3', actions),
      prefixes.map((prefix) => bucket.arnForObjects(prefix)),
    );
    for (const prefix of prefixes) lambda.explain({ [objectsFinding(bucket, prefix)]: reason });
  };
  allowObjects(uploads, UPLOADS, UPLOADS_REASON);
  allowObjects(archive, ARCHIVE, ARCHIVE_REASON);
  if (marksBucket) lambda.allow(['s3:GetObject', 's3:PutObject'], [bucket.arnForObjects(MARKER_KEY)]);
  // Whoever reads objects may list them: else S3 answers 403 for one that is missing, as for one that is forbidden. The
  // right is to be had for the bucket only: the reading of an object has no prefix that a condition could ask about.
  const reads = [...uploads, ...archive].includes('GetObject');
  if (listsBucket || reads) lambda.allow(['s3:ListBucket'], [bucket.bucketArn]);
}

/** Files of strangers arrive in our own bucket, whatever store media are kept in: whoever fetches them needs no keys. */
function grantFetched(
  lambda: ServiceFunction,
  { fetched = [], listsBucket = false }: FunctionRow,
  { bucket }: MediaStorage,
): void {
  if (fetched.length === 0) return;
  const prefix = `${FETCHED}*`;
  lambda.addEnvironment('FETCHED_BUCKET', bucket.bucketName);
  lambda.allow(prefixed('s3', fetched), [bucket.arnForObjects(prefix)]);
  lambda.explain({ [objectsFinding(bucket, prefix)]: FETCHED_REASON });
  if (listsBucket || fetched.includes('GetObject')) lambda.allow(['s3:ListBucket'], [bucket.bucketArn]);
}

import { createHash } from 'node:crypto';
import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  ThrottlingException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { LambdaClient, TooManyRequestsException } from '@aws-sdk/client-lambda';
import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { ExecutionLimitExceeded, SFNClient, SFNServiceException } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import type { Route } from '#contract/route.ts';

if (process.env['TEST_MOCKS'] !== 'allowed')
  throw new Error(
    'Tests that replace the clients of the SDK are listed in `mockedTests` of vitest.config.ts.',
  );

/**
 * AWS as functions in this process meet it: an empty table that takes every write, a workflow, a bucket and functions
 * that take every call. Tests make it refuse as no real or local part can be made to refuse. Only this file knows
 * aws-sdk-client-mock, which stands in for `send`: the SDK's own retries do not happen.
 */
export const aws = {
  table: mockClient(DynamoDBDocumentClient),
  workflow: mockClient(SFNClient),
  bucket: mockClient(S3Client),
  functions: mockClient(LambdaClient),
};

const key = 'dk_ana_0123456789';
const keyRow = {
  hash: createHash('sha256').update(key).digest('hex'),
  owner: 'ana',
  operator: false,
  createdAt: '2026-11-21T10:00:00.000Z',
  idSecret: 'a secret of the owner',
};
const isKey = (row: { pk: string }): boolean => row.pk === `key#${keyRow.hash}`;

/** Lets everything succeed again, and forgets all calls. Ana's API key is in the table. */
export function resetAws(): void {
  for (const client of Object.values(aws)) client.reset();
  aws.table.onAnyCommand().resolves({});
  aws.table.on(QueryCommand).resolves({ Items: [] });
  aws.table
    .on(GetCommand)
    .callsFake(({ Key: row }: { Key: { pk: string } }) =>
      isKey(row) ? { Item: { pk: row.pk, sk: 'key', ...keyRow } } : {},
    );
  aws.workflow.onAnyCommand().resolves({});
  aws.bucket.onAnyCommand().resolves({});
  aws.functions.onAnyCommand().resolves({});
}

const said = { message: 'Refused by the test', $metadata: {} };

/** The table is asked too much, and has done nothing: each of DynamoDB's ways to say so. */
export const throttles = {
  'a table beyond its capacity': new ProvisionedThroughputExceededException(said),
  'a throttled request': new ThrottlingException(said),
  'an account beyond its limit': new RequestLimitExceeded(said),
} as const satisfies Record<string, Error>;

/** No answer that helps: whether anything was done is not known. */
export const losses = {
  'a fault on their side': new InternalServerError({ ...said, $metadata: { httpStatusCode: 500 } }),
  'a connection that broke off': Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
  'a connection that was refused': Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  'an answer that did not come in time': Object.assign(new Error('timed out'), { name: 'TimeoutError' }),
} as const satisfies Record<string, Error>;

/** A transaction that DynamoDB gave up for these reasons, one for each of its writes. */
export const canceled = (...codes: readonly string[]): Error =>
  new TransactionCanceledException({ ...said, CancellationReasons: codes.map((Code) => ({ Code })) });

/** What Step Functions may refuse a start with. */
export const startRefusals = {
  'too many executions': new ExecutionLimitExceeded(said),
  'too many starts': new SFNServiceException({ ...said, name: 'ThrottlingException', $fault: 'client' }),
  ...losses,
} as const satisfies Record<string, Error>;

/** What a bucket answers that is asked too much. */
export const slowDown = new S3ServiceException({
  ...said,
  name: 'SlowDown',
  $fault: 'server',
  $metadata: { httpStatusCode: 503 },
});

/** What Lambda answers when too many functions run. */
export const tooManyFunctions = new TooManyRequestsException(said);

Object.assign(process.env, {
  AWS_REGION: 'eu-central-1',
  TASK_TABLE: 'tasks',
  WORKFLOW_ARN: 'arn:aws:states:eu-central-1:123456789012:stateMachine:tasks',
  MEDIA_BUCKET: 'media',
  MEDIA_BASE_URL: 'https://media.example.com',
  FETCH_FUNCTION: 'fetch-upload',
  DELIVER_FUNCTION: 'deliver-events',
  DISPATCH_ARN: 'arn:aws:states:eu-central-1:123456789012:stateMachine:dispatch',
  LOG_LEVEL: 'ERROR',
});

/** A request as the gateway hands it to a function. */
interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

interface Answered {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: { readonly code?: string; readonly [member: string]: unknown };
}

type HttpHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** Sends a request with Ana's key to the handler of a function. */
export async function send(handler: HttpHandler, route: Route, sent: Sent = {}): Promise<Answered> {
  const event = {
    routeKey: `${route.method} ${route.path}`,
    rawPath: route.path,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...sent.headers },
    queryStringParameters: sent.query,
    pathParameters: sent.parameters,
    requestContext: { requestId: 'r-1', http: { method: route.method } },
    body: sent.body === undefined ? undefined : JSON.stringify(sent.body),
    isBase64Encoded: false,
  };
  const { statusCode, headers = {}, body } = await handler(event as unknown as APIGatewayProxyEventV2);
  return { status: statusCode, headers, body: JSON.parse(body ?? '{}') as Answered['body'] };
}

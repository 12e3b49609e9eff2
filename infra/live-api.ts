import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnStage, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { connectionsFinding, explain } from './checks.ts';
import type { ServiceFunction } from './function.ts';
import { vendedLogs } from './vended-logs.ts';

const STAGE = 'live';
const REASON =
  'Who connects says who he is in his first message, which no authorizer sees: credentials do not belong into addresses.';

/** The WebSocket API, over which whoever is connected is told of tasks. */
export interface LiveApi {
  readonly api: WebSocketApi;
  /** Where clients connect. */
  readonly url: string;
}

/** Lets a function speak to who is connected, and end connections. */
export function allowToSpeak(lambda: ServiceFunction, { api }: LiveApi): void {
  for (const method of ['POST', 'DELETE']) {
    const path = `${STAGE}/${method}/@connections/*`;
    const { partition, region, account } = Stack.of(api);
    const arn = `arn:${partition}:execute-api:${region}:${account}:${api.apiId}/${path}`;
    lambda.allow(['execute-api:ManageConnections'], [arn]);
    lambda.explain({
      [connectionsFinding(api, path)]: 'The gateway names connections: nobody knows them before.',
    });
  }
}

/** The API without its routes: it has an address before any function exists, so functions can be told. */
export function liveApi(scope: Construct, name: string): LiveApi {
  const api = new WebSocketApi(scope, 'LiveApi', {
    apiName: `${name}-live`,
    description: 'Darkroom: live push',
  });
  return { api, url: `${api.apiEndpoint}/${STAGE}` };
}

/** Leads everything that happens on connections to one function, and opens the API. */
export function openLiveStage(
  scope: Construct,
  name: string,
  { api, serves }: { readonly api: WebSocketApi; readonly serves: ServiceFunction },
): void {
  const integration = new WebSocketLambdaIntegration('Connections', serves.live as IFunction);
  for (const route of ['$connect', '$disconnect', '$default'])
    explain(api.addRoute(route, { integration }), { 'AwsSolutions-APIG4': REASON });
  const stage = new WebSocketStage(scope, 'LiveApiStage', {
    webSocketApi: api,
    stageName: STAGE,
    autoDeploy: true,
    throttle: { rateLimit: 500, burstLimit: 1000 },
  });
  const logs = new LogGroup(scope, 'LiveApiLogs', {
    logGroupName: vendedLogs(name, 'live'),
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const { defaultChild } = stage.node;
  if (!(defaultChild instanceof CfnStage)) throw new Error('The stage of the WebSocket API is no stage.');
  defaultChild.accessLogSettings = { destinationArn: logs.logGroupArn, format: accessLogFormat };
}

const accessLogFormat = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  ip: '$context.identity.sourceIp',
  route: '$context.routeKey',
  status: '$context.status',
  connection: '$context.connectionId',
  error: '$context.integrationErrorMessage',
});

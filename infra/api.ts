import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  CorsHttpMethod,
  type CorsPreflightOptions,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { callbackRoutesOf, type CallbackRoute } from '#contract/callbacks/routes.ts';
import { mcpRoute } from '#contract/mcp/route.ts';
import { methodsOf } from '#contract/route.ts';
import { routes } from '#contract/routes.ts';
import type { Service } from '#providers/service.ts';
import { explain } from './checks.ts';
import type { Functions } from './function.ts';
import type { FunctionName } from './functions.ts';
import { vendedLogs } from './vended-logs.ts';

/** What pages of these origins may send, and may read of an answer. */
const corsFor = (origins: readonly string[]): CorsPreflightOptions => ({
  allowOrigins: [...origins],
  allowMethods: [
    CorsHttpMethod.GET,
    CorsHttpMethod.HEAD,
    CorsHttpMethod.POST,
    CorsHttpMethod.PUT,
    CorsHttpMethod.PATCH,
    CorsHttpMethod.DELETE,
  ],
  allowHeaders: [
    ...['authorization', 'content-type', 'idempotency-key', 'prefer', 'if-none-match'],
    // What chats in a page send with each message.
    ...['mcp-protocol-version', 'mcp-session-id', 'mcp-method', 'mcp-name'],
  ],
  exposeHeaders: [
    ...['x-request-id', 'location', 'etag', 'retry-after', 'idempotency-key', 'idempotency-replayed'],
    ...['preference-applied', 'link', 'deprecation', 'sunset', 'ratelimit', 'ratelimit-policy'],
  ],
  maxAge: Duration.hours(1),
});

/** The HTTP API without its routes: it has an address before any function exists, so functions can be told. */
export function httpApi(scope: Construct, name: string, origins: readonly string[]): HttpApi {
  const api = new HttpApi(scope, 'Api', {
    apiName: name,
    description: 'Darkroom',
    createDefaultStage: false,
    ...(origins.length > 0 && { corsPreflight: corsFor(origins) }),
  });
  explain(api, {
    'AwsSolutions-APIG4':
      'Keys are checked in the wrapper that all functions share, which answers problem+json; an authorizer cannot.',
  });
  return api;
}

/**
 * Opens the API to the world, once it has its routes. Callbacks have a throttle of their own: no flood of clients takes
 * their places, and none of theirs takes a client's.
 */
export function openStage(
  scope: Construct,
  name: string,
  { api, callbacks }: { api: HttpApi; callbacks: readonly HttpRoute[] },
): void {
  const stage = new HttpStage(scope, 'ApiStage', {
    httpApi: api,
    autoDeploy: true,
    // A burst of a thousand creates is accepted; the admission gate, not the gateway, paces the provider.
    throttle: { rateLimit: 500, burstLimit: 1000 },
    accessLogSettings: {
      destination: new LogGroupLogDestination(accessLogs(scope, name)),
      format: accessLogFormat(),
    },
  });
  const { defaultChild } = stage.node;
  if (!(defaultChild instanceof CfnStage)) throw new Error('The stage of the API is no stage.');
  const ownThrottle = { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 };
  defaultChild.routeSettings = Object.fromEntries(
    callbacks.map(({ path = '' }) => [`POST ${path}`, ownThrottle]),
  );
  // AWS refuses settings of a route that is not there yet.
  for (const route of callbacks) stage.node.addDependency(route);
}

type ServedRoute = (typeof routes)[keyof typeof routes] | typeof mcpRoute | CallbackRoute;

/** Adds every route of the contract with the function that it names; whatever matches none goes to `not-found`. Returns those of callbacks. */
export function addRoutes(api: HttpApi, functions: Functions, services: readonly Service[]): HttpRoute[] {
  const integrations = new Map<FunctionName, HttpLambdaIntegration>();
  const integrationOf = (name: FunctionName): HttpLambdaIntegration => {
    const integration =
      integrations.get(name) ??
      new HttpLambdaIntegration(name, functions[name].live as IFunction, {
        // One right for all routes of a function: a right for each would fill the template, and the function's policy.
        // It is for paths, and `$default` is none.
        scopePermissionToRoute: name === 'not-found',
      });
    integrations.set(name, integration);
    return integration;
  };
  const add = (route: ServedRoute): HttpRoute[] => {
    const methods = methodsOf(route).map((method) => HttpMethod[method]);
    return api.addRoutes({ path: route.path, methods, integration: integrationOf(route.functionName) });
  };
  for (const route of [...Object.values(routes), mcpRoute]) add(route);
  const callbacks = callbackRoutesOf(services).flatMap(add);
  new HttpRoute(api, 'NotFound', {
    httpApi: api,
    routeKey: HttpRouteKey.DEFAULT,
    integration: integrationOf('not-found'),
  });
  return callbacks;
}

function accessLogs(scope: Construct, name: string): LogGroup {
  return new LogGroup(scope, 'ApiLogs', {
    logGroupName: vendedLogs(name, 'api'),
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

/** The route and never the path: the path of a callback holds its token, that of an asset its capability. */
function accessLogFormat(): AccessLogFormat {
  const fields = {
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    ip: '$context.identity.sourceIp',
    route: '$context.routeKey',
    status: '$context.status',
    milliseconds: '$context.responseLatency',
    bytes: '$context.responseLength',
    error: '$context.integrationErrorMessage',
  };
  return AccessLogFormat.custom(JSON.stringify(fields));
}

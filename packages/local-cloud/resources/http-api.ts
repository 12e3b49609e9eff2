import * as z from 'zod';
import type { Resource } from '../assembly/template.ts';
import { flag, number, ofType, readProperties, type Reading } from './reading.ts';

/** The HTTP API: its routes, each with the function it leads to. */
export interface ApiDefinition {
  readonly id: string;
  readonly cors: CorsDefinition | undefined;
  readonly stageVariables: Readonly<Record<string, string>> | undefined;
  readonly routes: readonly RouteDefinition[];
}

export interface RouteDefinition {
  readonly routeKey: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
}

export interface CorsDefinition {
  readonly AllowCredentials: boolean;
  readonly AllowHeaders: readonly string[];
  readonly AllowMethods: readonly string[];
  readonly AllowOrigins: readonly string[];
  readonly ExposeHeaders: readonly string[];
  readonly MaxAge?: number | undefined;
}

const apiProperties = z.object({
  CorsConfiguration: z
    .strictObject({
      AllowCredentials: flag.default(false),
      AllowHeaders: z.array(z.string()).default([]),
      AllowMethods: z.array(z.string()).default([]),
      AllowOrigins: z.array(z.string()).default([]),
      ExposeHeaders: z.array(z.string()).default([]),
      MaxAge: number.optional(),
    })
    .optional(),
  Name: z.string().optional(),
  ProtocolType: z.literal('HTTP', 'only HTTP APIs are hosted'),
});

const stageProperties = z.object({
  ApiId: z.string(),
  AutoDeploy: flag.optional(),
  StageName: z.literal('$default', 'only the stage $default is hosted'),
  StageVariables: z.record(z.string(), z.string()).optional(),
});

const integrationProperties = z.object({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY', 'only Lambda integrations are hosted'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0', 'only payload format 2.0 is hosted'),
  TimeoutInMillis: number.default(30_000),
});

const routeProperties = z.object({
  ApiId: z.string(),
  AuthorizationType: z.literal('NONE', 'authorizers are not hosted').default('NONE'),
  RouteKey: z.string(),
  Target: z.string(),
});

type Integrations = ReadonlyMap<string, z.infer<typeof integrationProperties>>;

/** The one HTTP API of the template, if it has one. */
export function readApi(reading: Reading): ApiDefinition | undefined {
  const [resource, ...more] = ofType(reading, 'AWS::ApiGatewayV2::Api');
  for (const { place } of more) reading.problems.add(place, 'one HTTP API is hosted, this is another');
  const api = resource && readProperties(apiProperties, resource, reading);
  if (resource === undefined || api === undefined) return undefined;
  const stages = ofType(reading, 'AWS::ApiGatewayV2::Stage').flatMap(
    (stage) => readProperties(stageProperties, stage, reading) ?? [],
  );
  if (stages.length === 0) reading.problems.add(resource.place, 'the API has no stage $default');
  const integrations: Integrations = new Map(
    ofType(reading, 'AWS::ApiGatewayV2::Integration').flatMap((integration) => {
      const read = readProperties(integrationProperties, integration, reading);
      return read === undefined ? [] : [[integration.ref, read] as const];
    }),
  );
  return {
    id: resource.ref,
    cors: api.CorsConfiguration,
    stageVariables: stages[0]?.StageVariables,
    routes: ofType(reading, 'AWS::ApiGatewayV2::Route').flatMap(
      (route) => readRoute(route, integrations, reading) ?? [],
    ),
  };
}

function readRoute(
  resource: Resource,
  integrations: Integrations,
  reading: Reading,
): RouteDefinition | undefined {
  const route = readProperties(routeProperties, resource, reading);
  if (route === undefined) return undefined;
  const integration = integrations.get(route.Target.replace(/^integrations\//, ''));
  if (integration === undefined) {
    reading.problems.add(
      resource.place,
      `the route ${route.RouteKey} leads to no integration that is hosted`,
    );
    return undefined;
  }
  const functionArn = invokedFunction(integration.IntegrationUri);
  return { routeKey: route.RouteKey, functionArn, timeoutMs: integration.TimeoutInMillis };
}

// Also written as arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations.
const invokedFunction = (uri: string): string => /functions\/(arn:[^/]+)\/invocations/.exec(uri)?.[1] ?? uri;

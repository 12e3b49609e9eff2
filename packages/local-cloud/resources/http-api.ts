import * as z from 'zod';
import { apisOf, partsOf, readRoutes, type RouteDefinition } from './api-routes.ts';
import { flag, number, readProperties, type Reading } from './reading.ts';

/** The HTTP API: its routes, each with the function it leads to. */
export interface ApiDefinition {
  readonly id: string;
  readonly cors: CorsDefinition | undefined;
  readonly stageVariables: Readonly<Record<string, string>> | undefined;
  readonly routes: readonly RouteDefinition[];
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
  ProtocolType: z.literal('HTTP', 'only HTTP and WebSocket APIs are hosted'),
});

const stageProperties = z.object({
  ApiId: z.string(),
  AutoDeploy: flag.optional(),
  StageName: z.literal('$default', 'only the stage $default of an HTTP API is hosted'),
  StageVariables: z.record(z.string(), z.string()).optional(),
});

const routeRules = {
  payloadFault: (version: string | undefined) =>
    version === '2.0' ? undefined : 'only payload format 2.0 is hosted',
  usualTimeoutMs: 30_000,
};

/** The one HTTP API of the template, if it has one. */
export function readApi(reading: Reading): ApiDefinition | undefined {
  const [resource, ...more] = apisOf(reading, 'HTTP');
  for (const { place } of more) reading.problems.add(place, 'one HTTP API is hosted, this is another');
  const api = resource && readProperties(apiProperties, resource, reading);
  if (resource === undefined || api === undefined) return undefined;
  const stages = partsOf(reading, resource, 'AWS::ApiGatewayV2::Stage').flatMap(
    (stage) => readProperties(stageProperties, stage, reading) ?? [],
  );
  if (stages.length === 0) reading.problems.add(resource.place, 'the API has no stage $default');
  return {
    id: resource.ref,
    cors: api.CorsConfiguration,
    stageVariables: stages[0]?.StageVariables,
    routes: readRoutes(reading, resource, routeRules),
  };
}
